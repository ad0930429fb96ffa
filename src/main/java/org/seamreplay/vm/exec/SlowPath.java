package org.seamreplay.vm.exec;

import org.seamreplay.vm.code.Op;

/**
 * Executes what the loop does not: rare instructions, and common ones in an uncommon case. Each
 * family of instructions has its class; here is only who gets what.
 *
 * <p>The fiber's fields are current when an instruction is executed here, and its position is that
 * of the instruction; afterwards it is where to go on.
 */
public final class SlowPath {
  private final int[] code;
  private final ControlOps control;
  private final CallOps calls;
  private final MemoryOps memory;
  private final BlockOps blocks;
  private final ArithmeticOps arithmetic;

  SlowPath(
      int[] code,
      ControlOps control,
      CallOps calls,
      MemoryOps memory,
      BlockOps blocks,
      ArithmeticOps arithmetic) {
    this.code = code;
    this.control = control;
    this.calls = calls;
    this.memory = memory;
    this.blocks = blocks;
    this.arithmetic = arithmetic;
  }

  /** Executes one instruction; true if the loop has to be left then. */
  boolean execute(FiberState fiber) {
    int pc = fiber.pc;
    return switch (code[pc]) {
      case Op.CALL, Op.CALL_EXTERNAL, Op.CALL_GENERAL, Op.CALL_INDIRECT, Op.CALL_ASM, Op.RET ->
          calls.execute(fiber, pc);
      case Op.LOAD8,
          Op.LOAD16,
          Op.LOAD32,
          Op.LOAD64,
          Op.STORE8,
          Op.STORE16,
          Op.STORE32,
          Op.STORE64,
          Op.LOCAL_LOAD8,
          Op.LOCAL_LOAD16,
          Op.LOCAL_LOAD32,
          Op.LOCAL_LOAD64,
          Op.LOCAL_STORE8,
          Op.LOCAL_STORE16,
          Op.LOCAL_STORE32,
          Op.LOCAL_STORE64,
          Op.LOAD,
          Op.STORE,
          Op.ATOMIC_RMW,
          Op.CMPXCHG,
          Op.ADDRESS ->
          memory.execute(fiber, pc);
      case Op.ALLOCA,
          Op.STACK_SAVE,
          Op.STACK_RESTORE,
          Op.LIFETIME_START,
          Op.LIFETIME_END,
          Op.BYVAL,
          Op.MEMCPY,
          Op.MEMMOVE,
          Op.MEMSET,
          Op.VA_START,
          Op.VA_COPY,
          Op.FRAME_ADDRESS,
          Op.RETURN_ADDRESS -> {
        blocks.execute(fiber, pc);
        yield false;
      }
      case Op.BR,
          Op.BR_IF,
          Op.BR_EQ,
          Op.BR_NE,
          Op.BR_ULT,
          Op.BR_ULE,
          Op.BR_SLT,
          Op.BR_SLE,
          Op.SWITCH,
          Op.INDIRECT_BR,
          Op.UNREACHABLE,
          Op.NOT_MODELLED,
          Op.TAINT,
          Op.ASSUME,
          Op.TRAP,
          Op.BAD_INDEX ->
          control.execute(fiber, pc);
      default -> {
        arithmetic.execute(fiber, pc);
        yield false;
      }
    };
  }
}
