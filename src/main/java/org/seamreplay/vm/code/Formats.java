package org.seamreplay.vm.code;

import org.seamreplay.ir.Type;

/** Numbers of the floating point formats in instruction words. */
public final class Formats {
  public static final int HALF = 0;
  public static final int BFLOAT = 1;
  public static final int FLOAT = 2;
  public static final int DOUBLE = 3;
  static final int X87 = 4;
  static final int QUAD = 5;

  private Formats() {}

  public static int of(Type.FloatingPoint type) {
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
