package org.seamreplay.vm.decode;

import java.util.List;
import org.seamreplay.vm.code.CodeBuffer;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.code.Symbol;
import org.seamreplay.vm.code.SymbolTable;
import org.seamreplay.vm.code.TypeLayout;

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
