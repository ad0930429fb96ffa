package org.seamreplay.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;

/**
 * The columns of a matrix in text: one for each family of scenarios, as a hundred scenarios do not
 * fit beside each other. Families that do the same at every step, without a change or finding at
 * any, share the last column.
 *
 * @param columns those with something to see, in the order of the runs, then the others
 */
record Families(List<Column> columns) {
  Families {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param families names of the families in it
   * @param runs numbers of their runs
   */
  record Column(List<String> families, List<Integer> runs) {
    Column {
      families = List.copyOf(families);
      runs = List.copyOf(runs);
    }

    /** How its runs did at a step; of a step that is not built there is nothing. */
    List<CellState> states(StepOutcome step) {
      return runs.stream()
          .filter(run -> run < step.cells().size())
          .map(run -> CellState.of(step.cells().get(run)))
          .toList();
    }

    /** What it is called: {@code boot x 2}, {@code 8 others x 41}. */
    String title() {
      String name = families.size() == 1 ? families.get(0) : families.size() + " others";
      return name + (runs.size() == 1 ? "" : " x " + runs.size());
    }
  }

  /**
   * The families of runs.
   *
   * @param quiet what a column shows if there is nothing to see in it, the same for families that
   *     do the same; empty if there is something to see
   */
  static Families of(List<ScenarioRun> runs, Function<Column, String> quiet) {
    Map<String, List<Integer>> families = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      families.computeIfAbsent(runs.get(i).scenario().family(), key -> new ArrayList<>()).add(i);
    }
    List<Column> columns = new ArrayList<>();
    Map<String, Column> others = new LinkedHashMap<>();
    families.forEach(
        (name, numbers) -> {
          Column column = new Column(List.of(name), numbers);
          String shown = quiet.apply(column);
          if (shown.isEmpty()) {
            columns.add(column);
          } else {
            others.merge(shown, column, Families::together);
          }
        });
    columns.addAll(others.values());
    return new Families(columns);
  }

  /** A column for each family: first those with findings, then those with changes. */
  static Families weightiestFirst(SeriesOutcome outcome) {
    List<Column> columns = new ArrayList<>(of(outcome.runs(), column -> "").columns());
    Map<Column, CellState> weights = new HashMap<>();
    columns.forEach(column -> weights.put(column, weight(outcome, column)));
    columns.sort(Comparator.comparing(weights::get).reversed());
    return new Families(columns);
  }

  private static CellState weight(SeriesOutcome outcome, Column column) {
    return outcome.steps().stream()
        .flatMap(step -> column.states(step).stream())
        .reduce(CellState.SAME, (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  private static Column together(Column one, Column other) {
    List<String> families = new ArrayList<>(one.families());
    families.addAll(other.families());
    List<Integer> runs = new ArrayList<>(one.runs());
    runs.addAll(other.runs());
    return new Column(families, runs);
  }
}
