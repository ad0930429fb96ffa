package org.seamreplay.vm;

import org.seamreplay.ir.Type;

/** Numbers of the floating point formats in instruction words. */
final class Formats {
  static final int HALF = 0;
  static final int BFLOAT = 1;
  static final int FLOAT = 2;
  static final int DOUBLE = 3;
  static final int X87 = 4;
  static final int QUAD = 5;

  private Formats() {}

  static int of(Type.FloatingPoint type) {
    return switch (type.kind()) {
      case HALF -> HALF;
      case BFLOAT -> BFLOAT;
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case X86_FP80 -> X87;
      case FP128 -> QUAD;
    };
  }
}
