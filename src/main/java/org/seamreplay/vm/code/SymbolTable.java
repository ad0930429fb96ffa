package org.seamreplay.vm.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.vm.AddressMap;

/** The symbols of a program by name, as seen from one of its units, and by address. */
public final class SymbolTable {
  /** What a linker defines of itself: the bounds of sections. */
  public static final String LINKER = "linker";

  public static final String SECTION_START = "__start_";
  public static final String SECTION_STOP = "__stop_";

  private final Map<String, Symbol> global = new HashMap<>();
  private final Map<String, Map<String, Symbol>> local = new HashMap<>();
  private final Map<String, Symbol> anyLocal = new HashMap<>();

  /** Variables in ascending order of address. */
  private final List<Symbol> variables = new ArrayList<>();

  private final List<Symbol> functions = new ArrayList<>();
  private final Map<Long, Symbol> functionsByAddress = new HashMap<>();

  public void addGlobal(String name, Symbol symbol) {
    global.put(name, symbol);
  }

  public void addLocal(String unit, Symbol symbol) {
    local.computeIfAbsent(unit, u -> new HashMap<>()).put(symbol.name(), symbol);
    anyLocal.putIfAbsent(symbol.name(), symbol);
  }

  /** Lists a symbol for the search by address; variables come in ascending order. */
  public void addPlace(Symbol symbol) {
    if (symbol.isFunction()) {
      functions.add(symbol);
      functionsByAddress.put(symbol.address(), symbol);
    } else {
      variables.add(symbol);
    }
  }

  public static boolean isSectionBound(Symbol symbol) {
    return symbol.unit().equals(LINKER);
  }

  /** The section that {@code __start_NAME} or {@code __stop_NAME} is a bound of. */
  public static String sectionOfBound(String name) {
    return name.substring((name.startsWith(SECTION_START) ? SECTION_START : SECTION_STOP).length());
  }

  /** What a name means in a unit; {@code null} if the unit does not mention it. */
  public Symbol resolve(String unit, String name) {
    Symbol own = local.getOrDefault(unit, Map.of()).get(name);
    return own != null ? own : global.get(name);
  }

  /** What a name means from outside: a global symbol, else the first local one. */
  public Symbol find(String name) {
    Symbol symbol = global.get(name);
    return symbol != null ? symbol : anyLocal.get(name);
  }

  /** The variable or function that contains the address, {@code null} if none does. */
  public Symbol at(long address) {
    int index = floor(address);
    if (index >= 0 && variables.get(index).contains(address)) {
      return variables.get(index);
    }
    return functionsByAddress.get(address & -AddressMap.FUNCTION_SIZE);
  }

  /** The last variable that starts at or below the address, {@code null} if none does. */
  public Symbol before(long address) {
    int index = floor(address);
    return index < 0 ? null : variables.get(index);
  }

  /** The first variable that starts above the address, {@code null} if none does. */
  public Symbol after(long address) {
    int index = floor(address) + 1;
    return index < variables.size() ? variables.get(index) : null;
  }

  /** The function that starts at the address, {@code null} if none does. */
  public Symbol function(long address) {
    return functionsByAddress.get(address);
  }

  /** In order of their index. */
  List<Symbol> functions() {
    return functions;
  }

  public List<Symbol> variables() {
    return variables;
  }

  private int floor(long address) {
    int low = 0;
    int high = variables.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(variables.get(middle).address(), address) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
