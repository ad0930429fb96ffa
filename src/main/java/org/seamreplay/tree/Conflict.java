package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.series.Hunk;

/**
 * Why a patch does not apply at one place.
 *
 * @param path the file
 * @param hunkNumber the hunk's number in its file, from 1; 0 if the file as a whole is the reason
 * @param hunk the hunk
 * @param message what is wrong, without the path
 * @param expected the lines that the hunk needs
 * @param nearest the place in the file that is most like them; empty if nothing is
 */
public record Conflict(
    String path,
    int hunkNumber,
    Optional<Hunk> hunk,
    String message,
    List<String> expected,
    Optional<Nearest> nearest) {
  /** Copies the list. */
  public Conflict {
    expected = List.copyOf(expected);
  }

  /**
   * The most similar place.
   *
   * @param line its first line in the file, from 1
   * @param equal how many of the expected lines are there
   * @param found as many lines as expected, or to the end of the file
   */
  public record Nearest(int line, int equal, List<String> found) {
    /** Copies the list. */
    public Nearest {
      found = List.copyOf(found);
    }

    /** The first of the expected lines, from 0, that is not found in its place; -1 for none. */
    int firstDifference(List<String> expected) {
      for (int i = 0; i < expected.size(); i++) {
        if (i >= found.size() || !found.get(i).equals(expected.get(i))) {
          return i;
        }
      }
      return -1;
    }
  }

  static Conflict ofFile(String path, String message) {
    return new Conflict(path, 0, Optional.empty(), message, List.of(), Optional.empty());
  }

  /** One line: file, hunk, what is expected and what is there. */
  public String summary() {
    StringBuilder text = new StringBuilder(path).append(": ");
    hunk.ifPresent(
        one ->
            text.append("hunk ")
                .append(hunkNumber)
                .append(" (")
                .append(one.position())
                .append(") "));
    text.append(message);
    nearest.ifPresent(
        place -> {
          int at = place.firstDifference(expected);
          if (at >= 0) {
            text.append("; line ")
                .append(place.line() + at)
                .append(" should be '")
                .append(cut(expected.get(at)))
                .append("' and is ")
                .append(
                    at < place.found().size()
                        ? "'" + cut(place.found().get(at)) + "'"
                        : "not there");
          }
        });
    return text.toString();
  }

  /**
   * The summary, and below it the expected lines beside those of the nearest place, as a diff from
   * what is expected to what is there.
   */
  public List<String> details() {
    List<String> details = new ArrayList<>(List.of(summary()));
    if (expected.isEmpty()) {
      return details;
    }
    if (nearest.isEmpty()) {
      details.add("  none of these lines is there:");
      expected.forEach(line -> details.add("  -" + printable(line)));
      return details;
    }
    Nearest place = nearest.get();
    details.add(
        "  nearest: line "
            + place.line()
            + ", "
            + place.equal()
            + " of "
            + expected.size()
            + " lines are there; '-' is expected, '+' is there");
    for (LineDiff.Line line : LineDiff.of(expected, place.found())) {
      details.add("  " + line.mark() + printable(line.text()));
    }
    return details;
  }

  private static String printable(String line) {
    return line.replace("\r", "^M").replaceAll("[\\p{Cntrl}&&[^\t]]", "?");
  }

  private static String cut(String line) {
    String text = line.strip().replaceAll("\\p{Cntrl}", " ");
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
