package org.seamreplay.vm.exec;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.vm.AddressMap;
import org.seamreplay.vm.External;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.FindingKind;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.code.Symbol;

/** Who is called: functions by number and address, the models of those outside, what is retired. */
final class Callees {
  private static final int RECENT = 32;

  private final Program program;
  private final Externals externals;
  private final MappedMemory space;
  private final ObjectNames names;
  private final Footprint.Builder footprint;
  private final FindingLog findings;

  /** Functions get their code when they are first called, on the slow path of the call. */
  private final FunctionCode[] functions;

  /** Whether a function has been called. */
  private final boolean[] called;

  /** Functions called by address, by a part of it. */
  private final FunctionCode[] recent = new FunctionCode[RECENT];

  private final External[] models;

  Callees(
      Program program,
      Externals externals,
      MappedMemory space,
      ObjectNames names,
      Footprint.Builder footprint,
      FindingLog findings) {
    this.program = program;
    this.externals = externals;
    this.space = space;
    this.names = names;
    this.footprint = footprint;
    this.findings = findings;
    this.functions = program.unentered.clone();
    this.called = new boolean[functions.length];
    this.models = new External[functions.length];
  }

  /** The functions as they are now, by number; {@link Loop} looks here. */
  FunctionCode[] functions() {
    return functions;
  }

  /** A function that is about to be called. */
  FunctionCode function(int index) {
    return called[index] ? functions[index] : firstCall(functions[index]);
  }

  /** The function with its code, unless it has none or has lost it. */
  private FunctionCode firstCall(FunctionCode known) {
    called[known.index] = true;
    footprint.called(known.address);
    FunctionCode full = program.functions[known.index];
    if (full.external() || names.retired(full.section) != null) {
      return known;
    }
    functions[known.index] = full;
    return full;
  }

  /** The function at an address; reports an address that is none. */
  FunctionCode at(long address) {
    int slot = (int) (address >>> AddressMap.FUNCTION_SHIFT) & RECENT - 1;
    FunctionCode known = recent[slot];
    if (known == null || known.address != address) {
      Symbol symbol = program.symbols.function(address);
      if (symbol == null) {
        badFunction(address);
      }
      known = program.functions[symbol.function()];
      recent[slot] = known;
    }
    return function(known.index);
  }

  private void badFunction(long address) {
    if (Long.compareUnsigned(address, MappedMemory.NULL_LIMIT) < 0) {
      findings.report(
          MemoryFault.NULL_POINTER,
          "calls a function at " + AccessFaults.hex(address) + ", a null pointer");
    }
    List<String> details = new ArrayList<>();
    String whose =
        space.region(address) == null
            ? "where there is none"
            : names.describe(space, address, details);
    findings.report(
        MemoryFault.BAD_FUNCTION_POINTER,
        "calls a function at " + AccessFaults.hex(address) + ", " + whose,
        details.toArray(String[]::new));
  }

  /** A function by name. */
  FunctionCode named(String name) {
    Symbol symbol = program.symbols.find(name);
    if (symbol == null || !symbol.isFunction()) {
      throw new NotModelled("no function " + name + " in the program", findings.stack());
    }
    return function(symbol.function());
  }

  /** From now on a call of a function in the section is a finding. */
  void retire(String section) {
    for (int i = 0; i < functions.length; i++) {
      if (functions[i].section.equals(section)) {
        functions[i] = functions[i].withoutCode();
      }
    }
  }

  /** Refuses a function that has no code, or none any more. */
  void requireCallable(FunctionCode function) {
    requireInUse(function);
    if (function.external()) {
      throw new NotModelled("no code for function " + function.name, findings.stack());
    }
  }

  private void requireInUse(FunctionCode function) {
    FindingKind retired = names.retired(function.section);
    if (retired != null) {
      findings.report(
          retired,
          "calls "
              + function.name
              + ", which lies in "
              + function.section
              + " and is not in use any more");
    }
  }

  /** The model of an external function. */
  External model(FunctionCode function) {
    External known = models[function.index];
    if (known == null) {
      requireInUse(function);
      known = externals.function(function.name);
      if (known == null) {
        List<SourceFrame> stack = findings.stack();
        String at =
            stack.isEmpty() ? "" : ", called at " + stack.get(0).file() + ":" + stack.get(0).line();
        throw new NotModelled("no model for function " + function.name + at, stack);
      }
      models[function.index] = known;
    }
    return known;
  }
}
