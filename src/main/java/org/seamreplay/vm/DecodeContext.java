package org.seamreplay.vm;

import java.util.List;

/** What decoding a function needs of the program around it. */
record DecodeContext(
    TypeLayout layout,
    ConstantEvaluator constants,
    String unit,
    SymbolTable symbols,
    List<FunctionCode> functions,
    CodeBuffer code,
    Program.Tables tables) {

  /** What a name means in the unit, {@code null} if the unit does not mention it. */
  Symbol symbol(String name) {
    return symbols.resolve(unit, name);
  }
}
