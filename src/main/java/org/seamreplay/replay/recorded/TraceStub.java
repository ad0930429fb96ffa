package org.seamreplay.replay.recorded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.diff.Divergence;
import org.seamreplay.module.port.Seam;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.replay.boundary.ModuleSide;
import org.seamreplay.replay.boundary.SeamcallStub;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.AddressPlaces;
import org.seamreplay.trace.NotReplayable;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.trace.record.MemoryDecoder;
import org.seamreplay.trace.record.MemoryEncoder;
import org.seamreplay.trace.record.ReplayedCall;

/**
 * Answers a kernel's SEAMCALLs from a trace, without a TDX module: the next record must be the call
 * that the kernel makes, with the same operands by their canonical names and the same memory behind
 * them. Then registers and memory are as the record has them. The first call that the trace does
 * not have cannot be answered: it ends the run, and {@link #divergence} says why.
 *
 * <p>Of the pages that belong to the module only those of the extensions' pool are known here: a
 * kernel that touches another one is not caught.
 */
public final class TraceStub implements Seam {
  private final List<SeamcallRecord> records;
  private final Abi abi;
  private final int keyIdShift;
  private final AddressNames names;
  private final MemoryDecoder decoder;
  private final MemoryEncoder encoder;
  private final RecordedContent contents;
  private final RecordedGuests guests;
  private final RecordedInterruptions interruptions;
  private final Consumer<String> choices;

  /** First byte of each object that a call of the kernel has named. */
  private final Map<ObjectUses.Name, Long> bases = new HashMap<>();

  private final AddressPlaces places = this::place;
  private final SeamRegisters before = new SeamRegisters();
  private int next;
  private ReplayedCall current;
  private long[] rounds;
  private long sequence;
  private Divergence divergence;

  /**
   * A stub at the beginning of a trace.
   *
   * @param abi the words of the module
   * @param contents what stands in the trace as a hash
   * @param names names the kernel's objects, as the recorder does
   * @param memory the machine's
   * @param keyIdShift lowest KeyID bit of a physical address
   * @param interruptions is told of each call
   * @param choices is told what the trace says of choices of the model
   */
  public TraceStub(
      Abi abi,
      Trace trace,
      RecordedContent contents,
      AddressNames names,
      PhysicalMemory memory,
      int keyIdShift,
      RecordedInterruptions interruptions,
      Consumer<String> choices) {
    this.abi = abi;
    this.records = trace.calls();
    this.contents = contents;
    this.keyIdShift = keyIdShift;
    this.choices = choices;
    this.interruptions = interruptions;
    this.guests = new RecordedGuests(abi.leaves(), memory, records);
    this.names = hpa -> learn(hpa, names.name(hpa));
    this.decoder = new MemoryDecoder(memory, this.names);
    this.encoder = new MemoryEncoder(abi.leaves(), memory, places, contents);
  }

  /** The call that the trace does not have; empty if it had them all. */
  public Optional<Divergence> divergence() {
    return Optional.ofNullable(divergence);
  }

  /** What the trace tells of TDs and of the pool. */
  public ModuleSide side() {
    return guests;
  }

  @Override
  public void seamcall(int lp, SeamRegisters registers) {
    try {
      answer(lp, registers);
    } catch (NotReplayable e) {
      SeamcallRecord record = current.record();
      refuse(
          registers,
          Divergence.Kind.RESULT,
          "",
          record.status(),
          "",
          "the record does not hold the whole answer: " + e.getMessage());
    }
  }

  private void answer(int lp, SeamRegisters registers) throws NotReplayable {
    if (current == null && !advance()) {
      refuse(
          registers,
          Divergence.Kind.EXTRA,
          "",
          "",
          abi.leaves().name(registers.rax),
          "the trace has no more calls");
      return;
    }
    Optional<ReplayedCall.Mismatch> mismatch = current.mismatch(rounds, lp, registers, names);
    boolean sameCall = mismatch.isEmpty() || !mismatch.get().what().isEmpty();
    Divergence.Kind kind = sameCall ? Divergence.Kind.OPERAND : Divergence.Kind.EXTRA;
    if (mismatch.isEmpty()) {
      mismatch = current.memoryMismatch(registers, decoder);
      kind = Divergence.Kind.MEMORY;
    }
    if (mismatch.isPresent()) {
      ReplayedCall.Mismatch m = mismatch.get();
      String cause =
          sameCall
              ? "the kernel makes the call in another way than the trace, which has no answer to it"
              : "the kernel makes another call than the trace, which has no answer to it";
      refuse(registers, kind, m.what(), m.expected(), m.got(), cause);
      return;
    }
    SeamcallRecord record = current.record();
    interruptions.made(lp, record, registers);
    contents.before(record, registers);
    for (Register register : Register.values()) {
      register.set(before, register.in(registers));
    }
    encoder.restoreWritten(record, registers);
    current.results(rounds, places, registers);
    end(record, registers);
    record.choices().forEach(choices);
    guests.answered(record, next, before, registers);
    sequence++;
    if (!current.next(rounds)) {
      contents.after(record);
      current = null;
    }
  }

  private boolean advance() throws NotReplayable {
    if (next == records.size()) {
      return false;
    }
    current = ReplayedCall.of(records.get(next++), abi.leaves(), keyIdShift);
    rounds = current.start();
    return true;
  }

  private static void end(SeamcallRecord record, SeamRegisters registers) {
    if (record.result() == SeamcallStub.VMFAIL_INVALID) {
      registers.end = SeamcallEnd.VMFAIL_INVALID;
    } else if (record.result() == SeamcallStub.GENERAL_PROTECTION) {
      registers.end = SeamcallEnd.GENERAL_PROTECTION;
    } else if (record.result() == SeamcallStub.UNDEFINED_OPCODE) {
      registers.end = SeamcallEnd.UNDEFINED_OPCODE;
    } else {
      registers.end = SeamcallEnd.COMPLETED;
      registers.rax = record.result();
    }
  }

  private void refuse(
      SeamRegisters registers,
      Divergence.Kind kind,
      String what,
      String expected,
      String got,
      String cause) {
    divergence =
        new Divergence(
            kind,
            abi.leaves().name(registers.rax),
            current == null ? -1 : sequence,
            sequence,
            1,
            what,
            expected,
            got,
            List.of(),
            cause);
    registers.end = SeamcallEnd.NOT_MODELLED;
  }

  private Optional<TraceValue> learn(long hpa, Optional<TraceValue> name) {
    name.ifPresent(value -> bases.put(ObjectUses.Name.of(value), hpa - value.number()));
    return name;
  }

  private long place(TraceValue address) throws NotReplayable {
    Long base = bases.get(ObjectUses.Name.of(address));
    if (base == null) {
      throw new NotReplayable("the kernel has not passed " + address + " before");
    }
    return base + address.number();
  }
}
