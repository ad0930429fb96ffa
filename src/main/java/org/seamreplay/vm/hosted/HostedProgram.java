package org.seamreplay.vm.hosted;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.Halt;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.Vm;
import org.seamreplay.vm.decode.Linker;
import org.seamreplay.vm.exec.Interpreter;

/** An ordinary C program of one file, run in the VM with the environment of this package. */
public final class HostedProgram {
  /**
   * What a program may use unless told otherwise: 2 billion instructions, 8 MB of stack as Linux
   * gives, 256 MB, 100,000 calls deep.
   */
  public static final Budget BUDGET = new Budget(2_000_000_000L, 8 << 20, 256L << 20, 100_000);

  private final IrModule module;
  private final IrModule.Function entry;
  private final HostedArea area = new HostedArea();
  private final ProcessFunctions process;
  private final Vm vm;

  private HostedProgram(
      IrModule module, IrModule.Function entry, OutputStream out, OutputStream err, Budget budget) {
    this.module = module;
    this.entry = entry;
    StandardStreams streams = new StandardStreams(out, err);
    Library library = new Library();
    library.pointer("stdout", StandardStreams.STDOUT).pointer("stderr", StandardStreams.STDERR);
    PrintfFunctions.addTo(library, streams);
    StdioFunctions.addTo(library, streams);
    HeapFunctions.addTo(library, new Heap(budget.memoryBytes()), area);
    MemoryFunctions.addTo(library);
    StringFunctions.addTo(library);
    SearchFunctions.addTo(library);
    FortifiedFunctions.addTo(library);
    CharacterFunctions.addTo(library);
    NumberFunctions.addTo(library, area);
    DecimalFunctions.addTo(library, area);
    ArithmeticFunctions.addTo(library);
    MathFunctions.addTo(library, area);
    SortFunctions.addTo(library);
    this.process =
        ProcessFunctions.addTo(library, streams, area, vm -> LeakSearch.leaks(vm, module));
    this.vm = new Interpreter(Linker.link(List.of(module)), library.externals(), budget);
  }

  /**
   * Runs a program to its end.
   *
   * @param entry name of the function to start with, without parameters or with those of main
   * @param arguments what argv holds, the program's name first
   * @param out takes stdout, not flushed
   * @param err takes stderr, not flushed
   * @throws BadProgram if there is no such function or it cannot be started
   */
  public static HostedResult run(
      IrModule module,
      String entry,
      List<String> arguments,
      OutputStream out,
      OutputStream err,
      Budget budget) {
    IrModule.Function function =
        module.functions().stream()
            .filter(f -> f.name().equals(entry) && !f.blocks().isEmpty())
            .findFirst()
            .orElseThrow(() -> new BadProgram(module.name() + ": no function " + entry));
    requireStartable(module, function);
    return new HostedProgram(module, function, out, err, budget).run(arguments);
  }

  private static void requireStartable(IrModule module, IrModule.Function function) {
    List<Type> parameters = function.type().parameters();
    boolean fits = parameters.size() <= 3 && !function.type().variadic();
    for (int i = 0; i < parameters.size() && fits; i++) {
      fits =
          i == 0
              ? parameters.get(i) instanceof Type.Int
              : parameters.get(i) instanceof Type.Pointer;
    }
    if (!fits) {
      throw new BadProgram(
          module.name()
              + ": cannot start at "
              + function.name()
              + ": it has other parameters than argc and argv");
    }
  }

  private HostedResult run(List<String> arguments) {
    OptionalInt status = OptionalInt.empty();
    Optional<NotModelled> missing = Optional.empty();
    try {
      status = OptionalInt.of(runToEnd(arguments));
    } catch (Halt halt) {
      if (halt.finding() == null) {
        status = OptionalInt.of(halt.exitStatus());
      }
    } catch (NotModelled notModelled) {
      missing = Optional.of(notModelled);
    }
    List<Finding> findings = new ArrayList<>(vm.findings());
    findings.addAll(process.leaks());
    return new HostedResult(status, findings, missing, vm.instructions());
  }

  private int runToEnd(List<String> arguments) {
    for (String constructor : StartupFunctions.constructors(module)) {
      vm.call(constructor);
    }
    long result = vm.call(entry.name(), entryArguments(arguments));
    int status = entry.type().result() instanceof Type.Int ? (int) result & 0xff : 0;
    process.runHandlers(vm);
    for (String destructor : StartupFunctions.destructors(module)) {
      vm.call(destructor);
    }
    process.searchLeaks(vm);
    return status;
  }

  private long[] entryArguments(List<String> arguments) {
    long[] slots = new long[entry.type().parameters().size()];
    if (slots.length > 0) {
      slots[0] = arguments.size();
    }
    if (slots.length > 1) {
      slots[1] = area.arguments(vm, arguments);
    }
    if (slots.length > 2) {
      // The environment is empty: it starts with the NULL that ends argv.
      slots[2] = slots[1] + 8L * arguments.size();
    }
    return slots;
  }
}
