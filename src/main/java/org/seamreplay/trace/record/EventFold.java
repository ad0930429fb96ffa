package org.seamreplay.trace.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.Repeat;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.vm.SourceFrame;

/**
 * Events while they happen, folded like calls but apart from them, each kind for itself: one on
 * each CPU between calls on each CPU is one line, and no call is folded in another way because of
 * it.
 */
final class EventFold {
  /** The cells: what may step from one event to the next. */
  private static final int BEFORE = 0;

  private static final int CPU = 1;
  private static final int ORDINAL = 2;
  private static final int NUMBER = 3;

  /**
   * All of an event that must be equal to fold.
   *
   * @param order the how many-th event it was, not compared: a run keeps that of its first
   */
  private record Shape(
      int order,
      String event,
      String what,
      String object,
      TraceValue.Form form,
      long size,
      int[] stack) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Shape shape
          && event.equals(shape.event)
          && what.equals(shape.what)
          && object.equals(shape.object)
          && form == shape.form
          && size == shape.size
          && Arrays.equals(stack, shape.stack);
    }

    @Override
    public int hashCode() {
      return Objects.hash(event, what, object, size, Arrays.hashCode(stack));
    }
  }

  private final Map<String, Fold<Shape>> folds = new TreeMap<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private final List<Fold.Run<Shape>> runs = new ArrayList<>();
  private int count;

  /** Takes one down; false if there are too many. */
  boolean add(
      long before,
      int cpu,
      String event,
      String what,
      Optional<TraceValue> at,
      long size,
      int[] stack) {
    Shape shape =
        new Shape(
            count++,
            event,
            what,
            at.map(TraceValue::object).orElse(""),
            at.map(TraceValue::form).orElse(null),
            size,
            stack);
    long[] cells = {
      before, cpu, at.map(TraceValue::ordinal).orElse(0L), at.map(TraceValue::number).orElse(0L)
    };
    return folds.computeIfAbsent(event, e -> new Fold<>(Recorder.MAX_RECORDS)).add(shape, cells);
  }

  /** Ends what is under way; how many records there are now. */
  int mark() {
    List<Fold.Run<Shape>> ended = new ArrayList<>();
    folds.forEach(
        (event, fold) -> {
          int to = fold.mark();
          ended.addAll(fold.runs().subList(taken.getOrDefault(event, 0), to));
          taken.put(event, to);
        });
    ended.sort(Comparator.comparingInt(run -> run.shape().order()));
    runs.addAll(ended);
    return runs.size();
  }

  /** The records, in the order of their first events; complete after {@link #mark}. */
  List<EventRecord> records(Function<int[], List<SourceFrame>> resolve) {
    return runs.stream().map(run -> record(run, resolve)).toList();
  }

  private static EventRecord record(
      Fold.Run<Shape> run, Function<int[], List<SourceFrame>> resolve) {
    Shape shape = run.shape();
    long[] first = run.first();
    List<Repeat> repeat = new ArrayList<>();
    for (int loop = 0; loop < run.depth(); loop++) {
      long[] step = run.steps(loop);
      Map<String, TraceValue.Step> steps = new LinkedHashMap<>();
      put(steps, "before", 0, step[BEFORE]);
      put(steps, "cpu", 0, step[CPU]);
      put(steps, "at", step[ORDINAL], step[NUMBER]);
      repeat.add(new Repeat(run.times(loop), steps));
    }
    Optional<TraceValue> at =
        Optional.ofNullable(shape.form)
            .map(form -> new TraceValue(form, shape.object, first[ORDINAL], first[NUMBER]));
    return new EventRecord(
        first[BEFORE],
        (int) first[CPU],
        shape.event,
        shape.what,
        at,
        shape.size,
        resolve.apply(shape.stack),
        repeat);
  }

  private static void put(
      Map<String, TraceValue.Step> steps, String name, long ordinal, long number) {
    if (ordinal != 0 || number != 0) {
      steps.put(name, new TraceValue.Step(ordinal, number));
    }
  }
}
