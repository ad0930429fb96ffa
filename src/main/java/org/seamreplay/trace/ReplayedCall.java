package org.seamreplay.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.module.LeafTable;
import org.seamreplay.module.Register;
import org.seamreplay.module.SeamRegisters;

/**
 * A record turned back into registers, call by call, without unfolding its loops into objects. The
 * inverse of what {@link Recorder} does with registers.
 */
public final class ReplayedCall {
  private final SeamcallRecord record;
  private final Sum cpu;
  private final List<Sum> operands;
  private final List<Sum> results;

  /** The value of a register, or of the CPU, in each call of the run. */
  private static final class Sum {
    final Register register;
    long first;

    /** What a loop adds in each round, innermost first. */
    final long[] steps;

    Sum(Register register, int loops) {
      this.register = register;
      this.steps = new long[loops];
    }

    long at(long[] rounds) {
      long value = first;
      for (int i = 0; i < steps.length; i++) {
        value += rounds[i] * steps[i];
      }
      return value;
    }
  }

  private ReplayedCall(SeamcallRecord record, Sum cpu, List<Sum> operands, List<Sum> results) {
    this.record = record;
    this.cpu = cpu;
    this.operands = operands;
    this.results = results;
  }

  /**
   * Prepares a record.
   *
   * @param places where the objects of the trace are; objects of one name that a loop steps through
   *     must be equally far from each other
   * @param keyIdShift lowest KeyID bit of a physical address
   * @throws NotReplayable if values are missing, unknown, or do not go with the leaf
   */
  public static ReplayedCall of(SeamcallRecord record, AddressPlaces places, int keyIdShift)
      throws NotReplayable {
    CallPlan plan = new CallPlan(record.number(), LeafTable.get(), keyIdShift);
    if (!plan.leaf.equals(record.leaf())) {
      throw new NotReplayable("rax is that of " + plan.leaf + ", not of " + record.leaf());
    }
    Sum cpu = new Sum(null, record.repeat().size());
    cpu.first = record.cpu();
    for (int i = 0; i < cpu.steps.length; i++) {
      cpu.steps[i] =
          record.repeat().get(i).steps().getOrDefault("cpu", TraceValue.Step.NONE).number();
    }
    return new ReplayedCall(
        record,
        cpu,
        sums(record, "in.", record.in(), plan.in, plan.otherIn, places),
        sums(record, "out.", record.out(), plan.out, plan.otherOut, places));
  }

  private static List<Sum> sums(
      SeamcallRecord record,
      String prefix,
      List<NamedValue> values,
      CallPlan.Slot[] slots,
      Register[] others,
      AddressPlaces places)
      throws NotReplayable {
    Map<String, TraceValue> left = new HashMap<>();
    for (NamedValue value : values) {
      if (left.put(value.name(), value.value()) != null) {
        throw new NotReplayable(prefix + value.name() + ": given twice");
      }
    }
    Map<Register, Sum> sums = new HashMap<>();
    List<Sum> result = new ArrayList<>();
    for (CallPlan.Slot slot : slots) {
      TraceValue value = left.remove(slot.name());
      if (value == null && !slot.part().optional()) {
        throw new NotReplayable(prefix + slot.name() + ": is missing");
      }
      Sum sum = sums.get(slot.register());
      if (sum == null) {
        sum = new Sum(slot.register(), record.repeat().size());
        sums.put(slot.register(), sum);
        result.add(sum);
      }
      if (value != null) {
        add(sum, record, prefix + slot.name(), value, slot.part().shift(), places);
      }
    }
    for (Register register : others) {
      TraceValue value = left.remove(register.name());
      if (value != null) {
        Sum sum = new Sum(register, record.repeat().size());
        add(sum, record, prefix + register.name(), value, 0, places);
        result.add(sum);
      }
    }
    if (!left.isEmpty()) {
      throw new NotReplayable(
          prefix + left.keySet().stream().sorted().findFirst().get() + ": not of " + record.leaf());
    }
    return result;
  }

  private static void add(
      Sum sum,
      SeamcallRecord record,
      String path,
      TraceValue value,
      int shift,
      AddressPlaces places)
      throws NotReplayable {
    long first = number(value, places);
    sum.first += first << shift;
    for (int i = 0; i < sum.steps.length; i++) {
      TraceValue.Step step = record.repeat().get(i).steps().get(path);
      if (step == null) {
        continue;
      }
      long distance = step.number();
      if (step.ordinal() != 0) {
        long rounds = record.repeat().get(i).times() - 1;
        distance = number(value.plus(step, 1), places) - first;
        if (number(value.plus(step, rounds), places) - first != distance * rounds) {
          throw new NotReplayable(path + ": steps through objects that are not evenly placed");
        }
      }
      sum.steps[i] += distance << shift;
    }
  }

  private static long number(TraceValue value, AddressPlaces places) throws NotReplayable {
    return value.form() == TraceValue.Form.ADDRESS ? places.place(value) : value.number();
  }

  /** The record. */
  public SeamcallRecord record() {
    return record;
  }

  /** Fresh rounds of the loops: those of the first call. */
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
    return cpu.at(rounds);
  }

  /** Sets all registers to the operands of a call. */
  public void operands(long[] rounds, SeamRegisters registers) {
    for (Register register : Register.values()) {
      register.set(registers, 0);
    }
    registers.rax = record.number();
    for (Sum sum : operands) {
      sum.register.set(registers, sum.at(rounds));
    }
  }

  /** Sets the registers that a call changes to its results; RAX is left alone. */
  public void results(long[] rounds, SeamRegisters registers) {
    for (Sum sum : results) {
      sum.register.set(registers, sum.at(rounds));
    }
  }
}
