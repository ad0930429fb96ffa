package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.TraceLine;

/** A trace in memory. */
final class ParsedLines implements TraceLines {
  private final List<TraceLine> lines = new ArrayList<>();
  private final List<Placed> events = new ArrayList<>();
  private final CallLoop[] runs;
  private final int[] tokens;

  /** What the two traces of a comparison share. */
  static final class Pool {
    private final Shape.Pool shapes = new Shape.Pool();
    private final Map<CallLoop, Integer> tokens = new HashMap<>();

    Shape.Pool shapes() {
      return shapes;
    }
  }

  /**
   * @param withEvents whether events are compared, or left out
   */
  ParsedLines(List<TraceLine> all, boolean withEvents, Pool pool) {
    int step = 0;
    for (TraceLine line : all) {
      if (line instanceof EventRecord event) {
        if (withEvents) {
          events.add(new Placed(event, step));
        }
      } else {
        lines.add(line);
        step += line instanceof StepRecord ? 1 : 0;
      }
    }
    this.runs = new CallLoop[lines.size()];
    this.tokens = new int[lines.size()];
    for (int i = 0; i < runs.length; i++) {
      if (lines.get(i) instanceof SeamcallRecord call) {
        runs[i] = new CallLoop(call, i, pool.shapes);
        tokens[i] = pool.tokens.computeIfAbsent(runs[i], run -> pool.tokens.size());
      }
    }
  }

  @Override
  public List<Placed> events() {
    return events;
  }

  @Override
  public int size() {
    return runs.length;
  }

  @Override
  public int token(int line) {
    return tokens[line];
  }

  @Override
  public List<Integer> steps() {
    return IntStream.range(0, runs.length)
        .filter(i -> lines.get(i) instanceof StepRecord)
        .boxed()
        .toList();
  }

  @Override
  public String step(int line) {
    return ((StepRecord) lines.get(line)).step();
  }

  @Override
  public boolean isCall(int line) {
    return runs[line] != null;
  }

  @Override
  public boolean isFolded(int line) {
    return runs[line].depth() > 0;
  }

  @Override
  public TraceLine line(int line) {
    return lines.get(line);
  }

  @Override
  public CallLoop run(int line) {
    return runs[line];
  }
}
