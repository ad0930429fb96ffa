package org.seamreplay.replay.recorded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.module.TdxModule;
import org.seamreplay.module.port.ModuleObserver;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.replay.boundary.DiceQuotes;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.boundary.SeamcallStub;
import org.seamreplay.replay.inject.FaultPlan;
import org.seamreplay.replay.inject.Interruptions;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.NotReplayable;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.record.MemoryDecoder;
import org.seamreplay.trace.record.MemoryEncoder;
import org.seamreplay.trace.record.Recorder;
import org.seamreplay.trace.record.ReplayedCall;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.SourceFrame;

/**
 * Makes the SEAMCALLs of a trace again on a fresh machine with a fresh TDX module, without a
 * kernel, and records them: what comes out has the same calls and says what the module answers now.
 *
 * <p>Memory that a call read is put there first. Calls that the scenario refuses do not reach the
 * module, as when the trace was made. An LP is in VMX operation when it makes a call, unless the
 * trace says that the instruction failed for want of it, and no longer once a step of the flow has
 * taken its CPU away.
 */
public final class ModuleReplay {
  /** Work that a trace may cause: about 40 times what a machine of 6 TB needs to boot. */
  static final long MAX_WORK = 1L << 26;

  /** What a call costs whose memory is decoded, compared with one that has registers only. */
  private static final long MEMORY_WORK = 256;

  private final Trace trace;
  private final Abi abi;
  private final Machine machine;
  private final ObjectLayout layout;
  private final Recorder recorder;
  private final MemoryEncoder encoder;
  private final FaultPlan faults;
  private final TdxModule module;
  private final int keyIdShift;
  private final SeamRegisters registers = new SeamRegisters();
  private final Map<List<SourceFrame>, int[]> stacks = new HashMap<>();
  private final List<List<SourceFrame>> stackTexts = new ArrayList<>();

  private ModuleReplay(Trace trace, ScenarioRun run, LoadedProfiles profiles) throws NotReplayable {
    this.trace = trace;
    MachineProfile platform = profiles.platform(run.platform());
    machine = new Machine(platform);
    ModuleImage image = profiles.module(run.module());
    abi = image.profile().abi();
    layout = ObjectLayout.of(ObjectUses.of(trace, abi.leaves()), platform);
    keyIdShift = platform.physicalAddressBits() - platform.keyIdBits();
    recorder = new Recorder(abi, layout, new MemoryDecoder(machine.memory(), layout), keyIdShift);
    encoder =
        new MemoryEncoder(
            abi.leaves(),
            machine.memory(),
            layout,
            new RecordedContent(run, abi.leaves(), profiles::module, machine.memory()));
    faults = new FaultPlan(abi, run.scenario().injections());
    module = new TdxModule(machine, image);
    module.setInterruptionPlan(
        new Interruptions(abi.leaves(), run.scenario().injections(), Interruptions.Scheduler.NONE));
    module.setQuoteSource(new DiceQuotes());
    module.setObserver(
        new ModuleObserver() {
          @Override
          public void choice(String choice) {
            recorder.choice(choice);
          }
        });
  }

  /**
   * Makes all calls of a trace.
   *
   * @param run the scenario, machine and module that the trace was made with
   * @return the same calls with the answers that the module gives now
   * @throws NotReplayable if the trace does not say enough, or too much for one run
   * @throws NotModelled if there is a call that the module has no model of
   */
  public static Trace of(Trace trace, ScenarioRun run, LoadedProfiles profiles)
      throws NotReplayable {
    bound(trace);
    return new ModuleReplay(trace, run, profiles).execute();
  }

  private static void bound(Trace trace) throws NotReplayable {
    long work = 0;
    for (SeamcallRecord call : trace.calls()) {
      long weight = call.read().isEmpty() && call.written().isEmpty() ? 1 : MEMORY_WORK;
      if (call.calls() > (MAX_WORK - work) / weight) {
        throw new NotReplayable(
            "call " + call.sequence() + ": the trace stands for more calls than are made again");
      }
      work += call.calls() * weight;
    }
  }

  private Trace execute() throws NotReplayable {
    List<EndRecord.RecordedFinding> findings = List.of();
    for (TraceLine line : trace.lines()) {
      if (line instanceof SeamcallRecord call) {
        try {
          make(call);
        } catch (NotReplayable e) {
          throw new NotReplayable("call " + call.sequence() + ": " + e.getMessage());
        }
      } else if (line instanceof StepRecord step) {
        recorder.step(step);
        afterStep(step.step());
      } else if (line instanceof EndRecord end) {
        findings = end.findings();
      }
    }
    return new Trace(
        trace.header().ofCalls(),
        recorder.finish(position -> stackTexts.get(position[0]), findings),
        trace.patches());
  }

  private void make(SeamcallRecord record) throws NotReplayable {
    ReplayedCall call = ReplayedCall.of(record, abi.leaves(), keyIdShift);
    int[] stack = stack(record.stack());
    String via = record.via().intern();
    boolean refused = record.result() == SeamcallStub.UNDEFINED_OPCODE;
    long[] rounds = call.start();
    do {
      int lp = lp(call.cpu(rounds));
      machine.setVmxOperation(lp, !refused);
      call.operands(rounds, layout, registers);
      registers.end = SeamcallEnd.COMPLETED;
      encoder.restoreRead(record, registers);
      recorder.before(lp, registers, via);
      if (!faults.answers(lp, registers)) {
        module.seamcall(lp, registers);
      }
      if (registers.end == SeamcallEnd.NOT_MODELLED) {
        throw new NotModelled(
            abi.leaves().name(record.number()) + " of the TDX module", record.stack());
      }
      recorder.after(registers, SeamcallStub.result(registers), stack);
    } while (call.next(rounds));
  }

  private int lp(long cpu) throws NotReplayable {
    int count = machine.profile().cpus().size();
    if (cpu < 0 || cpu >= count) {
      throw new NotReplayable(
          "cpu: the machine has " + Plural.of(count, "CPU") + ", there is no CPU " + cpu);
    }
    return (int) cpu;
  }

  /** CPUs that a step has taken away, as far as its name tells, have left VMX operation. */
  private void afterStep(String label) {
    String offline = "cpu-offline ";
    int count = machine.profile().cpus().size();
    for (int lp = 0; lp < count; lp++) {
      if (label.equals("suspend") || label.equals("shutdown") || label.equals(offline + lp)) {
        machine.setVmxOperation(lp, false);
      }
    }
  }

  /** A number for each stack, as the recorder wants it. */
  private int[] stack(List<SourceFrame> frames) {
    return stacks.computeIfAbsent(
        frames,
        key -> {
          stackTexts.add(frames);
          return new int[] {stackTexts.size() - 1};
        });
  }
}
