package org.seamreplay.replay.golden;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.series.Slug;

/**
 * Where the golden traces of a step are filed: those of a kernel as it is below {@code KERNEL/},
 * those of a step below {@code KERNEL/SERIES/NN-SUBJECT/}. A step only has the traces that differ
 * from those of the step before, so a golden trace holds from the step that has it to the next that
 * has another.
 *
 * @param kernel release of the base, for example {@code linux-7.3}
 * @param series name of the series; empty for the kernel as it is
 * @param steps names of the steps up to this one, for example {@code 07-prepare-quote-buffer}; none
 *     for the base
 */
public record GoldenPlace(String kernel, String series, List<String> steps) {
  /** Copies the list. */
  public GoldenPlace {
    steps = List.copyOf(steps);
  }

  /** The place of a kernel as it is. */
  public static GoldenPlace ofKernel(String kernel) {
    return new GoldenPlace(kernel, "", List.of());
  }

  /** The place of the next step. */
  public GoldenPlace next(String seriesId, int number, int count, String subject) {
    List<String> all = new ArrayList<>(steps);
    String digits = Integer.toString(number);
    int width = Math.max(2, Integer.toString(count).length());
    all.add(
        "0".repeat(Math.max(0, width - digits.length()))
            + digits
            + "-"
            + Slug.of(withoutArea(subject)));
    return new GoldenPlace(kernel, seriesId, all);
  }

  /** Without the subsystem in front, which all patches of a series have in common. */
  private static String withoutArea(String subject) {
    return subject.replaceFirst("^(?:[^\\s:]{1,60}:\\s+){1,4}", "");
  }

  /** The place of the step before. */
  GoldenPlace before() {
    return new GoldenPlace(kernel, series, steps.subList(0, steps.size() - 1));
  }
}
