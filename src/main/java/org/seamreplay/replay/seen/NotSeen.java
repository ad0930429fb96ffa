package org.seamreplay.replay.seen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * Changed lines that say nothing, because no run came to them.
 *
 * @param reason why
 * @param file path in the tree after the patch, or before it if the patch deletes it
 * @param from the first line
 * @param to the last line; lines between that were not changed do not matter
 */
public record NotSeen(Reason reason, String file, int from, int to) {
  /** Why nobody has seen a line. */
  public enum Reason {
    /** No unit that is compiled has the line. */
    NOT_COMPILED("not compiled"),
    /** It is compiled, and no run of the step executes it. */
    NOT_EXECUTED("not executed"),
    /** Runs execute it that the step before could not do, so there is nothing to compare with. */
    NOT_COMPARED("executed only where the step before does not apply"),
    /** It is assembly, which is not run. */
    ASSEMBLY("assembly"),
    /** It is in a header that no compiled unit includes. */
    NOT_INCLUDED("in a header of no compiled unit"),
    /** Only other units that include the header could have code of it. */
    OTHER_UNITS("code of a header that no compiled unit uses"),
    /** It says what the kernel's build does, which is not followed. */
    BUILD("of the kernel's build, which is not evaluated");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }

    /** For programs. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Lines that are this near to each other are shown as one range. */
  private static final int NEAR = 3;

  /** The place, for people: {@code file:3-7}. */
  public String where() {
    return file + ":" + lines();
  }

  /** The lines, for people: {@code 3-7}. */
  public String lines() {
    return from == to ? Integer.toString(from) : from + "-" + to;
  }

  /** Lines, by file and number, as ranges. */
  static List<NotSeen> ranges(SortedMap<TreeLine, Reason> lines) {
    List<NotSeen> ranges = new ArrayList<>();
    lines.forEach(
        (place, reason) -> {
          NotSeen last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
          if (last != null
              && last.file.equals(place.file())
              && last.reason == reason
              && place.line() - last.to <= NEAR) {
            ranges.set(ranges.size() - 1, new NotSeen(reason, last.file, last.from, place.line()));
          } else {
            ranges.add(new NotSeen(reason, place.file(), place.line(), place.line()));
          }
        });
    return ranges;
  }
}
