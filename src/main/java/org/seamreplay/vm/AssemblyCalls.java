package org.seamreplay.vm;

/** Executes inline assembly by a table of shapes. */
final class AssemblyCalls {
  private final Program program;
  private final Interpreter vm;

  AssemblyCalls(Program program, Externals externals, Interpreter vm) {
    this.program = program;
    this.vm = vm;
  }

  /** Executes the call at {@code pc}; true if the loop has to be left. */
  boolean call(FiberState fiber, int pc) {
    AsmCode asm = program.tables.asm.get(program.code[pc + 1]);
    if (asm.text().isBlank() && asm.resultWidths().length == 0 && asm.targets().length == 1) {
      fiber.pc = pc + Op.length(program.code, pc);
      return false;
    }
    throw new NotModelled(
        "no model for inline assembly \"" + asm.text() + "\" (" + asm.constraints() + ")",
        vm.stack());
  }
}
