package org.seamreplay.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.seamreplay.diff.Divergence;
import org.seamreplay.diff.TraceDiff;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.json.TraceReader;

/**
 * How a replay of a bundle compares with what is in it.
 *
 * @param same how many runs came to the same, bit for bit
 * @param all how many there are
 * @param notes what may be the reason for differences: another version, other scenarios
 * @param different the cells that differ, for example {@code 02/boot}
 * @param divergences of the first of them whose two traces are known: how they differ
 * @param first the cell they are of; empty if there is none
 */
public record Reproduction(
    int same,
    int all,
    List<String> notes,
    List<String> different,
    List<Divergence> divergences,
    String first) {
  /** Copies the lists. */
  public Reproduction {
    notes = List.copyOf(notes);
    different = List.copyOf(different);
    divergences = List.copyOf(divergences);
  }

  /** Whether all came to the same. */
  public boolean complete() {
    return same == all;
  }

  static Reproduction of(Bundle bundle, Results now, List<String> notes) {
    TreeSet<String> cells = new TreeSet<>(bundle.results().keySet());
    cells.addAll(now.digests().keySet());
    List<String> different = new ArrayList<>();
    for (String cell : cells) {
      String before = bundle.results().get(cell);
      byte[] trace = bundle.traces().get(cell);
      if (before == null
          || !before.equals(now.digests().get(cell))
          || (trace != null && !Arrays.equals(trace, now.traces().get(cell)))) {
        different.add(cell);
      }
    }
    List<Divergence> divergences = List.of();
    String first = "";
    for (String cell : different) {
      Optional<Trace> expected = trace(bundle.traces(), cell);
      Optional<Trace> got = trace(now.traces(), cell);
      if (expected.isPresent() && got.isPresent()) {
        divergences = TraceDiff.between(expected.get(), got.get());
        first = cell;
        break;
      }
    }
    return new Reproduction(
        cells.size() - different.size(), cells.size(), notes, different, divergences, first);
  }

  /** Its own trace, or that of the last step before it that has one: there it is the same. */
  private static Optional<Trace> trace(Map<String, byte[]> traces, String cell) {
    int slash = cell.indexOf('/');
    byte[] text = null;
    for (int step = number(cell.substring(0, slash)); step >= 0 && text == null; step--) {
      text = traces.get(Names.cell(step, cell.substring(slash + 1)));
    }
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(TraceReader.read(new StringReader(new String(text, US_ASCII)), cell));
    } catch (IOException | TraceFormatException e) {
      // What was recorded then cannot be shown; that it differs is said all the same.
      return Optional.empty();
    }
  }

  private static int number(String step) {
    return step.matches("[0-9]{1,4}") ? Integer.parseInt(step) : 0;
  }
}
