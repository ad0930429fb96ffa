package org.seamreplay.vm.code;

/** Code in readable form, for tests and for whoever works on the decoder. */
final class Listing {
  private Listing() {}

  /** The instructions of a function, one a line. */
  static String of(Program program, String function) {
    Symbol symbol = program.symbols.find(function);
    FunctionCode code = program.functions[symbol.function()];
    StringBuilder text = new StringBuilder();
    for (int pc = code.entry; pc < code.end; pc += Op.length(program.code, pc)) {
      text.append(pc).append(' ');
      instruction(program.code, pc, code, text);
      text.append('\n');
    }
    return text.toString();
  }

  private static void instruction(int[] code, int pc, FunctionCode function, StringBuilder text) {
    text.append(Op.name(code[pc]));
    String format = Op.format(code[pc]);
    for (int i = 0; i < format.length(); i++) {
      int word = code[pc + 1 + i];
      switch (format.charAt(i)) {
        case 'd', 'r' -> register(word, function, text);
        case 't' -> text.append(" @").append(word);
        case '*' -> {
          for (int n = 0; n < word; n++) {
            register(code[pc + 2 + i + n], function, text);
          }
        }
        default -> text.append(" #").append(word);
      }
    }
  }

  private static void register(int register, FunctionCode function, StringBuilder text) {
    if (register >= function.constantBase) {
      text.append(" =").append(function.constants[register - function.constantBase]);
    } else {
      text.append(" r").append(register);
    }
  }
}
