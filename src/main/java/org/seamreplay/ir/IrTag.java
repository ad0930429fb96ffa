package org.seamreplay.ir;

/** First bytes of types, operands and instructions in IR files. */
final class IrTag {
  static final int TYPE_NOTHING = 0;
  static final int TYPE_INT = 1;
  static final int TYPE_FLOAT = 2;
  static final int TYPE_POINTER = 3;
  static final int TYPE_ARRAY = 4;
  static final int TYPE_VECTOR = 5;
  static final int TYPE_STRUCT = 6;
  static final int TYPE_FUNCTION = 7;
  static final int TYPE_METADATA = 8;

  static final int OPERAND_INT = 0;
  static final int OPERAND_FLOAT = 1;
  static final int OPERAND_ZERO = 2;
  static final int OPERAND_UNDEFINED = 3;
  static final int OPERAND_BYTES = 4;
  static final int OPERAND_AGGREGATE = 5;
  static final int OPERAND_SYMBOL = 6;
  static final int OPERAND_BLOCK = 7;
  static final int OPERAND_GEP = 8;
  static final int OPERAND_CAST = 9;
  static final int OPERAND_BINARY = 10;
  static final int OPERAND_ASM = 11;

  static final int BINARY = 0;
  static final int FNEG = 1;
  static final int ICMP = 2;
  static final int FCMP = 3;
  static final int CAST = 4;
  static final int ALLOCA = 5;
  static final int LOAD = 6;
  static final int STORE = 7;
  static final int GEP = 8;
  static final int PHI = 9;
  static final int SELECT = 10;
  static final int FREEZE = 11;
  static final int EXTRACT_VALUE = 12;
  static final int INSERT_VALUE = 13;
  static final int EXTRACT_ELEMENT = 14;
  static final int INSERT_ELEMENT = 15;
  static final int SHUFFLE = 16;
  static final int RMW = 17;
  static final int CMPXCHG = 18;
  static final int FENCE = 19;
  static final int VA_ARG = 20;
  static final int CALL = 21;
  static final int CALL_BR = 22;
  static final int BR = 23;
  static final int COND_BR = 24;
  static final int SWITCH = 25;
  static final int INDIRECT_BR = 26;
  static final int RET = 27;
  static final int UNREACHABLE = 28;

  private IrTag() {}
}
