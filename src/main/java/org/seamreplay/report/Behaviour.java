package org.seamreplay.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.StepOutcome;

/**
 * What a patch changes in behaviour: equal changes of many runs in one line, for example {@code
 * adds TDH.EXT.MEM.ADD x 18, TDH.EXT.INIT}.
 *
 * @param text the change
 * @param runs numbers of the runs that show it, in order
 */
record Behaviour(String text, List<Integer> runs) {
  private static final int MAX_VALUE = 60;

  Behaviour {
    runs = List.copyOf(runs);
  }

  /** The verb of a change, and what it is about. */
  private record Effect(String verb, String object) {}

  /** How often an effect occurs in each run. */
  private static final class Counts {
    final Map<Integer, Long> byRun = new LinkedHashMap<>();

    String times() {
      long least = byRun.values().stream().mapToLong(Long::longValue).min().orElse(1);
      long most = byRun.values().stream().mapToLong(Long::longValue).max().orElse(1);
      if (most == 1) {
        return "";
      }
      return least == most ? " x " + least : " x " + least + " to " + most;
    }
  }

  private record Group(String verb, List<Integer> runs) {}

  /** The changes of a step: what most runs show first. */
  static List<Behaviour> of(StepOutcome step) {
    Map<Effect, Counts> effects = new LinkedHashMap<>();
    for (int run = 0; run < step.cells().size(); run++) {
      Cell cell = step.cells().get(run);
      for (Divergence d : cell.change()) {
        effects
            .computeIfAbsent(effect(d), key -> new Counts())
            .byRun
            .merge(run, counted(d) ? d.calls() : 1L, Long::sum);
      }
    }
    Map<Group, List<String>> groups = new LinkedHashMap<>();
    effects.forEach(
        (effect, counts) ->
            groups
                .computeIfAbsent(
                    new Group(effect.verb(), List.copyOf(counts.byRun.keySet())),
                    key -> new ArrayList<>())
                .add(effect.object() + counts.times()));
    List<Behaviour> behaviours = new ArrayList<>();
    groups.forEach(
        (group, objects) ->
            behaviours.add(
                new Behaviour(group.verb() + " " + String.join(", ", objects), group.runs())));
    behaviours.sort(Comparator.comparingInt(b -> -b.runs().size()));
    return behaviours;
  }

  /** Lines printed and values returned are what they are; calls are counted. */
  private static boolean counted(Divergence d) {
    return switch (d.kind()) {
      case MISSING, EXTRA, MOVED, OPERAND, RESULT, MEMORY, EVENT -> true;
      case LOG, RETURN, FINDING -> false;
    };
  }

  private static Effect effect(Divergence d) {
    String what = DivergenceText.withoutIndices(DivergenceText.plain(d.what(), "all"));
    return switch (d.kind()) {
      case EXTRA -> new Effect("adds", d.call());
      case MISSING -> new Effect("drops", d.call());
      case MOVED -> new Effect("moves", d.call());
      case OPERAND -> new Effect("changes", what + " of " + d.call() + values(d));
      case RESULT -> new Effect("gets another", what + " from " + d.call() + values(d));
      case MEMORY -> new Effect("changes memory", what + " of " + d.call());
      case EVENT ->
          new Effect(
              d.got().isEmpty() ? "drops" : d.expected().isEmpty() ? "adds" : "moves", d.call());
      case LOG ->
          d.got().isEmpty()
              ? new Effect("no longer prints", quoted(d.expected()))
              : new Effect("prints", quoted(d.got()));
      case RETURN ->
          new Effect(
              "returns",
              (d.got().isEmpty() ? "nothing" : d.got())
                  + (d.expected().isEmpty() ? "" : " instead of " + d.expected())
                  + " from "
                  + DivergenceText.orFlow(d.call()));
      case FINDING ->
          d.got().isEmpty() || d.got().equals("none")
              ? new Effect("no longer shows", d.expected())
              : new Effect("shows", d.got());
    };
  }

  private static String values(Divergence d) {
    boolean small =
        !d.expected().isEmpty()
            && !d.got().isEmpty()
            && d.expected().length() + d.got().length() <= MAX_VALUE;
    return small ? " from " + d.expected() + " to " + d.got() : "";
  }

  private static String quoted(String line) {
    return "\"" + Printable.cut(line, MAX_VALUE) + "\"";
  }
}
