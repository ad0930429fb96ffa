package org.seamreplay.compile;

/**
 * A 64-bit FNV-1a hash over parts of text, for what nobody has a reason to forge: our own flags and
 * resources. It needs no security provider, whose start alone takes longer than a warm run may.
 */
final class Fingerprint {
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long hash = START;

  Fingerprint add(String part) {
    for (int i = 0; i < part.length(); i++) {
      hash = (hash ^ part.charAt(i)) * PRIME;
    }
    // A char that text has not, so that parts cannot run together.
    hash = (hash ^ 0xffff) * PRIME;
    return this;
  }

  /** At most 16 hexadecimal digits. */
  String hex() {
    return Long.toHexString(hash);
  }
}
