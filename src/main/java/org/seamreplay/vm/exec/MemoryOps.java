package org.seamreplay.vm.exec;

import org.seamreplay.ir.Instruction.AtomicRmw.RmwOp;
import org.seamreplay.vm.code.Formats;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Pure;
import org.seamreplay.vm.math.FloatMath;

/** Executes loads and stores that are not as the loop expects, and atomic operations. */
final class MemoryOps {
  private static final RmwOp[] RMW = RmwOp.values();

  private final int[] code;
  private final MappedMemory space;
  private final CarefulMode careful;

  private final PointerRules rules;

  /** For atomic sums, which convert nothing. */
  private final FloatMath floats = new FloatMath((kind, message, details) -> {});

  MemoryOps(int[] code, MappedMemory space, PointerRules rules, CarefulMode careful) {
    this.code = code;
    this.space = space;
    this.rules = rules;
    this.careful = careful;
  }

  boolean execute(FiberState fiber, int pc) {
    int op = code[pc];
    fiber.pc = pc;
    boolean leave = false;
    switch (op) {
      case Op.LOAD8, Op.LOAD16, Op.LOAD32, Op.LOAD64, Op.LOAD ->
          leave = load(fiber, pc, bytes(op, pc, Op.LOAD8), address(fiber, pc));
      case Op.LOCAL_LOAD8, Op.LOCAL_LOAD16, Op.LOCAL_LOAD32, Op.LOCAL_LOAD64 ->
          leave = load(fiber, pc, bytes(op, pc, Op.LOCAL_LOAD8), local(fiber, pc));
      case Op.STORE8, Op.STORE16, Op.STORE32, Op.STORE64, Op.STORE ->
          store(fiber, pc, bytes(op, pc, Op.STORE8), address(fiber, pc));
      case Op.LOCAL_STORE8, Op.LOCAL_STORE16, Op.LOCAL_STORE32, Op.LOCAL_STORE64 ->
          store(fiber, pc, bytes(op, pc, Op.LOCAL_STORE8), local(fiber, pc));
      case Op.ADDRESS ->
          rules.checkArithmetic(
              fiber.registers[fiber.base + code[pc + 1]],
              fiber.registers[fiber.base + code[pc + 2]]);
      case Op.ATOMIC_RMW -> leave = atomicRmw(fiber, pc);
      default -> leave = compareExchange(fiber, pc);
    }
    fiber.pc = pc + Op.length(code, pc);
    return leave;
  }

  private int bytes(int op, int pc, int first) {
    return op == Op.LOAD || op == Op.STORE ? code[pc + 4] : 1 << (op - first);
  }

  private long address(FiberState fiber, int pc) {
    return fiber.registers[fiber.base + code[pc + 2]] + code[pc + 3];
  }

  private long local(FiberState fiber, int pc) {
    return fiber.stackAddress + fiber.frame + code[pc + 2];
  }

  private boolean load(FiberState fiber, int pc, int bytes, long address) {
    long value = space.loadAny(address, bytes);
    if (code[pc] != Op.LOAD) {
      rules.checkAligned(address, bytes, false);
    } else {
      int shift = code[pc + 5];
      value = value << shift >>> shift;
    }
    fiber.registers[fiber.base + code[pc + 1]] = value;
    return taint(fiber, pc, address, bytes);
  }

  /** Notes the undefined bits of what was loaded; the frame goes on in careful mode then. */
  private boolean taint(FiberState fiber, int pc, long address, int bytes) {
    if (fiber.careful) {
      return false;
    }
    long mask = space.undefinedBits(address, bytes);
    if (code[pc] == Op.LOAD) {
      mask = mask << code[pc + 5] >>> code[pc + 5];
    }
    if (mask == 0) {
      return false;
    }
    return taint(fiber, fiber.base + code[pc + 1], mask, address);
  }

  private void store(FiberState fiber, int pc, int bytes, long address) {
    space.store(address, bytes, fiber.registers[fiber.base + code[pc + 1]]);
    if (code[pc] != Op.STORE) {
      rules.checkAligned(address, bytes, true);
    }
  }

  private boolean atomicRmw(FiberState fiber, int pc) {
    long[] regs = fiber.registers;
    long address = regs[fiber.base + code[pc + 2]];
    long operand = regs[fiber.base + code[pc + 3]];
    int bytes = code[pc + 5];
    int shift = code[pc + 6];
    space.check(address, bytes, true);
    rules.checkAligned(address, bytes, true);
    long old = space.loadAny(address, bytes);
    long undefined = space.undefinedBits(address, bytes);
    long updated = combine(RMW[code[pc + 4]], old, operand, shift);
    space.store(address, bytes, updated << shift >>> shift);
    regs[fiber.base + code[pc + 1]] = old;
    if (undefined == 0 || fiber.careful) {
      return false;
    }
    if (RMW[code[pc + 4]] != RmwOp.XCHG) {
      space.setUndefinedBits(address, bytes, undefined, space.origin(address, undefined));
    }
    return taint(fiber, fiber.base + code[pc + 1], undefined, address);
  }

  private boolean taint(FiberState fiber, int register, long mask, long address) {
    careful.enter(fiber);
    fiber.undefined[register] = mask;
    fiber.origins[register] = space.origin(address, mask);
    return true;
  }

  private long combine(RmwOp op, long old, long operand, int shift) {
    int format = shift == 0 ? Formats.DOUBLE : shift == 32 ? Formats.FLOAT : Formats.HALF;
    return switch (op) {
      case XCHG -> operand;
      case ADD -> old + operand;
      case SUB -> old - operand;
      case AND -> old & operand;
      case NAND -> ~(old & operand);
      case OR -> old | operand;
      case XOR -> old ^ operand;
      case MAX -> old << shift >= operand << shift ? old : operand;
      case MIN -> old << shift <= operand << shift ? old : operand;
      case UMAX -> Long.compareUnsigned(old, operand) >= 0 ? old : operand;
      case UMIN -> Long.compareUnsigned(old, operand) <= 0 ? old : operand;
      case FADD -> floats.binary(Pure.FADD, format, old, operand);
      case FSUB -> floats.binary(Pure.FSUB, format, old, operand);
      case FMAX -> floats.binary(Pure.MAXNUM, format, old, operand);
      case FMIN -> floats.binary(Pure.MINNUM, format, old, operand);
      case UINC_WRAP -> Long.compareUnsigned(old, operand) >= 0 ? 0 : old + 1;
      case UDEC_WRAP -> old == 0 || Long.compareUnsigned(old, operand) > 0 ? operand : old - 1;
      case USUB_COND -> Long.compareUnsigned(old, operand) >= 0 ? old - operand : old;
      case USUB_SAT -> Long.compareUnsigned(old, operand) >= 0 ? old - operand : 0;
    };
  }

  private boolean compareExchange(FiberState fiber, int pc) {
    long[] regs = fiber.registers;
    long address = regs[fiber.base + code[pc + 3]];
    long expected = regs[fiber.base + code[pc + 4]];
    int bytes = code[pc + 6];
    space.check(address, bytes, true);
    rules.checkAligned(address, bytes, true);
    long old = space.loadAny(address, bytes);
    long undefined = space.undefinedBits(address, bytes);
    boolean equal = old == expected;
    if (equal) {
      space.store(address, bytes, regs[fiber.base + code[pc + 5]]);
    }
    regs[fiber.base + code[pc + 1]] = old;
    regs[fiber.base + code[pc + 2]] = equal ? 1 : 0;
    if (undefined == 0 || fiber.careful) {
      return false;
    }
    taint(fiber, fiber.base + code[pc + 1], undefined, address);
    fiber.undefined[fiber.base + code[pc + 2]] = 1;
    fiber.origins[fiber.base + code[pc + 2]] = space.origin(address, undefined);
    return true;
  }
}
