package org.seamreplay.trace;

/** How an operand's value is read and written, from the kinds of the leaf table. */
enum ValueKind {
  /** An address of the host's memory: named by what lies there. */
  ADDRESS,
  /** An address with a KeyID in its top bits. */
  KEYED_ADDRESS,
  /** Bits. */
  BITS,
  /** A number. */
  NUMBER,
  /** Zero unless the call failed; left out when zero. */
  DETAIL;

  static ValueKind of(String kind) {
    return switch (kind) {
      case "hpa" -> ADDRESS;
      case "hpa-hkid" -> KEYED_ADDRESS;
      case "count", "size", "level", "flag", "hkid" -> NUMBER;
      case "detail" -> DETAIL;
      default -> BITS;
    };
  }

  boolean isAddress() {
    return this == ADDRESS || this == KEYED_ADDRESS;
  }
}
