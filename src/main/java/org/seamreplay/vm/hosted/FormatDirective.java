package org.seamreplay.vm.hosted;

/**
 * One conversion of a printf format, with the values of its asterisks filled in.
 *
 * @param left flag {@code -}
 * @param plus flag {@code +}
 * @param space flag space
 * @param alternative flag {@code #}
 * @param zero flag {@code 0}
 * @param width minimum width, 0 if none
 * @param precision -1 if none
 * @param length how wide the argument is
 * @param conversion the letter
 */
record FormatDirective(
    boolean left,
    boolean plus,
    boolean space,
    boolean alternative,
    boolean zero,
    int width,
    int precision,
    Length length,
    char conversion) {

  /** Length modifiers of C11 7.21.6.1. */
  enum Length {
    CHAR(1),
    SHORT(2),
    INT(4),
    LONG(8),
    LONG_LONG(8),
    INTMAX(8),
    SIZE(8),
    PTRDIFF(8),
    LONG_DOUBLE(16);

    private final int bytes;

    Length(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes of an integer of this length, x86-64 Linux. */
    int bytes() {
      return bytes;
    }
  }

  /** Whether the letter is an upper case one, so that digits and names are too. */
  boolean upperCase() {
    return Character.isUpperCase(conversion);
  }

  /** The sign to print before a number. */
  String sign(boolean negative) {
    return negative ? "-" : plus ? "+" : space ? " " : "";
  }

  /**
   * Pads to the width: blanks on the side that the flags say, or zeros between prefix and digits.
   *
   * @param prefix sign and radix prefix
   * @param zeros whether flag {@code 0} applies to this conversion and value
   */
  String pad(String prefix, String body, boolean zeros) {
    int missing = width - prefix.length() - body.length();
    if (missing <= 0) {
      return prefix + body;
    }
    if (left) {
      return prefix + body + " ".repeat(missing);
    }
    return zeros ? prefix + "0".repeat(missing) + body : " ".repeat(missing) + prefix + body;
  }
}
