package org.seamreplay.trace.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.AddressPlaces;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.NotReplayable;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.trace.json.JsonText;
import org.seamreplay.trace.json.TraceWriter;

/**
 * A record turned back into registers, call by call, without unfolding its loops into objects. The
 * inverse of what {@link Recorder} does with registers. Which call of the run is meant is said by
 * the rounds of its loops, see {@link #start} and {@link #next}.
 */
public final class ReplayedCall {
  private final SeamcallRecord record;
  private final CallPlan plan;
  private final LeafTable leaves;
  private final Moving cpu;
  private final List<Cell> operands;
  private final List<Cell> results;

  /**
   * An operand that a call passes in another way than the record.
   *
   * @param what path of the operand, for example {@code in.NUM_TDMR_INFO}
   * @param expected value in the record
   * @param got value in the call
   */
  public record Mismatch(String what, String expected, String got) {}

  /** A value of a record and how the loops move it. */
  private static final class Moving {
    final TraceValue value;
    final long[] ordinals;
    final long[] numbers;

    Moving(SeamcallRecord record, String path, TraceValue value) {
      this.value = value;
      int loops = record.repeat().size();
      ordinals = new long[loops];
      numbers = new long[loops];
      for (int i = 0; i < loops; i++) {
        TraceValue.Step step =
            record.repeat().get(i).steps().getOrDefault(path, TraceValue.Step.NONE);
        ordinals[i] = step.ordinal();
        numbers[i] = step.number();
      }
    }

    boolean isAddress() {
      return value.form() == TraceValue.Form.ADDRESS;
    }

    long number(long[] rounds) {
      long number = value.number();
      for (int i = 0; i < numbers.length; i++) {
        number += rounds[i] * numbers[i];
      }
      return number;
    }

    TraceValue at(long[] rounds) {
      long ordinal = value.ordinal();
      for (int i = 0; i < ordinals.length; i++) {
        ordinal += rounds[i] * ordinals[i];
      }
      return new TraceValue(value.form(), value.object(), ordinal, number(rounds));
    }
  }

  /** A part of a register. */
  private record Cell(Register register, String path, ValueKind.Part part, Moving moving) {
    long bits(long[] rounds, AddressPlaces places) throws NotReplayable {
      long value = moving.isAddress() ? places.place(moving.at(rounds)) : moving.number(rounds);
      return value << part.shift();
    }
  }

  private ReplayedCall(SeamcallRecord record, CallPlan plan, LeafTable leaves)
      throws NotReplayable {
    this.leaves = leaves;
    this.record = record;
    this.plan = plan;
    cpu = new Moving(record, "cpu", TraceValue.decimal(record.cpu()));
    operands = cells("in.", record.in(), plan.in, plan.otherIn);
    results = cells("out.", record.out(), plan.out, plan.otherOut);
  }

  /**
   * Prepares a record.
   *
   * @param leaves describes its operands
   * @param keyIdShift lowest KeyID bit of a physical address
   * @throws NotReplayable if values are missing, unknown, or do not go with the leaf
   */
  public static ReplayedCall of(SeamcallRecord record, LeafTable leaves, int keyIdShift)
      throws NotReplayable {
    CallPlan plan = new CallPlan(record.number(), leaves, keyIdShift);
    if (!plan.leaf.equals(record.leaf())) {
      throw new NotReplayable("rax is that of " + plan.leaf + ", not of " + record.leaf());
    }
    return new ReplayedCall(record, plan, leaves);
  }

  private List<Cell> cells(
      String prefix, List<NamedValue> values, CallPlan.Slot[] slots, Register[] others)
      throws NotReplayable {
    Map<String, TraceValue> left = new HashMap<>();
    for (NamedValue value : values) {
      if (left.put(value.name(), value.value()) != null) {
        throw new NotReplayable(prefix + value.name() + ": given twice");
      }
    }
    List<Cell> cells = new ArrayList<>();
    for (CallPlan.Slot slot : slots) {
      TraceValue value = left.remove(slot.name());
      if (value == null && !slot.part().optional()) {
        if (prefix.equals("out.") && plan.mayBeLeftAlone(slot)) {
          continue; // The call has left its operand there.
        }
        throw new NotReplayable(prefix + slot.name() + ": is missing");
      }
      String path = prefix + slot.name();
      cells.add(new Cell(slot.register(), path, slot.part(), moving(path, value)));
    }
    ValueKind.Part whole = ValueKind.BITS.parts(0).get(0);
    for (Register register : others) {
      TraceValue value = left.remove(register.name());
      if (value != null) {
        String path = prefix + register.name();
        cells.add(new Cell(register, path, whole, moving(path, value)));
      }
    }
    if (!left.isEmpty()) {
      throw new NotReplayable(
          prefix + left.keySet().stream().sorted().findFirst().get() + ": not of " + record.leaf());
    }
    return cells;
  }

  private Moving moving(String path, TraceValue value) {
    return new Moving(record, path, value == null ? TraceValue.hex(0) : value);
  }

  /** The record. */
  public SeamcallRecord record() {
    return record;
  }

  /** The rounds of the first call. */
  public long[] start() {
    return new long[record.repeat().size()];
  }

  /** Moves on to the next call of the run; false after the last. */
  public boolean next(long[] rounds) {
    for (int i = 0; i < rounds.length; i++) {
      if (++rounds[i] < record.repeat().get(i).times()) {
        return true;
      }
      rounds[i] = 0;
    }
    return false;
  }

  /** The CPU that makes a call. */
  public long cpu(long[] rounds) {
    return cpu.number(rounds);
  }

  /** Sets all registers to the operands of a call. */
  public void operands(long[] rounds, AddressPlaces places, SeamRegisters registers)
      throws NotReplayable {
    for (Register register : Register.values()) {
      register.set(registers, 0);
    }
    registers.rax = record.number();
    for (Cell cell : operands) {
      Register register = cell.register();
      register.set(registers, register.in(registers) | cell.bits(rounds, places));
    }
  }

  /** Sets the registers that a call changes to its results; RAX is left alone. */
  public void results(long[] rounds, AddressPlaces places, SeamRegisters registers)
      throws NotReplayable {
    for (Cell cell : results) {
      cell.register().set(registers, 0);
    }
    for (Cell cell : results) {
      Register register = cell.register();
      register.set(registers, register.in(registers) | cell.bits(rounds, places));
    }
  }

  /**
   * The first operand in which a call differs; empty if it is the same call.
   *
   * @param names names the addresses of the call
   */
  public Optional<Mismatch> mismatch(
      long[] rounds, int callCpu, SeamRegisters registers, AddressNames names) {
    if (registers.rax != record.number()) {
      return Optional.of(
          new Mismatch("", leaves.name(record.number()), leaves.name(registers.rax)));
    }
    if (callCpu != cpu(rounds)) {
      return Optional.of(
          new Mismatch("cpu", Long.toString(cpu(rounds)), Integer.toString(callCpu)));
    }
    for (Cell cell : operands) {
      long got = cell.part().of(cell.register().in(registers));
      if (!cell.part().isAddress()) {
        if (got != cell.moving().number(rounds)) {
          return Optional.of(mismatch(cell, rounds, got, cell.moving().value.form()));
        }
        continue;
      }
      TraceValue name =
          (got == 0 ? Optional.<TraceValue>empty() : names.name(got))
              .orElseGet(() -> TraceValue.hex(got));
      if (!name.equals(cell.moving().at(rounds))) {
        return Optional.of(
            new Mismatch(cell.path(), cell.moving().at(rounds).toString(), name.toString()));
      }
    }
    return otherOperand(registers);
  }

  private static Mismatch mismatch(Cell cell, long[] rounds, long got, TraceValue.Form form) {
    return new Mismatch(
        cell.path(),
        cell.moving().at(rounds).toString(),
        new TraceValue(form, "", -1, got).toString());
  }

  /** A register that is no operand and not in the record must be zero. */
  private Optional<Mismatch> otherOperand(SeamRegisters registers) {
    for (Register register : plan.otherIn) {
      long got = register.in(registers);
      if (got != 0 && record.in(register.name()).isEmpty()) {
        return Optional.of(new Mismatch("in." + register, "0x0", TraceValue.hex(got).toString()));
      }
    }
    return Optional.empty();
  }

  /**
   * Where the memory that a call is going to read differs from the record; empty if it is the same.
   *
   * @param decoder reads the memory of the call
   */
  public Optional<Mismatch> memoryMismatch(SeamRegisters registers, MemoryDecoder decoder) {
    if (!plan.hasMemory) {
      return Optional.empty();
    }
    List<MemoryView> now = decoder.read(plan.description, registers);
    if (now.equals(record.read())) {
      return Optional.empty();
    }
    for (int i = 0; i < Math.max(now.size(), record.read().size()); i++) {
      MemoryView was = i < record.read().size() ? record.read().get(i) : null;
      MemoryView is = i < now.size() ? now.get(i) : null;
      if (was == null || !was.equals(is)) {
        return Optional.of(
            new Mismatch("read." + (was == null ? is : was).operand(), text(was), text(is)));
      }
    }
    return Optional.empty();
  }

  private static String text(MemoryView view) {
    if (view == null) {
      return "";
    }
    JsonText json = new JsonText().open().key(view.kind());
    TraceWriter.node(json, view.content());
    return json.close().toString();
  }
}
