package org.seamreplay.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.seamreplay.kernel.AddressSpace;
import org.seamreplay.kernel.Kernel;
import org.seamreplay.kernel.KernelOptions;
import org.seamreplay.kernel.LogLine;
import org.seamreplay.module.ModuleImage;
import org.seamreplay.module.TdxModule;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.scenario.FlowStep;
import org.seamreplay.scenario.Injection;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.MemoryDecoder;
import org.seamreplay.trace.Recorder;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.Halt;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.Program;
import org.seamreplay.vm.SourceFrame;

/**
 * One run from power-on to its end: a machine, a TDX module, a kernel and a recorder of its own.
 */
final class Execution {
  private final ScenarioRun run;
  private final Function<String, ModuleImage> images;
  private final Machine machine;
  private final Kernel kernel;
  private final Recorder recorder;
  private final FaultPlan faults;
  private int logged;

  /**
   * A run about to start.
   *
   * @param images module images by profile name
   */
  Execution(
      ScenarioRun run,
      Program program,
      ArgumentLayout layout,
      MachineProfile platform,
      Function<String, ModuleImage> images) {
    this.run = run;
    this.images = images;
    this.machine = new Machine(platform);
    this.faults = new FaultPlan(run.scenario().injections());
    ObjectNames names = new ObjectNames(this::kernel);
    this.recorder =
        new Recorder(
            names,
            new MemoryDecoder(machine.memory(), names),
            platform.physicalAddressBits() - platform.keyIdBits());
    TdxModule module = new TdxModule(machine, images.apply(run.module()));
    Externals externals = new Externals();
    new SeamcallStub(layout, module, faults, recorder, () -> kernel().cpu()).addTo(externals);
    this.kernel =
        new Kernel(
            machine,
            program,
            externals,
            Budget.DEFAULT,
            KernelOptions.DEFAULT.withFailAllocations(failingAllocations()));
    module.setObserver(new ModuleWatch(kernel.vm(), names, recorder));
  }

  private Kernel kernel() {
    return kernel;
  }

  private Set<Integer> failingAllocations() {
    Set<Integer> ordinals = new LinkedHashSet<>();
    for (Injection injection : run.scenario().injections()) {
      if (injection instanceof Injection.AllocationFault fault) {
        ordinals.add((int) fault.nth());
      }
    }
    return ordinals;
  }

  /** Executes the flow; {@code header} goes before what is recorded. */
  Recording execute(TraceHeader header) {
    long start = System.nanoTime();
    Recording.End end = Recording.End.DONE;
    String reason = "";
    List<SourceFrame> stack = List.of();
    String step = "";
    try {
      for (FlowStep next : run.scenario().flow()) {
        step = next.label();
        OptionalLong returned = perform(next);
        recorder.step(new StepRecord(step, returned, newLog()));
        step = "";
      }
    } catch (Halt e) {
      // The finding is in the list already.
      reason = "";
    } catch (NotModelled e) {
      end = Recording.End.NOT_MODELLED;
      reason = e.getMessage();
      stack = e.stack();
    }
    List<Finding> findings = kernel.finish();
    if (!step.isEmpty()) {
      recorder.step(new StepRecord(step, OptionalLong.empty(), newLog()));
    }
    String unmet = end == Recording.End.DONE && findings.isEmpty() ? unmetInjection() : "";
    if (!unmet.isEmpty()) {
      end = Recording.End.NOT_APPLICABLE;
      reason = unmet;
    }
    Optional<Trace> trace =
        end == Recording.End.NOT_APPLICABLE
            ? Optional.empty()
            : Optional.of(
                new Trace(header, recorder.finish(kernel.vm()::resolve, defects(findings))));
    return new Recording(
        run,
        end,
        reason,
        stack,
        trace,
        findings,
        kernel.log().stream().map(LogLine::text).toList(),
        kernel.vm().instructions(),
        System.nanoTime() - start);
  }

  private OptionalLong perform(FlowStep step) {
    if (step instanceof FlowStep.Boot) {
      return OptionalLong.of(kernel.boot());
    } else if (step instanceof FlowStep.CpuOffline offline) {
      return OptionalLong.of(kernel.cpuOffline(existing(offline.cpu())));
    } else if (step instanceof FlowStep.CpuOnline online) {
      return OptionalLong.of(kernel.cpuOnline(existing(online.cpu())));
    } else if (step instanceof FlowStep.MemoryOnline memory) {
      return OptionalLong.of(
          kernel.memoryOnline(
              memory.base() / AddressSpace.PAGE_SIZE, memory.size() / AddressSpace.PAGE_SIZE));
    } else if (step instanceof FlowStep.Update update) {
      return OptionalLong.of(kernel.installModule(images.apply(update.image()).file()));
    } else if (step instanceof FlowStep.Suspend) {
      return OptionalLong.of(kernel.suspend());
    } else if (step instanceof FlowStep.Resume) {
      kernel.resume();
    } else {
      kernel.shutdown();
    }
    return OptionalLong.empty();
  }

  private int existing(int cpu) {
    int count = machine.profile().cpus().size();
    if (cpu >= count) {
      throw new BadInput(
          "scenario "
              + run.scenario().name()
              + ": platform "
              + run.platform()
              + " has "
              + count
              + " CPUs, there is no CPU "
              + cpu);
    }
    return cpu;
  }

  private List<String> newLog() {
    List<LogLine> all = kernel.log();
    List<String> lines = new ArrayList<>();
    for (; logged < all.size(); logged++) {
      lines.add(all.get(logged).text());
    }
    return lines;
  }

  /** What was to fail and never happened; empty if all did. */
  private String unmetInjection() {
    Injection.SeamcallFault fault = faults.unmet();
    if (fault != null) {
      String what = fault.leaf().isEmpty() ? "a SEAMCALL" : fault.leaf();
      return "the kernel does not make call "
          + fault.nth()
          + " of "
          + what
          + (fault.field().isEmpty() ? "" : " for " + fault.field());
    }
    for (int ordinal : failingAllocations()) {
      if (ordinal > kernel.allocationCalls()) {
        return "the kernel makes " + kernel.allocationCalls() + " allocations, not " + ordinal;
      }
    }
    return "";
  }

  private static List<EndRecord.Defect> defects(List<Finding> findings) {
    return findings.stream()
        .map(f -> new EndRecord.Defect(f.kind().id(), f.message(), f.stack()))
        .toList();
  }
}
