package org.seamreplay.replay.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.seamreplay.compile.CompileFailed;
import org.seamreplay.compile.Compiler;
import org.seamreplay.compile.Diagnostic;
import org.seamreplay.compile.Missing;
import org.seamreplay.ir.IrModule;
import org.seamreplay.kernel.Kernel;
import org.seamreplay.kernel.KernelOptions;
import org.seamreplay.module.port.Seam;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.Profiles;
import org.seamreplay.replay.boundary.ArgumentLayout;
import org.seamreplay.replay.boundary.SeamcallStub;
import org.seamreplay.replay.guest.GuestDomain;
import org.seamreplay.replay.inject.FaultPlan;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.record.MemoryDecoder;
import org.seamreplay.trace.record.Recorder;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.code.Program;

/**
 * What a tree needs and the shim lacks.
 *
 * @param complete whether every unit compiles; functions without model do not count, because they
 *     matter only when they are called
 * @param lines one for each missing thing, then what that means
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
              + units.size()
              + " units do not compile");
      return new ShimReport(false, lines);
    }
    Program program = Program.link(compiled.subList(0, tree.units().size()));
    List<String> unmodelled = new ArrayList<>(unmodelled(program, ArgumentLayout.of(compiled)));
    int outside = program.undefinedFunctions().size();
    if (!tree.guestUnits().isEmpty()) {
      Program guest = Program.link(compiled.subList(tree.units().size(), compiled.size()));
      unmodelled.addAll(unmodelled(guest, ArgumentLayout.of(compiled)));
      outside += guest.undefinedFunctions().size();
    }
    for (String name : unmodelled) {
      lines.add("no model     " + name);
    }
    lines.add(
        tree.id()
            + ": "
            + units.size()
            + " units compile; "
            + outside
            + " outside functions, "
            + (unmodelled.isEmpty()
                ? "all with a model"
                : unmodelled.size() + " without a model, which matters when they are called"));
    return new ShimReport(true, lines);
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

  /** The functions that neither the program nor any model defines. */
  private static List<String> unmodelled(Program program, ArgumentLayout layout) {
    Machine machine = new Machine(Profiles.load("laptop-8g"));
    Externals externals = new Externals();
    Seam nobody = (lp, registers) -> {};
    new SeamcallStub(
            layout,
            nobody,
            new FaultPlan(List.of()),
            new Recorder(
                AddressNames.NONE, new MemoryDecoder(machine.memory(), AddressNames.NONE), 52),
            () -> 0)
        .addTo(externals);
    GuestDomain.addTo(externals, layout, registers -> {}, (call, shared) -> {});
    Kernel kernel = new Kernel(machine, program, externals, Budget.DEFAULT, KernelOptions.DEFAULT);
    // Making a kernel has added its models to the externals.
    return program.undefinedFunctions().stream()
        .filter(name -> externals.function(name) == null && kernel.vm().address(name) != -1)
        .toList();
  }
}
