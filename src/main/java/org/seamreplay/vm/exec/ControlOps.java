package org.seamreplay.vm.exec;

import org.seamreplay.vm.AddressMap;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Program;

/** Executes rare control flow, and branches once the budget is used up. */
final class ControlOps {
  private final Program program;
  private final int[] code;
  private final CarefulMode careful;
  private final Fuel fuel;
  private final FindingLog findings;

  ControlOps(Program program, CarefulMode careful, Fuel fuel, FindingLog findings) {
    this.program = program;
    this.code = program.code;
    this.careful = careful;
    this.fuel = fuel;
    this.findings = findings;
  }

  boolean execute(FiberState fiber, int pc) {
    long[] regs = fiber.registers;
    int base = fiber.base;
    switch (code[pc]) {
      case Op.SWITCH -> {
        fuel.spend(code[pc + 3]);
        int target = program.tables.switches.get(code[pc + 2]).target(regs[base + code[pc + 1]]);
        fiber.pc = target < 0 ? code[pc + 4] : target;
        return false;
      }
      case Op.INDIRECT_BR -> {
        fuel.spend(code[pc + 2]);
        fiber.pc = label(regs[base + code[pc + 1]], program.functionAt(pc));
        return false;
      }
      case Op.UNREACHABLE -> {
        findings.report(
            MemoryFault.UNREACHABLE, "reaches a place that the compiler takes for unreachable");
        return true;
      }
      case Op.NOT_MODELLED ->
          throw new NotModelled(
              "no model for " + program.tables.texts.get(code[pc + 1]), findings.stack());
      case Op.TAINT -> {
        fiber.pc = pc + 1;
        return careful.enter(fiber);
      }
      case Op.ASSUME -> {
        if ((regs[base + code[pc + 1]] & 1) == 0) {
          findings.report(
              MemoryFault.UNDEFINED_BEHAVIOUR, "an assumption that the code states does not hold");
        }
        fiber.pc = pc + 2;
        return false;
      }
      case Op.TRAP -> {
        findings.report(MemoryFault.UNREACHABLE, "executes a trap");
        return true;
      }
      case Op.BAD_INDEX -> {
        findings.report(
            MemoryFault.OUT_OF_BOUNDS,
            code[pc + 1] == 0
                ? "uses an index that its array does not have"
                : "uses index "
                    + regs[base + code[pc + 2]]
                    + " of an array of "
                    + regs[base + code[pc + 3]]
                    + " elements");
        return true;
      }
      default -> {
        fuel.exhausted();
        return true;
      }
    }
  }

  private int label(long address, FunctionCode function) {
    long number = address - AddressMap.LABELS;
    boolean known = number >= 0 && number < program.tables.labels.size();
    int target = known ? program.tables.labels.get((int) number) : -1;
    if (target < function.entry || target >= function.end) {
      findings.report(
          MemoryFault.BAD_FUNCTION_POINTER,
          "jumps to "
              + AccessFaults.hex(address)
              + ", which is no label"
              + (known ? " of " + function.name : ""));
    }
    return target;
  }
}
