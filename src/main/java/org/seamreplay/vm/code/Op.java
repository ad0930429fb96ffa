package org.seamreplay.vm.code;

/**
 * Operation codes of the register form that {@code FunctionDecoder} makes of IR.
 *
 * <p>An instruction is its code followed by operand words; which word means what stands in the
 * format:
 *
 * <ul>
 *   <li>{@code d} register that is written
 *   <li>{@code r} register that is read
 *   <li>{@code i} immediate number
 *   <li>{@code t} code position
 *   <li>{@code *} a count n, then n registers that are read
 * </ul>
 *
 * Registers are counted from the start of the frame's window. An integer of w bits is kept zero
 * extended; immediates called shift are 64 - w, so that shifting left and right by it sign or zero
 * extends.
 *
 * <p>Codes up to {@link #LAST_FAST} are executed in {@code Loop} itself, the others in the classes
 * that {@code SlowPath} knows. The fast codes leave everything unusual (a page that is not in the
 * lookaside buffer, an undefined byte, an overflow) to the slow path too, which executes the same
 * instruction again from its start.
 */
public final class Op {
  /** Leaves the loop. It is zero so that an array not filled in stops everywhere. */
  public static final int STOP = 0;

  public static final int MOV = 1;
  public static final int ADD64 = 2;
  public static final int ADD32 = 3;
  public static final int ADD = 4;
  public static final int SUB64 = 5;
  public static final int SUB32 = 6;
  public static final int SUB = 7;
  public static final int MUL64 = 8;
  public static final int MUL = 9;

  /** With nsw: signed overflow is left to the slow path. */
  public static final int ADD_NSW = 10;

  public static final int SUB_NSW = 11;
  public static final int MUL_NSW = 12;
  public static final int AND = 13;
  public static final int OR = 14;
  public static final int XOR = 15;
  public static final int SHL = 16;
  public static final int LSHR = 17;
  public static final int ASHR = 18;

  /** From 64 - s1 bits to 64 - s2 bits. */
  public static final int SEXT = 19;

  public static final int EQ = 20;
  public static final int NE = 21;
  public static final int ULT = 22;
  public static final int ULE = 23;
  public static final int SLT = 24;
  public static final int SLE = 25;
  public static final int SELECT = 26;

  /** d = base + index * scale. */
  public static final int GEP = 27;

  /** d = address of the frame's static area + offset. */
  public static final int LEA = 28;

  public static final int LOAD8 = 29;
  public static final int LOAD16 = 30;
  public static final int LOAD32 = 31;
  public static final int LOAD64 = 32;
  public static final int STORE8 = 33;
  public static final int STORE16 = 34;
  public static final int STORE32 = 35;
  public static final int STORE64 = 36;

  /** Loads and stores inside an alloca of the own frame, by offset in the static area. */
  public static final int LOCAL_LOAD8 = 37;

  public static final int LOCAL_LOAD16 = 38;
  public static final int LOCAL_LOAD32 = 39;
  public static final int LOCAL_LOAD64 = 40;
  public static final int LOCAL_STORE8 = 41;
  public static final int LOCAL_STORE16 = 42;
  public static final int LOCAL_STORE32 = 43;
  public static final int LOCAL_STORE64 = 44;

  /** Branches carry the number of IR instructions that they complete. */
  public static final int BR = 45;

  public static final int BR_IF = 46;
  public static final int BR_EQ = 47;
  public static final int BR_NE = 48;
  public static final int BR_ULT = 49;
  public static final int BR_ULE = 50;
  public static final int BR_SLT = 51;
  public static final int BR_SLE = 52;

  /** function, window size of the caller, first result register, arguments. */
  public static final int CALL = 53;

  public static final int RET0 = 54;
  public static final int RET1 = 55;
  public static final int FADD64 = 56;
  public static final int FSUB64 = 57;
  public static final int FMUL64 = 58;
  public static final int FDIV64 = 59;
  static final int LAST_FAST = 59;

  /** As CALL, for external functions; the second number is the width of the result in bits. */
  public static final int CALL_EXTERNAL = 64;

  /** As CALL, where callee or arguments need more than copying: variadic, or not as declared. */
  public static final int CALL_GENERAL = 65;

  /** Call by address. */
  public static final int CALL_INDIRECT = 66;

  /** Call of inline assembly: index of the call in the program's table. */
  public static final int CALL_ASM = 67;

  public static final int RET = 68;
  public static final int SWITCH = 69;
  public static final int INDIRECT_BR = 70;
  public static final int UNREACHABLE = 71;

  /** Index of a text. */
  public static final int NOT_MODELLED = 72;

  /** The next instruction reads a constant that is undefined. */
  public static final int TAINT = 73;

  /** A copy that makes its value defined. */
  public static final int FREEZE = 74;

  /** Loads and stores of 1 to 8 bytes; the immediates are offset, bytes and shift. */
  public static final int LOAD = 75;

  public static final int STORE = 76;

  /** d = address of fresh stack memory: count, element size, alignment, number of the alloca. */
  public static final int ALLOCA = 77;

  public static final int STACK_SAVE = 78;
  public static final int STACK_RESTORE = 79;
  public static final int LIFETIME_START = 80;
  public static final int LIFETIME_END = 81;

  /** Copies a by-value argument into the frame: register, offset in the static area, bytes. */
  public static final int BYVAL = 82;

  public static final int MEMCPY = 83;
  public static final int MEMMOVE = 84;
  public static final int MEMSET = 85;
  public static final int VA_START = 86;
  public static final int VA_COPY = 87;

  /** Old value, address, operand; kind, bytes, shift. */
  public static final int ATOMIC_RMW = 88;

  /** Two results (old value, success); address, expected, replacement; bytes. */
  public static final int CMPXCHG = 89;

  /** Pure functions of one, two or three registers: kind (see {@link Pure}) and width in bits. */
  public static final int PURE1 = 90;

  public static final int PURE2 = 91;
  public static final int PURE3 = 92;

  /** Result and overflow bit; kind and width. */
  public static final int OVERFLOW = 93;

  /** Functions of operands in two registers each: kind and width, first of two result registers. */
  public static final int WIDE1 = 94;

  public static final int WIDE2 = 95;

  /** A wide shift or conversion whose second operand has one register. */
  static final int WIDE_SHIFT = 96;

  /** A comparison or conversion of wide values with one result register. */
  public static final int WIDE_TO_NARROW = 97;

  public static final int NARROW_TO_WIDE = 98;
  public static final int WIDE_OVERFLOW = 99;

  /** Reports undefined behaviour unless the condition holds. */
  public static final int ASSUME = 100;

  public static final int TRAP = 101;
  public static final int FRAME_ADDRESS = 102;
  public static final int RETURN_ADDRESS = 103;

  private static final String[] FORMATS = new String[128];
  private static final String[] NAMES = new String[128];

  /** Words of an instruction; negative if its last word counts further ones. */
  private static final int[] LENGTHS = new int[128];

  private Op() {}

  static {
    define(STOP, "stop", "");
    define(MOV, "mov", "dr");
    define(ADD64, "add64", "drr");
    define(ADD32, "add32", "drr");
    define(ADD, "add", "drri");
    define(SUB64, "sub64", "drr");
    define(SUB32, "sub32", "drr");
    define(SUB, "sub", "drri");
    define(MUL64, "mul64", "drr");
    define(MUL, "mul", "drri");
    define(ADD_NSW, "add.nsw", "drri");
    define(SUB_NSW, "sub.nsw", "drri");
    define(MUL_NSW, "mul.nsw", "drri");
    define(AND, "and", "drr");
    define(OR, "or", "drr");
    define(XOR, "xor", "drr");
    define(SHL, "shl", "drri");
    define(LSHR, "lshr", "drri");
    define(ASHR, "ashr", "drri");
    define(SEXT, "sext", "drii");
    define(EQ, "eq", "drr");
    define(NE, "ne", "drr");
    define(ULT, "ult", "drr");
    define(ULE, "ule", "drr");
    define(SLT, "slt", "drri");
    define(SLE, "sle", "drri");
    define(SELECT, "select", "drrr");
    define(GEP, "gep", "drri");
    define(LEA, "lea", "di");
    define(LOAD8, "load8", "dri");
    define(LOAD16, "load16", "dri");
    define(LOAD32, "load32", "dri");
    define(LOAD64, "load64", "dri");
    define(STORE8, "store8", "rri");
    define(STORE16, "store16", "rri");
    define(STORE32, "store32", "rri");
    define(STORE64, "store64", "rri");
    define(LOCAL_LOAD8, "local.load8", "di");
    define(LOCAL_LOAD16, "local.load16", "di");
    define(LOCAL_LOAD32, "local.load32", "di");
    define(LOCAL_LOAD64, "local.load64", "di");
    define(LOCAL_STORE8, "local.store8", "ri");
    define(LOCAL_STORE16, "local.store16", "ri");
    define(LOCAL_STORE32, "local.store32", "ri");
    define(LOCAL_STORE64, "local.store64", "ri");
    define(BR, "br", "ti");
    define(BR_IF, "br.if", "rtti");
    define(BR_EQ, "br.eq", "rrtti");
    define(BR_NE, "br.ne", "rrtti");
    define(BR_ULT, "br.ult", "rrtti");
    define(BR_ULE, "br.ule", "rrtti");
    define(BR_SLT, "br.slt", "rrttii");
    define(BR_SLE, "br.sle", "rrttii");
    define(CALL, "call", "iid*");
    define(RET0, "ret0", "i");
    define(RET1, "ret1", "ir");
    define(FADD64, "fadd64", "drr");
    define(FSUB64, "fsub64", "drr");
    define(FMUL64, "fmul64", "drr");
    define(FDIV64, "fdiv64", "drr");
    define(CALL_EXTERNAL, "call.external", "iiid*");
    define(CALL_GENERAL, "call.general", "iiid*");
    define(CALL_INDIRECT, "call.indirect", "riid*");
    define(CALL_ASM, "call.asm", "iid*");
    define(RET, "ret", "i*");
    define(SWITCH, "switch", "riit");
    define(INDIRECT_BR, "indirect.br", "ri");
    define(UNREACHABLE, "unreachable", "");
    define(NOT_MODELLED, "not.modelled", "i");
    define(TAINT, "taint", "");
    define(FREEZE, "freeze", "dr");
    define(LOAD, "load", "driii");
    define(STORE, "store", "rriii");
    define(ALLOCA, "alloca", "drii");
    define(STACK_SAVE, "stack.save", "d");
    define(STACK_RESTORE, "stack.restore", "r");
    define(LIFETIME_START, "lifetime.start", "rr");
    define(LIFETIME_END, "lifetime.end", "rr");
    define(BYVAL, "byval", "drii");
    define(MEMCPY, "memcpy", "rrr");
    define(MEMMOVE, "memmove", "rrr");
    define(MEMSET, "memset", "rrr");
    define(VA_START, "va.start", "rr");
    define(VA_COPY, "va.copy", "rr");
    define(ATOMIC_RMW, "atomic.rmw", "drriii");
    define(CMPXCHG, "cmpxchg", "ddrrri");
    define(PURE1, "pure1", "drii");
    define(PURE2, "pure2", "drrii");
    define(PURE3, "pure3", "drrrii");
    define(OVERFLOW, "overflow", "ddrrii");
    define(WIDE1, "wide1", "ddrrii");
    define(WIDE2, "wide2", "ddrrrrii");
    define(WIDE_SHIFT, "wide.shift", "ddrrrii");
    define(WIDE_TO_NARROW, "wide.to.narrow", "drrrrii");
    define(NARROW_TO_WIDE, "narrow.to.wide", "ddrii");
    define(WIDE_OVERFLOW, "wide.overflow", "dddrrrrii");
    define(ASSUME, "assume", "r");
    define(TRAP, "trap", "");
    define(FRAME_ADDRESS, "frame.address", "di");
    define(RETURN_ADDRESS, "return.address", "di");
  }

  private static void define(int op, String name, String format) {
    if (FORMATS[op] != null) {
      throw new IllegalStateException("operation code given twice: " + name);
    }
    NAMES[op] = name;
    FORMATS[op] = format;
    LENGTHS[op] = format.endsWith("*") ? -1 - format.length() : 1 + format.length();
  }

  /** Meaning of the operand words, see above. */
  public static String format(int op) {
    return FORMATS[op];
  }

  static String name(int op) {
    return NAMES[op];
  }

  /** Words of the instruction at {@code pc}, its code included. */
  public static int length(int[] code, int pc) {
    int length = LENGTHS[code[pc]];
    return length < 0 ? code[pc - length - 1] - length : length;
  }
}
