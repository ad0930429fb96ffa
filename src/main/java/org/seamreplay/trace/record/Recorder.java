package org.seamreplay.trace.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.Repeat;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.vm.SourceFrame;

/**
 * Takes down SEAMCALLs while they are made. A call is compared, as raw registers and code
 * positions, with what the run under way leads to expect; names are made only for the records that
 * remain, in {@link #finish}. Addresses and memory are named and decoded at once, because the
 * objects behind them may be gone later.
 */
public final class Recorder {
  /** Records that a trace may have; calls beyond are counted but not kept. */
  public static final int MAX_RECORDS = 1 << 17;

  /**
   * Stands for a result that a call did not write, because it failed or was interrupted: its
   * register holds an address as before, which would be no number but a place. Not shown.
   */
  private static final String LEFT_ALONE = "=";

  private final Abi abi;
  private final Map<Long, CallPlan> plans = new HashMap<>();
  private final Fold<CallShape> fold = new Fold<>(MAX_RECORDS);
  private final EventFold events = new EventFold();
  private final List<Mark> marks = new ArrayList<>();
  private final AddressNames names;
  private final MemoryDecoder decoder;
  private final int keyIdShift;

  private CallPlan plan;
  private CallShape last;
  private long lastRax;
  private String via;
  private final SeamRegisters before = new SeamRegisters();
  private List<MemoryView> read = List.of();
  private final List<String> choices = new ArrayList<>();
  private long[] cells = new long[64];
  private String[] objects = new String[32];
  private long[] exact = new long[0];
  private int cellCount;
  private int slotCount;
  private int otherIn;
  private boolean overflow;

  private record Mark(int runs, int events, Optional<StepRecord> step) {}

  /**
   * A recorder of nothing yet.
   *
   * @param abi the words for leaves, statuses and fields
   * @param names names of addresses
   * @param decoder reads the memory behind operands
   * @param keyIdShift lowest KeyID bit of a physical address, see {@link
   *     org.seamreplay.platform.MachineProfile}
   */
  public Recorder(Abi abi, AddressNames names, MemoryDecoder decoder, int keyIdShift) {
    this.abi = abi;
    this.names = names;
    this.decoder = decoder;
    this.keyIdShift = keyIdShift;
  }

  /**
   * A call is about to be made.
   *
   * @param registers operands, not kept
   * @param via the kernel's stub, an interned name
   */
  public void before(int cpu, SeamRegisters registers, String via) {
    if (plan == null || lastRax != registers.rax) {
      lastRax = registers.rax;
      plan =
          plans.computeIfAbsent(registers.rax, rax -> new CallPlan(rax, abi.leaves(), keyIdShift));
    }
    this.via = via;
    copy(registers, before);
    cells[0] = cpu;
    cellCount = 1;
    slotCount = 0;
    for (CallPlan.Slot slot : plan.in) {
      take(slot.part(), slot.register().in(registers));
    }
    choices.clear();
    otherIn = 0;
    Register[] others = plan.otherIn;
    for (int i = 0; i < others.length; i++) {
      long value = others[i].in(registers);
      if (value != 0) {
        otherIn |= 1 << i;
        cells[cellCount++] = value;
      }
    }
    read = plan.hasMemory ? decoder.read(plan.description, registers) : List.of();
  }

  /** During a call: its result hangs on a choice of the model. */
  public void choice(String choice) {
    choices.add(choice);
  }

  /**
   * The call has been made.
   *
   * @param registers results; those the leaf does not write are as they were
   * @param result what the kernel sees in RAX: the status, or the stub's value for a failed
   *     instruction
   * @param stack code positions, innermost first; kept
   */
  public void after(SeamRegisters registers, long result, int[] stack) {
    for (CallPlan.Slot slot : plan.out) {
      long value = slot.register().in(registers);
      if (plan.mayBeLeftAlone(slot) && isLeftAlone(slot, value)) {
        cells[cellCount++] = 0;
        objects[slotCount++] = LEFT_ALONE;
      } else {
        take(slot.part(), value);
      }
    }
    int otherOut = 0;
    Register[] others = plan.otherOut;
    for (int i = 0; i < others.length; i++) {
      long value = others[i].in(registers);
      if (value != others[i].in(before)) {
        otherOut |= 1 << i;
        cells[cellCount++] = value;
      }
    }
    List<MemoryView> written =
        plan.hasMemory ? decoder.written(plan.description, before, registers) : List.of();
    CallShape shape = last;
    if (shape == null
        || shape.rax != before.rax
        || shape.result != result
        || shape.otherIn != otherIn
        || shape.otherOut != otherOut
        || !shape.via.equals(via)
        || !Arrays.equals(shape.stack, stack)
        || !sameObjects(shape.objects)
        || !same(shape.read, read)
        || !same(shape.written, written)
        || !same(shape.choices, choices)) {
      shape =
          new CallShape(
              plan,
              before.rax,
              result,
              via,
              stack,
              Arrays.copyOf(objects, slotCount),
              otherIn,
              otherOut,
              read,
              written,
              List.copyOf(choices));
      last = shape;
    }
    addToFold(shape);
  }

  /** Whether a register that a result would be in still holds the operand: an address. */
  private boolean isLeftAlone(CallPlan.Slot slot, long value) {
    return value != 0 && value == slot.register().in(before);
  }

  /** Most are empty, and this is asked at every call. */
  private static boolean same(List<?> a, List<?> b) {
    return a.isEmpty() ? b.isEmpty() : a.equals(b);
  }

  private void addToFold(CallShape shape) {
    // Arrays of the exact length, reused while the layout of the cells stays the same.
    if (exact.length != cellCount) {
      exact = new long[cellCount];
    }
    System.arraycopy(cells, 0, exact, 0, cellCount);
    if (!fold.add(shape, exact)) {
      overflow = true;
    }
  }

  /**
   * Something happened that no call shows.
   *
   * @param event what, in the field's words
   * @param what with what or to what; may be empty
   * @param at first byte of the memory concerned, by its name
   * @param stack code positions, innermost first; kept
   */
  public void event(
      String event, String what, int cpu, Optional<TraceValue> at, long size, int[] stack) {
    if (!events.add(fold.calls(), cpu, event, what, at, size, stack)) {
      overflow = true;
    }
  }

  /** A step of the flow has ended. */
  public void step(StepRecord step) {
    marks.add(new Mark(fold.mark(), events.mark(), Optional.of(step)));
  }

  /** SEAMCALLs so far, dropped ones not counted. */
  public long calls() {
    return fold.calls();
  }

  /** Whether calls were dropped because the trace has too many records. */
  public boolean overflowed() {
    return overflow;
  }

  /**
   * The records and steps.
   *
   * @param resolve code positions to source positions
   */
  public List<TraceLine> finish(Function<int[], List<SourceFrame>> resolve) {
    marks.add(new Mark(fold.mark(), events.mark(), Optional.empty()));
    Lines lines = new Lines(resolve);
    for (Mark mark : marks) {
      lines.upTo(mark);
    }
    return lines.all;
  }

  /** The records and steps with the end. */
  public List<TraceLine> finish(
      Function<int[], List<SourceFrame>> resolve, List<EndRecord.RecordedFinding> findings) {
    return ended(finish(resolve), findings);
  }

  /** What {@link #finish} gave, with the end. */
  public List<TraceLine> ended(List<TraceLine> lines, List<EndRecord.RecordedFinding> findings) {
    List<TraceLine> all = new ArrayList<>(lines);
    all.add(new EndRecord(fold.calls(), findings));
    return all;
  }

  /** Puts calls and events into one order: an event stands before the call that came next. */
  private final class Lines {
    private final List<TraceLine> all = new ArrayList<>();
    private final Function<int[], List<SourceFrame>> resolve;
    private final List<Fold.Run<CallShape>> runs = fold.runs();
    private final List<EventRecord> happened;
    private int run;
    private int event;
    private long sequence;

    Lines(Function<int[], List<SourceFrame>> resolve) {
      this.resolve =
          stack ->
              resolve.apply(stack).stream()
                  .map(f -> new SourceFrame(f.function(), f.file(), f.line(), 0, false))
                  .toList();
      this.happened = events.records(this.resolve);
    }

    void upTo(Mark mark) {
      for (; run < mark.runs; run++) {
        while (event < mark.events && happened.get(event).before() <= sequence) {
          all.add(happened.get(event++));
        }
        Fold.Run<CallShape> next = runs.get(run);
        all.add(new RecordMaker(next).make(sequence, resolve.apply(next.shape().stack)));
        sequence += next.calls();
      }
      for (; event < mark.events; event++) {
        all.add(happened.get(event));
      }
      mark.step.ifPresent(all::add);
    }
  }

  private boolean sameObjects(String[] known) {
    if (known.length != slotCount) {
      return false;
    }
    for (int i = 0; i < slotCount; i++) {
      if (known[i] == null ? objects[i] != null : !known[i].equals(objects[i])) {
        return false;
      }
    }
    return true;
  }

  private void take(ValueKind.Part part, long register) {
    long value = part.of(register);
    String object = null;
    if (part.isAddress()) {
      Optional<TraceValue> name = value == 0 ? Optional.empty() : names.name(value);
      if (name.isPresent()) {
        object = name.get().object();
        cells[cellCount++] = name.get().ordinal();
        cells[cellCount++] = name.get().number();
      } else {
        cells[cellCount++] = -1;
        cells[cellCount++] = value;
      }
    } else {
      cells[cellCount++] = value;
    }
    objects[slotCount++] = object;
  }

  private static void copy(SeamRegisters from, SeamRegisters to) {
    to.rax = from.rax;
    to.rcx = from.rcx;
    to.rdx = from.rdx;
    to.rbx = from.rbx;
    to.rsi = from.rsi;
    to.rdi = from.rdi;
    to.r8 = from.r8;
    to.r9 = from.r9;
    to.r10 = from.r10;
    to.r11 = from.r11;
    to.r12 = from.r12;
    to.r13 = from.r13;
    to.r14 = from.r14;
    to.r15 = from.r15;
  }

  /** Turns a run of raw calls into a record. */
  private final class RecordMaker {
    private final Fold.Run<CallShape> run;
    private final CallShape shape;
    private final long[] first;
    private final List<Map<String, TraceValue.Step>> steps = new ArrayList<>();
    private int cell;
    private int slot;

    RecordMaker(Fold.Run<CallShape> run) {
      this.run = run;
      this.shape = run.shape();
      this.first = run.first();
      for (int loop = 0; loop < run.depth(); loop++) {
        steps.add(new LinkedHashMap<>());
      }
    }

    SeamcallRecord make(long sequence, List<SourceFrame> stack) {
      int cpu = (int) first[0];
      move("", "cpu", -1, 0);
      cell = 1;
      List<NamedValue> in = new ArrayList<>();
      values("in.", shape.plan.in, shape.plan.otherIn, shape.otherIn, in);
      List<NamedValue> out = new ArrayList<>();
      values("out.", shape.plan.out, shape.plan.otherOut, shape.otherOut, out);
      List<Repeat> repeat = new ArrayList<>();
      for (int loop = 0; loop < run.depth(); loop++) {
        repeat.add(new Repeat(run.times(loop), steps.get(loop)));
      }
      return new SeamcallRecord(
          sequence,
          cpu,
          shape.plan.leaf,
          note(in),
          shape.rax,
          in,
          abi.statuses().name(shape.result),
          shape.result,
          out,
          shape.read,
          shape.written,
          shape.choices,
          shape.via,
          stack,
          repeat);
    }

    private void values(
        String prefix, CallPlan.Slot[] slots, Register[] others, int shown, List<NamedValue> into) {
      for (CallPlan.Slot s : slots) {
        String object = shape.objects[slot++];
        if (LEFT_ALONE.equals(object)) {
          cell++;
          continue;
        }
        if (!s.part().isAddress()) {
          boolean moves = move(prefix, s.name(), -1, cell);
          if (!s.part().optional() || first[cell] != 0 || moves) {
            into.add(
                new NamedValue(s.name(), new TraceValue(s.part().form(), "", -1, first[cell])));
          }
          cell++;
          continue;
        }
        into.add(
            new NamedValue(
                s.name(),
                object == null
                    ? TraceValue.hex(first[cell + 1])
                    : TraceValue.address(object, first[cell], first[cell + 1])));
        move(prefix, s.name(), cell, cell + 1);
        cell += 2;
      }
      for (int i = 0; i < others.length; i++) {
        if ((shown & (1 << i)) != 0) {
          into.add(new NamedValue(others[i].name(), TraceValue.hex(first[cell])));
          move(prefix, others[i].name(), -1, cell);
          cell++;
        }
      }
    }

    /** Notes how a value moves in each loop; cell -1 stands for no movement. */
    private boolean move(String prefix, String name, int ordinalCell, int numberCell) {
      boolean moves = false;
      for (int loop = 0; loop < run.depth(); loop++) {
        long[] step = run.steps(loop);
        long ordinal = ordinalCell < 0 ? 0 : step[ordinalCell];
        if (ordinal != 0 || step[numberCell] != 0) {
          steps.get(loop).put(prefix + name, new TraceValue.Step(ordinal, step[numberCell]));
          moves = true;
        }
      }
      return moves;
    }

    /** The name of the metadata field that the call reads. */
    private String note(List<NamedValue> in) {
      if (!shape.plan.leaf.equals("TDH.SYS.RD")) {
        return "";
      }
      for (NamedValue v : in) {
        if (v.name().equals("FIELD_ID")) {
          return abi.metadata().globalName(v.value().number()).orElse("");
        }
      }
      return "";
    }
  }
}
