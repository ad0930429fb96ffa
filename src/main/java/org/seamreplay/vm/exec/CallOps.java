package org.seamreplay.vm.exec;

import java.util.Arrays;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.code.CallSite;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.math.IntegerMath;

/**
 * Executes calls that leave the program or need more than copying arguments, and returns of values
 * with several slots.
 */
final class CallOps {
  private final Program program;
  private final int[] code;
  private final Callees callees;
  private final ModelCalls models;
  private final AssemblyCalls assembly;
  private final Fibers fibers;
  private final Fuel fuel;
  private final FindingLog findings;
  private final CarefulMode careful;
  private final VariadicArea variadic;
  private final int maxTop;

  CallOps(
      Program program,
      Callees callees,
      ModelCalls models,
      AssemblyCalls assembly,
      CarefulMode careful,
      MappedMemory space,
      Fibers fibers,
      Fuel fuel,
      FindingLog findings,
      Budget budget) {
    this.program = program;
    this.code = program.code;
    this.callees = callees;
    this.models = models;
    this.assembly = assembly;
    this.fibers = fibers;
    this.fuel = fuel;
    this.findings = findings;
    this.careful = careful;
    this.variadic = new VariadicArea(space);
    this.maxTop = budget.callDepth() * FiberState.RECORD;
  }

  boolean execute(FiberState fiber, int pc) {
    return switch (code[pc]) {
      case Op.CALL -> direct(fiber, pc);
      case Op.CALL_EXTERNAL -> external(fiber, callees.function(code[pc + 1]), pc + 2);
      case Op.CALL_GENERAL -> general(fiber, pc, callees.function(code[pc + 1]), pc + 2);
      case Op.CALL_INDIRECT -> indirect(fiber, pc);
      case Op.CALL_ASM -> assembly.call(fiber, pc);
      default -> ret(fiber, pc);
    };
  }

  /** A plain call for which there is no room: makes room and lets the loop try again. */
  private boolean direct(FiberState fiber, int pc) {
    FunctionCode callee = callees.function(code[pc + 1]);
    prepare(fiber, callee, code[pc + 2], 0);
    return false;
  }

  /** Makes room for a frame of the callee, or reports that there is none. */
  private void prepare(FiberState fiber, FunctionCode callee, int window, int extraStack) {
    callees.requireCallable(callee);
    if (fiber.top >= maxTop) {
      findings.report(
          MemoryFault.STACK_OVERFLOW, "calls " + callee.name + " " + fiber.depth() + " calls deep");
    }
    fiber.needRecord();
    fiber.needRegisters(fiber.base + window + callee.window);
    fibers.needStack(fiber, (long) callee.stackSize - callee.stackMask + extraStack);
  }

  private boolean indirect(FiberState fiber, int pc) {
    long address = fiber.registers[fiber.base + code[pc + 1]];
    FunctionCode callee = callees.at(address);
    return callee.external() ? external(fiber, callee, pc + 2) : general(fiber, pc, callee, pc + 2);
  }

  /**
   * A call whose arguments may not be what the callee declares.
   *
   * @param at position of the words: window, call site, result, count, arguments
   */
  private boolean general(FiberState fiber, int pc, FunctionCode callee, int at) {
    int window = code[at];
    CallSite site = program.tables.callSites.get(code[at + 1]);
    int count = code[at + 3];
    int area = callee.variadic ? VariadicArea.size(site) : 0;
    prepare(fiber, callee, window, area);
    ArgumentValues arguments = ArgumentValues.of(fiber, code, at + 4, count);
    if (site.resultBits().length > callee.results) {
      findings.report(
          MemoryFault.UNDEFINED_BEHAVIOUR,
          "takes a value from " + callee.name + ", which returns none");
    }
    push(
        fiber,
        pc,
        at + 4 + count,
        fiber.base + code[at + 2],
        fiber.base + window,
        callee,
        arguments.values());
    if (callee.variadic) {
      int start = fiber.sp - area & -16;
      fiber.sp = start;
      variadic.fill(fiber, start, area, callee, site, arguments);
      fiber.registers[fiber.base + callee.variadicRegister] = fiber.stackAddress + start;
    }
    if (fiber.careful || count < callee.parameters) {
      careful.pushed(fiber, callee, arguments);
      return true;
    }
    return false;
  }

  /** Pushes a frame of the callee, in which execution goes on. */
  void push(
      FiberState fiber,
      int callPc,
      int returnPc,
      int result,
      int newBase,
      FunctionCode callee,
      long[] values) {
    int top = fiber.top;
    int[] records = fiber.records;
    records[top + FiberState.CALL_PC] = callPc;
    records[top + FiberState.RETURN_PC] = returnPc;
    records[top + FiberState.RESULT] = result;
    records[top + FiberState.BASE] = fiber.base;
    records[top + FiberState.FRAME] = fiber.frame;
    records[top + FiberState.SP] = fiber.sp;
    int frame = fiber.sp - callee.stackSize & callee.stackMask;
    System.arraycopy(callee.stackTemplate, 0, fiber.stackState, frame, callee.stackSize);
    long[] regs = fiber.registers;
    int fixed = Math.min(values.length, callee.parameters);
    System.arraycopy(values, 0, regs, newBase, fixed);
    System.arraycopy(
        callee.constants, 0, regs, newBase + callee.constantBase, callee.constants.length);
    fiber.top = top + FiberState.RECORD;
    fiber.sp = frame;
    fiber.frame = frame;
    fiber.base = newBase;
    fiber.pc = callee.entry;
  }

  /**
   * A call of a model.
   *
   * @param at position of the words: window, call site, result, count, arguments
   */
  private boolean external(FiberState fiber, FunctionCode callee, int at) {
    fiber.window = code[at];
    CallSite site = program.tables.callSites.get(code[at + 1]);
    int count = code[at + 3];
    ModelCall call = models.begin(callee.name, count);
    for (int i = 0; i < count; i++) {
      int register = fiber.base + code[at + 4 + i];
      call.argument(i, fiber.registers[register], fiber.careful ? fiber.undefined[register] : 0);
    }
    try {
      callees.model(callee).run(call);
    } finally {
      models.end();
    }
    fibers.requireCurrent(fiber, callee.name);
    int[] bits = site.resultBits();
    int result = fiber.base + code[at + 2];
    for (int i = 0; i < bits.length; i++) {
      fiber.registers[result + i] = call.resultSlot(i) & IntegerMath.mask(bits[i]);
      if (fiber.careful) {
        fiber.undefined[result + i] = 0;
      }
    }
    fiber.pc = at + 4 + count;
    return fiber.yielding;
  }

  private boolean ret(FiberState fiber, int pc) {
    int record = fiber.top - FiberState.RECORD;
    int[] records = fiber.records;
    int count = code[pc + 2];
    int result = records[record + FiberState.RESULT];
    // Copied by way of an array: the result may lie where the callee's window starts.
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = fiber.registers[fiber.base + code[pc + 3 + i]];
    }
    System.arraycopy(values, 0, fiber.registers, result, count);
    fuel.spend(code[pc + 1]);
    pop(fiber);
    return false;
  }

  /** Removes the current frame; execution goes on after the call. */
  static void pop(FiberState fiber) {
    int record = fiber.top - FiberState.RECORD;
    int[] records = fiber.records;
    int sp = records[record + FiberState.SP];
    Arrays.fill(fiber.stackState, fiber.sp, sp, ByteState.STACK_DEAD);
    fiber.pc = records[record + FiberState.RETURN_PC];
    fiber.base = records[record + FiberState.BASE];
    fiber.frame = records[record + FiberState.FRAME];
    fiber.sp = sp;
    fiber.top = record;
  }
}
