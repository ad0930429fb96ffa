package org.seamreplay.dice.cert;

/**
 * Bounds the nesting of a stranger's DER before the library decodes it, because the library calls
 * itself once for each level. Only heads are looked at; everything else is the library's to judge.
 */
final class DerNesting {
  /** A certificate needs about 8. */
  private static final int MAX_DEPTH = 32;

  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_TAG = 0x1f;
  private static final int LONG_LENGTH = 0x80;

  private final byte[] der;
  private int position;

  private DerNesting(byte[] der) {
    this.der = der;
  }

  /**
   * Checks an encoding.
   *
   * @throws IllegalArgumentException if it is nested too deep, has a length that does not fit, or
   *     one that DER does not allow
   */
  static void require(byte[] der) {
    new DerNesting(der).walk();
  }

  private void walk() {
    int[] ends = new int[MAX_DEPTH + 1];
    int depth = 0;
    ends[0] = der.length;
    while (position < der.length) {
      boolean constructed = tag();
      int end = end(ends[depth]);
      if (!constructed) {
        position = end;
      } else if (depth == MAX_DEPTH) {
        throw new IllegalArgumentException("nested more than %d deep".formatted(MAX_DEPTH));
      } else {
        depth++;
        ends[depth] = end;
      }
      while (depth > 0 && position == ends[depth]) {
        depth--;
      }
    }
  }

  /** Passes a tag; whether its contents are elements in turn. */
  private boolean tag() {
    int tag = next();
    boolean more = (tag & LONG_TAG) == LONG_TAG;
    while (more) {
      more = (next() & LONG_LENGTH) != 0;
    }
    return (tag & CONSTRUCTED) != 0;
  }

  /** Passes a length; where its contents end. */
  private int end(int limit) {
    int first = next();
    long length = first;
    if (first >= LONG_LENGTH) {
      int bytes = first - LONG_LENGTH;
      if (bytes == 0 || bytes > 4) {
        throw new IllegalArgumentException("a length that DER does not allow");
      }
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = (length << 8) | next();
      }
    }
    if (length > limit - position) {
      throw new IllegalArgumentException("a length beyond its end");
    }
    return position + (int) length;
  }

  private int next() {
    if (position == der.length) {
      throw new IllegalArgumentException("cut short");
    }
    return der[position++] & 0xff;
  }
}
