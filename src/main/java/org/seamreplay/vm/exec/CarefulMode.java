package org.seamreplay.vm.exec;

import java.util.Arrays;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Liveness;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Program;

/**
 * Runs frames that work with undefined values. A frame enters this mode when it loads an undefined
 * byte or reads an undefined constant, and leaves it at the first branch behind which no undefined
 * value is alive. {@link Undefinedness} says what each instruction makes of undefined bits; the
 * instruction itself is executed by the ordinary {@link Loop}, one at a time, from an array of code
 * that holds nothing else: so what instructions do is written once, and code that works with
 * defined values pays nothing.
 *
 * <p>A caller in this mode has {@link Program#CAREFUL} as return position in its record, where the
 * loop stops, and the real one beside it.
 */
public final class CarefulMode {
  private final Program program;
  private final int[] code;
  private final Callees callees;
  private final Undefinedness undefinedness;

  private final Instrument instrument;

  /** All stops but for the instruction under way; made on first use. */
  private int[] stepCode;

  CarefulMode(
      Program program, Callees callees, Undefinedness undefinedness, Instrument instrument) {
    this.program = program;
    this.code = program.code;
    this.callees = callees;
    this.undefinedness = undefinedness;
    this.instrument = instrument;
  }

  /** The current frame goes on in careful mode; always true, because the loop has to be left. */
  boolean enter(FiberState fiber) {
    if (!fiber.careful) {
      clear(fiber, program.functionAt(fiber.pc));
      fiber.careful = true;
    }
    return true;
  }

  private static void clear(FiberState fiber, FunctionCode function) {
    long[] undefined = fiber.undefined();
    Arrays.fill(undefined, fiber.base, fiber.base + function.window, 0);
    if (function.undefinedConstant >= 0) {
      undefined[fiber.base + function.undefinedConstant] = -1;
      fiber.origins[fiber.base + function.undefinedConstant] = 0;
    }
  }

  /**
   * A frame of {@code callee} has been pushed.
   *
   * @param arguments what it was called with
   */
  void pushed(FiberState fiber, FunctionCode callee, ArgumentValues arguments) {
    if (fiber.careful) {
      int record = fiber.top - FiberState.RECORD;
      fiber.records[record + FiberState.CAREFUL_PC] = fiber.records[record + FiberState.RETURN_PC];
      fiber.records[record + FiberState.RETURN_PC] = Program.CAREFUL;
    }
    clear(fiber, callee);
    long[] undefined = fiber.undefined();
    long any = 0;
    for (int i = 0; i < callee.parameters; i++) {
      long mask = arguments.undefined(i);
      undefined[fiber.base + i] = mask;
      fiber.origins[fiber.base + i] = arguments.origin(i);
      any |= mask;
    }
    fiber.careful = any != 0;
  }

  /** The callee of a frame in careful mode has returned in the ordinary way. */
  void resumed(FiberState fiber) {
    int record = fiber.top;
    fiber.pc = fiber.records[record + FiberState.CAREFUL_PC];
    fiber.careful = true;
    int call = fiber.records[record + FiberState.CALL_PC];
    int result = fiber.records[record + FiberState.RESULT];
    Arrays.fill(fiber.undefined(), result, result + resultSlots(call), 0);
  }

  private int resultSlots(int call) {
    return switch (code[call]) {
      case Op.CALL -> callees.function(code[call + 1]).results;
      case Op.CALL_GENERAL, Op.CALL_INDIRECT, Op.CALL_EXTERNAL ->
          program.tables.callSites.get(code[call + 3]).resultBits().length;
      default -> 0;
    };
  }

  /** Runs until the frame leaves careful mode, a call or return leads elsewhere, or it yields. */
  void run(FiberState fiber, Loop loop) {
    if (stepCode == null) {
      stepCode = new int[code.length];
    }
    while (fiber.careful && !fiber.yielding && fiber.pc != Program.EXIT) {
      int pc = fiber.pc;
      int top = fiber.top;
      ArgumentValues arguments =
          code[pc] == Op.CALL ? ArgumentValues.of(fiber, code, pc + 5, code[pc + 4]) : null;
      if (isReturn(code[pc])) {
        undefinedness.beginReturn(fiber, pc);
      } else {
        undefinedness.before(fiber, pc);
      }
      int length = Op.length(code, pc);
      System.arraycopy(code, pc, stepCode, pc, length);
      try {
        loop.run(fiber, stepCode);
      } finally {
        Arrays.fill(stepCode, pc, pc + length, 0);
      }
      instrument.executed(pc, fiber.pc);
      if (isReturn(code[pc])) {
        returned(fiber);
      } else if (code[pc] == Op.CALL && fiber.top != top) {
        pushed(fiber, callees.function(code[pc + 1]), arguments);
      } else {
        undefinedness.after();
        if (fiber.pc != pc + length && fiber.top == top && fiber.careful) {
          leaveUnlessNeeded(fiber);
        }
      }
    }
  }

  private static boolean isReturn(int op) {
    return op == Op.RET0 || op == Op.RET1 || op == Op.RET;
  }

  /** The frame is gone; its results may be undefined in the caller. */
  private void returned(FiberState fiber) {
    boolean toCareful = fiber.pc == Program.CAREFUL;
    fiber.careful = false;
    if (toCareful) {
      resumed(fiber);
    }
    if (!undefinedness.returnsUndefined()) {
      return;
    }
    enter(fiber);
    undefinedness.endReturn(fiber, fiber.records[fiber.top + FiberState.RESULT]);
  }

  private void leaveUnlessNeeded(FiberState fiber) {
    FunctionCode function = program.functionAt(fiber.pc);
    Liveness liveness = program.liveness(function);
    if (!liveness.anyAlive(fiber.pc, fiber.undefined, fiber.base)) {
      fiber.careful = false;
    }
  }
}
