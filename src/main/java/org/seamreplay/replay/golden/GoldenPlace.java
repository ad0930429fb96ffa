package org.seamreplay.replay.golden;

import java.util.Optional;
import org.seamreplay.series.Slug;

/**
 * Where the golden traces of a step are filed: those of a kernel as it is below {@code KERNEL/},
 * those of a step below {@code KERNEL/SERIES/NN-SUBJECT/}. A step only has the traces that differ
 * from those of the step before, so a golden trace holds from the step that has it to the next that
 * has another.
 *
 * @param kernel release of the base, for example {@code linux-7.3}
 * @param series name of the series; empty for the kernel as it is
 * @param step name of the step, for example {@code 07-prepare-quote-buffer}; empty for the base
 * @param before the place of the step before; nothing for the base
 */
public record GoldenPlace(String kernel, String series, String step, Optional<GoldenPlace> before) {

  /** The place of a kernel as it is. */
  public static GoldenPlace ofKernel(String kernel) {
    return new GoldenPlace(kernel, "", "", Optional.empty());
  }

  /** The place of the next step. */
  public GoldenPlace next(String seriesId, int number, int count, String subject) {
    String digits = Integer.toString(number);
    int width = Math.max(2, Integer.toString(count).length());
    String name =
        "0".repeat(Math.max(0, width - digits.length()))
            + digits
            + "-"
            + Slug.of(withoutArea(subject));
    return new GoldenPlace(kernel, seriesId, name, Optional.of(this));
  }

  /** Without the subsystem in front, which all patches of a series have in common. */
  private static String withoutArea(String subject) {
    return subject.replaceFirst("^(?:[^\\s:]{1,60}:\\s+){1,4}", "");
  }
}
