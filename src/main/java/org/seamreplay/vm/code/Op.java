package org.seamreplay.vm.code;

import java.util.function.IntConsumer;

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
 *   <li>{@code s} a shift: 64 - w for integers of w bits, so that shifting left and right by it
 *       sign or zero extends
 *   <li>{@code n} number of IR instructions that it completes
 *   <li>{@code t} code position
 *   <li>{@code *} a count n, then n registers that are read
 * </ul>
 *
 * Registers are counted from the start of the frame's window. An integer of w bits is kept zero
 * extended. What the words mean is known here alone: others ask for what an instruction reads,
 * writes and leads to.
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

  /** Loads and stores at addresses that are a multiple of the size. */
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

  /** Reports a sum (second) that leaves the object that its base (first) points into. */
  public static final int ADDRESS = 60;

  static final int LAST_FAST = 60;

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

  /**
   * Loads and stores of 1 to 8 bytes at any address; the immediates are offset, bytes and shift.
   */
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

  /** Reports an index that its array does not have; reads index and number of elements if known. */
  public static final int BAD_INDEX = 104;

  private static final String[] FORMATS = new String[128];

  /** Words of an instruction; negative if its last word counts further ones. */
  private static final int[] LENGTHS = new int[128];

  private Op() {}

  static {
    define(STOP, "");
    define(MOV, "dr");
    define(ADD64, "drr");
    define(ADD32, "drr");
    define(ADD, "drrs");
    define(SUB64, "drr");
    define(SUB32, "drr");
    define(SUB, "drrs");
    define(MUL64, "drr");
    define(MUL, "drrs");
    define(ADD_NSW, "drrs");
    define(SUB_NSW, "drrs");
    define(MUL_NSW, "drrs");
    define(AND, "drr");
    define(OR, "drr");
    define(XOR, "drr");
    define(SHL, "drrs");
    define(LSHR, "drrs");
    define(ASHR, "drrs");
    define(SEXT, "drii");
    define(EQ, "drr");
    define(NE, "drr");
    define(ULT, "drr");
    define(ULE, "drr");
    define(SLT, "drrs");
    define(SLE, "drrs");
    define(SELECT, "drrr");
    define(GEP, "drri");
    define(LEA, "di");
    define(LOAD8, "dri");
    define(LOAD16, "dri");
    define(LOAD32, "dri");
    define(LOAD64, "dri");
    define(STORE8, "rri");
    define(STORE16, "rri");
    define(STORE32, "rri");
    define(STORE64, "rri");
    define(LOCAL_LOAD8, "di");
    define(LOCAL_LOAD16, "di");
    define(LOCAL_LOAD32, "di");
    define(LOCAL_LOAD64, "di");
    define(LOCAL_STORE8, "ri");
    define(LOCAL_STORE16, "ri");
    define(LOCAL_STORE32, "ri");
    define(LOCAL_STORE64, "ri");
    define(BR, "tn");
    define(BR_IF, "rttn");
    define(BR_EQ, "rrttn");
    define(BR_NE, "rrttn");
    define(BR_ULT, "rrttn");
    define(BR_ULE, "rrttn");
    define(BR_SLT, "rrttns");
    define(BR_SLE, "rrttns");
    define(CALL, "iid*");
    define(RET0, "n");
    define(RET1, "nr");
    define(FADD64, "drr");
    define(FSUB64, "drr");
    define(FMUL64, "drr");
    define(FDIV64, "drr");
    define(ADDRESS, "rr");
    define(CALL_EXTERNAL, "iiid*");
    define(CALL_GENERAL, "iiid*");
    define(CALL_INDIRECT, "riid*");
    define(CALL_ASM, "iid*");
    define(RET, "n*");
    define(SWITCH, "rint");
    define(INDIRECT_BR, "rn");
    define(UNREACHABLE, "");
    define(NOT_MODELLED, "i");
    define(TAINT, "");
    define(FREEZE, "dr");
    define(LOAD, "driis");
    define(STORE, "rriis");
    define(ALLOCA, "drii");
    define(STACK_SAVE, "d");
    define(STACK_RESTORE, "r");
    define(LIFETIME_START, "rr");
    define(LIFETIME_END, "rr");
    define(BYVAL, "drii");
    define(MEMCPY, "rrr");
    define(MEMMOVE, "rrr");
    define(MEMSET, "rrr");
    define(VA_START, "rr");
    define(VA_COPY, "rr");
    define(ATOMIC_RMW, "drriis");
    define(CMPXCHG, "ddrrri");
    define(PURE1, "drii");
    define(PURE2, "drrii");
    define(PURE3, "drrrii");
    define(OVERFLOW, "ddrrii");
    define(WIDE1, "ddrrii");
    define(WIDE2, "ddrrrrii");
    define(WIDE_SHIFT, "ddrrrii");
    define(WIDE_TO_NARROW, "drrrrii");
    define(NARROW_TO_WIDE, "ddrii");
    define(WIDE_OVERFLOW, "dddrrrrii");
    define(ASSUME, "r");
    define(TRAP, "");
    define(FRAME_ADDRESS, "di");
    define(RETURN_ADDRESS, "di");
    define(BAD_INDEX, "*");
  }

  private static void define(int op, String format) {
    if (FORMATS[op] != null) {
      throw new IllegalStateException("operation code given twice: " + op);
    }
    FORMATS[op] = format;
    LENGTHS[op] = format.endsWith("*") ? -1 - format.length() : 1 + format.length();
  }

  /** How many registers an instruction that computes writes; they are its first words. */
  public static int results(int op) {
    return FORMATS[op].lastIndexOf('d') + 1;
  }

  /** How many registers it reads that follow these; 0 if others come first. */
  public static int operands(int op) {
    int first = results(op);
    int end = first;
    while (end < FORMATS[op].length() && FORMATS[op].charAt(end) == 'r') {
      end++;
    }
    return end - first;
  }

  /** Gives each register that the instruction at {@code pc} reads. */
  public static void eachRead(int[] code, int pc, IntConsumer register) {
    String format = FORMATS[code[pc]];
    for (int i = 0; i < format.length(); i++) {
      if (format.charAt(i) == 'r') {
        register.accept(code[pc + 1 + i]);
      } else if (format.charAt(i) == '*') {
        for (int n = 0; n < code[pc + 1 + i]; n++) {
          register.accept(code[pc + 2 + i + n]);
        }
      }
    }
  }

  /** Gives each register that it writes. */
  static void eachWritten(int[] code, int pc, IntConsumer register) {
    String format = FORMATS[code[pc]];
    for (int i = format.indexOf('d'); i >= 0; i = format.indexOf('d', i + 1)) {
      register.accept(code[pc + 1 + i]);
    }
  }

  /** Gives each code position in its words; {@link Program#targets} has those of its tables too. */
  static void eachTarget(int[] code, int pc, IntConsumer position) {
    String format = FORMATS[code[pc]];
    for (int i = format.indexOf('t'); i >= 0; i = format.indexOf('t', i + 1)) {
      position.accept(code[pc + 1 + i]);
    }
  }

  /** Whether control does not go on at the next instruction. */
  static boolean ends(int op) {
    return switch (op) {
      case RET0, RET1, RET, UNREACHABLE, NOT_MODELLED, TRAP, BAD_INDEX, SWITCH, INDIRECT_BR, BR ->
          true;
      default -> isConditional(op);
    };
  }

  /** Whether it is a branch that depends on a condition. */
  public static boolean isConditional(int op) {
    return op >= BR_IF && op <= BR_SLE;
  }

  /** Whether it has a shift. */
  public static boolean hasShift(int op) {
    return FORMATS[op].indexOf('s') >= 0;
  }

  /** Its shift, 0 if it has none. */
  public static int shift(int[] code, int pc) {
    int word = FORMATS[code[pc]].indexOf('s');
    return word < 0 ? 0 : code[pc + 1 + word];
  }

  /** Which of its words counts the IR instructions that it completes, 0 if none does. */
  public static int countWord(int op) {
    return FORMATS[op].indexOf('n') + 1;
  }

  /** Words of an instruction that always has as many, its code included. */
  public static int length(int op) {
    return LENGTHS[op];
  }

  /** Words of the instruction at {@code pc}, its code included. */
  public static int length(int[] code, int pc) {
    int length = LENGTHS[code[pc]];
    return length < 0 ? code[pc - length - 1] - length : length;
  }
}
