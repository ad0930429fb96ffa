package org.seamreplay.vm.exec;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.AddressMap;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.code.Page;
import org.seamreplay.vm.code.Symbol;
import org.seamreplay.vm.code.SymbolTable;

/** Variables that models own; one comes into being when it is first touched. */
final class ExternalDataRegion extends Window {
  private final SymbolTable symbols;
  private final Externals externals;
  private final Function<String, NotModelled> missing;
  private final Set<Symbol> made = new HashSet<>();

  /**
   * @param missing makes the exception for a variable without model
   */
  ExternalDataRegion(
      SymbolTable symbols, Externals externals, Function<String, NotModelled> missing) {
    super("external variables", AddressMap.EXTERNAL_DATA, 1L << 30, ByteState.REDZONE);
    this.symbols = symbols;
    this.externals = externals;
    this.missing = missing;
  }

  @Override
  Page page(long address) {
    make(address);
    return super.page(address);
  }

  @Override
  byte stateAt(long address) {
    return super.stateAt(address);
  }

  private void make(long address) {
    Symbol symbol = symbols.before(address);
    if (symbol == null || symbol.defined() || !made.add(symbol)) {
      return;
    }
    Externals.Data data = externals.data(symbol.name());
    if (data == null) {
      made.remove(symbol);
      throw missing.apply("no model for variable " + symbol.name());
    }
    Symbol next = symbols.after(symbol.address());
    long room = (next == null ? start + size : next.address()) - symbol.address();
    if (data.initial().length >= room) {
      throw new IllegalStateException(
          "external variable " + symbol.name() + " is larger than " + (room - 1) + " bytes");
    }
    setState(symbol.address(), data.initial().length, ByteState.DEFINED);
    memory().write(symbol.address() - start, data.initial());
  }

  /** The variables that exist by now. */
  List<Symbol> made() {
    return List.copyOf(made);
  }
}
