package org.seamreplay.replay.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seamreplay.abi.Abi;
import org.seamreplay.compile.CompileFailed;
import org.seamreplay.compile.Compiler;
import org.seamreplay.compile.Diagnostic;
import org.seamreplay.compile.Missing;
import org.seamreplay.ir.IrModule;
import org.seamreplay.kernel.Kernel;
import org.seamreplay.kernel.KernelOptions;
import org.seamreplay.kernel.Models;
import org.seamreplay.module.port.Seam;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.Profiles;
import org.seamreplay.replay.boundary.ArgumentLayout;
import org.seamreplay.replay.boundary.SeamcallStub;
import org.seamreplay.replay.guest.GuestDomain;
import org.seamreplay.replay.inject.FaultPlan;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.record.MemoryDecoder;
import org.seamreplay.trace.record.Recorder;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.decode.Linker;
import org.seamreplay.vm.depend.AskedProgram;

/**
 * What a tree needs and the shim lacks.
 *
 * @param complete whether every unit compiles; functions without model do not count, because they
 *     matter only when they are called
 * @param lines one for each missing thing, or one for each function from outside with the kind of
 *     its model; then what that means
 */
public record ShimReport(boolean complete, List<String> lines) {
  private static final int SHOWN_ERRORS = 5;

  /** Copies the list. */
  public ShimReport {
    lines = List.copyOf(lines);
  }

  /**
   * Compiles the units of a tree and compares what they refer to with what there is.
   *
   * @throws CompileFailed if the compiler cannot be run
   */
  public static ShimReport of(KernelTree tree, Compiler compiler) {
    List<String> lines = new ArrayList<>();
    List<IrModule> compiled = new ArrayList<>();
    List<String> units = new ArrayList<>(tree.units());
    units.addAll(tree.guestUnits());
    for (String unit : units) {
      try {
        compiled.add(compiler.kernelUnit(tree.path(), unit));
      } catch (CompileFailed e) {
        if (e.reason() != CompileFailed.Reason.ERRORS) {
          throw e;
        }
        describe(unit, e, lines);
      }
    }
    if (compiled.size() < units.size()) {
      lines.add(
          tree.id()
              + ": "
              + (units.size() - compiled.size())
              + " of "
              + Plural.of(units.size(), "unit")
              + (units.size() == 1 ? " does not compile" : " do not compile"));
      return new ShimReport(false, lines);
    }
    IrModule numbers = compiler.numbers(tree.path());
    Program program = link(compiled.subList(0, tree.units().size()), numbers);
    List<Outside> outside = new ArrayList<>(outside(program, ArgumentLayout.of(compiled)));
    if (!tree.guestUnits().isEmpty()) {
      Program guest = link(compiled.subList(tree.units().size(), compiled.size()), numbers);
      outside.addAll(outside(guest, ArgumentLayout.of(compiled)));
    }
    outside.stream().sorted().distinct().map(Outside::line).forEach(lines::add);
    long unmodelled = outside.stream().filter(Outside::isMissing).count();
    lines.add(
        tree.id()
            + ": "
            + Plural.of(units.size(), "unit")
            + (units.size() == 1 ? " compiles; " : " compile; ")
            + Plural.of(outside.size(), "outside function")
            + ", "
            + (unmodelled == 0
                ? "all with a model"
                : unmodelled + " without a model, which matters when they are called"));
    return new ShimReport(true, lines);
  }

  private static Program link(List<IrModule> units, IrModule numbers) {
    List<IrModule> all = new ArrayList<>(units);
    all.add(numbers);
    return Linker.link(all);
  }

  private static void describe(String unit, CompileFailed e, List<String> lines) {
    for (Missing missing : e.missing()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-11s  %s  (%s)",
              missing.kind().name().toLowerCase(Locale.ROOT),
              missing.name(),
              unit));
    }
    if (e.missing().isEmpty()) {
      e.diagnostics().stream()
          .filter(Diagnostic::isError)
          .limit(SHOWN_ERRORS)
          .forEach(d -> lines.add("error        " + d));
    }
  }

  /**
   * A function that no unit defines.
   *
   * @param isMissing whether nothing answers it
   * @param how what does
   */
  private record Outside(boolean isMissing, String how, String name)
      implements Comparable<Outside> {
    /** By kind, those without a model last, where they are seen. */
    private static final Comparator<Outside> ORDER =
        Comparator.comparing(Outside::isMissing)
            .thenComparing(Outside::how)
            .thenComparing(Outside::name);

    @Override
    public int compareTo(Outside other) {
      return ORDER.compare(this, other);
    }

    String line() {
      return String.format(Locale.ROOT, "%-13s  %s", how, name);
    }
  }

  private static List<Outside> outside(Program program, ArgumentLayout layout) {
    Machine machine = new Machine(Profiles.load("laptop-8g"));
    Externals externals = new Externals();
    Seam nobody = (lp, registers) -> {};
    Abi abi = Abi.shipped();
    new SeamcallStub(
            abi.leaves(),
            layout,
            nobody,
            new FaultPlan(abi, List.of()),
            new Recorder(
                abi, AddressNames.NONE, new MemoryDecoder(machine.memory(), AddressNames.NONE), 52),
            () -> 0,
            rax -> {})
        .addTo(externals);
    GuestDomain.addTo(externals, layout, registers -> {}, (call, shared) -> {});
    Kernel kernel =
        new Kernel(
            machine, AskedProgram.of(program), externals, Budget.DEFAULT, KernelOptions.DEFAULT);
    // Making a kernel has added its models to the externals.
    return program.undefinedFunctions().stream()
        .filter(name -> externals.function(name) != null || kernel.vm().address(name) != -1)
        .map(name -> outside(name, externals, kernel))
        .toList();
  }

  private static Outside outside(String name, Externals externals, Kernel kernel) {
    Optional<Models.Row> row = kernel.models().find(name);
    if (row.isPresent()) {
      String since = row.get().since();
      return new Outside(
          false, row.get().kind().text(), name + (since.isEmpty() ? "" : "  since " + since));
    }
    boolean answered = externals.function(name) != null || kernel.vm().address(name) == -1;
    return new Outside(!answered, answered ? "TDX boundary" : "no model", name);
  }
}
