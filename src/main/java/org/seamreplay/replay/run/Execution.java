package org.seamreplay.replay.run;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.seamreplay.abi.Abi;
import org.seamreplay.check.Contracts;
import org.seamreplay.diff.Divergence;
import org.seamreplay.kernel.AddressSpace;
import org.seamreplay.kernel.Effect;
import org.seamreplay.kernel.Kernel;
import org.seamreplay.kernel.KernelListener;
import org.seamreplay.kernel.KernelOptions;
import org.seamreplay.kernel.LogLine;
import org.seamreplay.module.TdxModule;
import org.seamreplay.module.port.Seam;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.replay.boundary.CProgram;
import org.seamreplay.replay.boundary.DiceQuotes;
import org.seamreplay.replay.boundary.EffectWatch;
import org.seamreplay.replay.boundary.KernelObjectNames;
import org.seamreplay.replay.boundary.ModuleSide;
import org.seamreplay.replay.boundary.ModuleWatch;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.boundary.SeamcallStub;
import org.seamreplay.replay.guest.Vmm;
import org.seamreplay.replay.inject.FaultPlan;
import org.seamreplay.replay.inject.Interruptions;
import org.seamreplay.replay.inject.MemoryFaults;
import org.seamreplay.replay.recorded.RecordedContent;
import org.seamreplay.replay.recorded.RecordedInterruptions;
import org.seamreplay.replay.recorded.TraceStub;
import org.seamreplay.scenario.FlowStep;
import org.seamreplay.scenario.Injection;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.record.MemoryDecoder;
import org.seamreplay.trace.record.Recorder;
import org.seamreplay.vm.Allocations.Allocation;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.Halt;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.cover.Coverage;
import org.seamreplay.vm.cover.Executed;

/**
 * One run from power-on to its end: a machine, a TDX module, a kernel and a recorder of its own.
 */
final class Execution {
  private final ScenarioRun run;
  private final CProgram hostCode;
  private final Optional<CProgram> guestCode;
  private final Machine machine;
  private final Kernel kernel;
  private final ModuleSide moduleSide;
  private final Vmm vmm;
  private final FlowActor flow;
  private final Recorder recorder;
  private final EffectWatch effects;
  private final FaultPlan faults;
  private final MemoryFaults memoryFaults;
  private final Interruptions interruptions;

  /** What the kernel, guests and userspace printed, in the order they did. */
  private final List<String> log = new ArrayList<>();

  private final Optional<TraceStub> stub;
  private int logged;

  /**
   * A run about to start.
   *
   * @param guestCode the program of guests, if the tree has one
   * @param images module images by profile name
   * @param answers a trace that answers the kernel instead of the module
   */
  Execution(
      ScenarioRun run,
      CProgram hostCode,
      Optional<CProgram> guestCode,
      MachineProfile platform,
      Function<String, ModuleImage> images,
      Optional<Trace> answers) {
    this.run = run;
    this.hostCode = hostCode;
    this.guestCode = guestCode;
    this.machine = new Machine(platform);
    List<Injection> injections = run.scenario().injections();
    // A trace has the answers of the calls that were refused, too.
    ModuleImage image = images.apply(run.module());
    Abi abi = image.profile().abi();
    this.faults = new FaultPlan(abi, answers.isPresent() ? List.of() : injections);
    this.memoryFaults = new MemoryFaults(abi, injections);
    this.interruptions = new Interruptions(abi.leaves(), injections, new Scheduler());
    KernelObjectNames names = new KernelObjectNames(this::kernel);
    this.recorder =
        new Recorder(
            abi,
            names,
            new MemoryDecoder(machine.memory(), names),
            platform.physicalAddressBits() - platform.keyIdBits());
    TdxModule module = new TdxModule(machine, image);
    module.setInterruptionPlan(interruptions);
    module.setQuoteSource(new DiceQuotes());
    this.stub =
        answers.map(
            trace ->
                new TraceStub(
                    abi,
                    trace,
                    new RecordedContent(run, abi.leaves(), images, machine.memory()),
                    names,
                    machine.memory(),
                    platform.physicalAddressBits() - platform.keyIdBits(),
                    new RecordedInterruptions(new FaultPlan(abi, injections), interruptions),
                    recorder::choice));
    Seam seam = stub.isPresent() ? stub.get() : module;
    this.moduleSide = stub.map(TraceStub::side).orElseGet(() -> ModuleSide.of(module));
    Externals externals = new Externals();
    new SeamcallStub(
            abi.leaves(),
            hostCode.layout(),
            memoryFaults.watching(seam),
            faults,
            recorder,
            () -> kernel().cpu(),
            rax -> effects().beforeCall(rax))
        .addTo(externals);
    this.kernel =
        new Kernel(
            machine,
            hostCode.asked(),
            externals,
            Budget.DEFAULT,
            KernelOptions.DEFAULT
                .withMemoryPlan(memoryFaults)
                .withListener(new LogKeeper())
                .withCoverage(hostCode.coverage()));
    module.setObserver(new ModuleWatch(kernel.vm(), names, recorder));
    this.effects = new EffectWatch(kernel, machine.memory(), names, recorder);
    this.vmm =
        guestCode
            .map(
                code ->
                    new Vmm(
                        kernel,
                        hostCode,
                        code,
                        moduleSide,
                        machine,
                        memoryFaults.ofGuests(),
                        log::add))
            .orElse(null);
    this.flow = new FlowActor(run, platform, kernel, vmm, images);
  }

  private final class Scheduler implements Interruptions.Scheduler {
    @Override
    public void move(int cpu) {
      kernel.moveAtReschedule(flow.existing(cpu));
    }

    @Override
    public void run(FlowStep step) {
      kernel.runAtReschedule(() -> step.by(flow));
    }
  }

  private final class LogKeeper implements KernelListener {
    @Override
    public void printed(LogLine line) {
      log.add(line.text());
    }

    @Override
    public void effect(Effect effect) {
      effects().effect(effect);
    }

    @Override
    public void pagesFreed(long hpa, long size) {
      effects().pagesFreed(hpa, size);
    }
  }

  /** The call that the trace has no answer to; empty if a module answers, or if it has them all. */
  Optional<Divergence> unanswered() {
    return stub.flatMap(TraceStub::divergence);
  }

  private Kernel kernel() {
    return kernel;
  }

  private EffectWatch effects() {
    return effects;
  }

  /** Sapphire Rapids and Emerald Rapids poison a line of private memory that is written in part. */
  private static boolean hasPartialWriteErratum(MachineProfile platform) {
    return platform.cpuModel().equals("SAPPHIRERAPIDS_X")
        || platform.cpuModel().equals("EMERALDRAPIDS_X");
  }

  /** A step has ended, with all that it did. */
  private void ended(StepRecord step) {
    effects.flush();
    recorder.step(step);
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
        memoryFaults.step(step);
        OptionalLong returned = next.by(flow);
        ended(new StepRecord(step, returned, newLog()));
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
    List<Finding> findings = new ArrayList<>(vmm == null ? List.of() : vmm.finish());
    holdPool();
    findings.addAll(kernel.finish());
    if (!step.isEmpty()) {
      ended(new StepRecord(step, OptionalLong.empty(), newLog()));
    }
    List<TraceLine> recorded = recorder.finish(kernel.vm()::resolve);
    findings.addAll(Contracts.judge(recorded, hasPartialWriteErratum(machine.profile())));
    Trace whole = new Trace(header, recorder.ended(recorded, defects(findings)));
    Set<String> made = whole.calls().stream().map(SeamcallRecord::leaf).collect(toSet());
    String missing = end == Recording.End.DONE ? missing(made, findings) : "";
    if (!missing.isEmpty()) {
      end = Recording.End.NOT_APPLICABLE;
      reason = missing;
    }
    Optional<Trace> trace =
        end == Recording.End.NOT_APPLICABLE ? Optional.empty() : Optional.of(whole);
    return new Recording(
        run,
        end,
        reason,
        stack,
        trace,
        findings,
        log,
        run.scenario().expectation(made::contains),
        vmm == null ? List.of() : vmm.quotes(),
        kernel.vm().instructions() + (vmm == null ? 0 : vmm.instructions()),
        System.nanoTime() - start,
        Optional.of(
            new Footprints(
                ofProgram(hostCode, kernel.vm().footprint()),
                guestCode
                    .map(code -> ofProgram(code, vmm.footprint()))
                    .orElse(Footprints.OfProgram.NONE))));
  }

  private static Footprints.OfProgram ofProgram(CProgram code, Footprint seen) {
    return new Footprints.OfProgram(
        seen.and(code.asked().asked()),
        code.coverage().map(Coverage::executed).orElse(Executed.NOTHING));
  }

  /** The kernel forgets what it gave to the extensions for good; the module does not. */
  private void holdPool() {
    for (Allocation object : kernel.vm().allocations().live()) {
      if (AddressSpace.isDirect(object.address())
          && moduleSide.servesExtensions(object.address() - AddressSpace.DIRECT_MAP)) {
        kernel.hold(object.address());
      }
    }
  }

  private List<String> newLog() {
    List<String> lines = List.copyOf(log.subList(logged, log.size()));
    logged = log.size();
    return lines;
  }

  /** What the scenario asks for and the kernel does not do; empty if it does all. */
  private String missing(Set<String> made, List<Finding> findings) {
    for (String name : run.scenario().requires()) {
      if (name.contains(".") && !made.contains(name)) {
        return "the kernel does not make " + name;
      }
    }
    return findings.isEmpty() ? unmetInjection() : "";
  }

  /** What was to fail and never happened; empty if all did. */
  private String unmetInjection() {
    Injection.SeamcallFault fault = faults.unmet();
    if (fault != null) {
      return "the kernel does not make call " + fault.nth() + " of " + fault.call();
    }
    Optional<Injection.Interruption> interruption = interruptions.unmet();
    if (interruption.isPresent()) {
      return "the kernel makes no call of "
          + interruption.get().leaf()
          + " that can be interrupted there";
    }
    return memoryFaults.unmet().orElse("");
  }

  private static List<EndRecord.RecordedFinding> defects(List<Finding> findings) {
    return findings.stream()
        .map(f -> new EndRecord.RecordedFinding(f.kind().id(), f.message(), f.stack()))
        .toList();
  }
}
