package org.seamreplay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.replay.ScenarioRun;

/**
 * The columns of a matrix in text: one for each family of scenarios, as a hundred scenarios do not
 * fit beside each other.
 *
 * @param columns in the order of the runs
 */
record Families(List<Column> columns) {
  Families {
    columns = List.copyOf(columns);
  }

  /** A family and the numbers of its runs. */
  record Column(String name, List<Integer> runs) {
    Column {
      runs = List.copyOf(runs);
    }
  }

  /**
   * The families of runs.
   *
   * @param most columns that there is room for; what is over shares the last one
   */
  static Families of(List<ScenarioRun> runs, int most) {
    Map<String, List<Integer>> families = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      families.computeIfAbsent(runs.get(i).scenario().family(), key -> new ArrayList<>()).add(i);
    }
    List<Column> columns = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    int over = families.size() > most ? families.size() - most + 1 : 0;
    for (Map.Entry<String, List<Integer>> family : families.entrySet()) {
      if (over > 0 && columns.size() == most - 1) {
        rest.addAll(family.getValue());
      } else {
        columns.add(new Column(family.getKey(), family.getValue()));
      }
    }
    if (over > 0) {
      columns.add(new Column(over + " more", rest));
    }
    return new Families(columns);
  }
}
