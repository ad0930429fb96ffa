package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.series.Hunk;
import org.seamreplay.series.HunkLine;
import org.seamreplay.series.TextLine;

/**
 * Applies the hunks of one file where {@code git apply} would: all lines of a hunk must be there,
 * at the line that it says or else at the nearest, below before above. A hunk of the file's first
 * line must match at its start, one without context at its end must match at the end. A line that a
 * hunk has been on is not matched again. With fuzz, where {@link FuzzySearch} finds its place.
 *
 * <p>Stricter than git in two cases, in which git would put lines in a wrong place: a hunk without
 * any old line only goes into an empty file, and a line of context without a newline only matches
 * one without.
 */
final class HunkApplier {
  private final String path;
  private final int patch;
  private final Work work;
  private final int fuzz;
  private final FuzzySearch search;
  private final ArrayList<Cell> cells;
  private final List<Placement> placements = new ArrayList<>();
  private final List<Conflict> conflicts = new ArrayList<>();

  /** A line of the file while it changes; a new line gets its number at the end. */
  private record Cell(TextLine text, int patch, int line, int diffLine, boolean touched) {
    static Cell of(BlamedLine line, boolean touched) {
      return new Cell(line.text(), line.patch(), line.line(), line.diffLine(), touched);
    }
  }

  /**
   * A file to be changed.
   *
   * @param patch number of the patch that changes it
   * @param fuzz as in {@link ApplyOptions}; 0 for git's rules
   */
  HunkApplier(String path, int patch, List<BlamedLine> before, int fuzz, Work work) {
    this.path = path;
    this.patch = patch;
    this.fuzz = fuzz;
    this.work = work;
    this.search = new FuzzySearch(this::isAt, work);
    this.cells = new ArrayList<>(before.size());
    before.forEach(line -> cells.add(Cell.of(line, false)));
  }

  /** Applies all hunks; afterwards there are conflicts or the lines are right. */
  void apply(List<Hunk> hunks) {
    for (int i = 0; i < hunks.size(); i++) {
      apply(i + 1, hunks.get(i));
    }
  }

  List<Placement> placements() {
    return placements;
  }

  List<Conflict> conflicts() {
    return conflicts;
  }

  List<BlamedLine> lines() {
    List<BlamedLine> lines = new ArrayList<>(cells.size());
    for (Cell cell : cells) {
      int line = cell.line() == 0 ? lines.size() + 1 : cell.line();
      lines.add(new BlamedLine(cell.text(), cell.patch(), line, cell.diffLine()));
    }
    return lines;
  }

  private void apply(int number, Hunk hunk) {
    List<TextLine> old = hunk.oldLines();
    int expected = Math.max(0, hunk.newStart() - 1);
    Optional<String> objection = objection(hunk, old);
    Optional<Place> place = objection.isPresent() ? Optional.empty() : place(hunk, old, expected);
    if (place.isEmpty()) {
      conflicts.add(conflict(number, hunk, old, expected, objection));
      return;
    }
    int at = place.get().at();
    replace(at, hunk);
    // What git calls the offset counts from where the hunk says, even if it must be at an end.
    placements.add(new Placement(path, number, hunk, at + 1, at - expected, place.get().fuzz()));
  }

  /** Where a hunk goes: the line of its first line, from 0. */
  record Place(int at, int fuzz) {}

  private Optional<Place> place(Hunk hunk, List<TextLine> old, int expected) {
    if (fuzz > 0) {
      return search.find(hunk, old, cells.size(), fuzz);
    }
    int at = find(hunk, old, expected);
    return at < 0 ? Optional.empty() : Optional.of(new Place(at, 0));
  }

  private boolean isAt(int at, TextLine line) {
    return at < cells.size() && cells.get(at).text().equals(line);
  }

  private Optional<String> objection(Hunk hunk, List<TextLine> old) {
    if (old.isEmpty() && !cells.isEmpty()) {
      return Optional.of(
          hunk.oldStart() == 0
              ? "is for an empty file, but the file has lines"
              : "has no context that says where it belongs; make the patch with context");
    }
    return Optional.empty();
  }

  private int find(Hunk hunk, List<TextLine> old, int expected) {
    boolean atStart = hunk.oldStart() <= 1;
    boolean atEnd = hunk.trailingContext() == 0;
    if (atStart) {
      return matches(old, 0, atEnd) ? 0 : -1;
    }
    int start = atEnd ? cells.size() - old.size() : expected;
    if (start < 0 || start > cells.size()) {
      start = cells.size();
    }
    if (matches(old, start, atEnd)) {
      return start;
    }
    for (int distance = 1; distance <= cells.size(); distance++) {
      if (start + distance <= cells.size() && matches(old, start + distance, atEnd)) {
        return start + distance;
      }
      if (start - distance >= 0 && matches(old, start - distance, atEnd)) {
        return start - distance;
      }
    }
    return -1;
  }

  private boolean matches(List<TextLine> old, int at, boolean atEnd) {
    work.spend(1);
    if (old.size() > cells.size() - at || (atEnd && at + old.size() != cells.size())) {
      return false;
    }
    for (int i = 0; i < old.size(); i++) {
      Cell cell = cells.get(at + i);
      if (cell.touched() || !cell.text().equals(old.get(i))) {
        return false;
      }
      work.spend(1 + (cell.text().length() >> 4));
    }
    return true;
  }

  private void replace(int at, Hunk hunk) {
    work.spend(cells.size() >> 6);
    // With fuzz, lines of context may be missing at the end.
    List<Cell> replaced = cells.subList(at, Math.min(cells.size(), at + hunk.oldCount()));
    List<Cell> fresh = new ArrayList<>();
    int from = 0;
    for (HunkLine line : hunk.lines()) {
      switch (line.kind()) {
        case CONTEXT -> {
          if (from == replaced.size()) {
            continue;
          }
          Cell cell = replaced.get(from++);
          fresh.add(new Cell(cell.text(), cell.patch(), cell.line(), cell.diffLine(), true));
        }
        case REMOVED -> from++;
        case ADDED -> fresh.add(new Cell(line.text(), patch, 0, line.line(), true));
      }
    }
    replaced.clear();
    cells.addAll(at, fresh);
    if (cells.size() > TextFile.MAX_LINES) {
      throw new BadTree(path + ": grows over " + TextFile.MAX_LINES + " lines");
    }
  }

  private Conflict conflict(
      int number, Hunk hunk, List<TextLine> old, int expected, Optional<String> objection) {
    List<TextLine> now = cells.stream().map(Cell::text).toList();
    boolean already = objection.isEmpty() && contains(now, hunk.newLines());
    List<String> expectedTexts = old.stream().map(TextLine::text).toList();
    Optional<Conflict.Nearest> nearest =
        objection.isPresent() ? Optional.empty() : NearestMatch.find(now, old, expected, work);
    String message;
    if (objection.isPresent()) {
      message = objection.get();
    } else if (already) {
      message = "seems to be in the file already";
    } else if (nearest.filter(place -> differsInNewline(place, old, now)).isPresent()) {
      message = "matches the file but for the newline at the end";
    } else {
      message = "does not match the file";
    }
    return new Conflict(path, number, Optional.of(hunk), message, expectedTexts, nearest);
  }

  /** Whether the texts are the same, but not the lines. */
  private static boolean differsInNewline(
      Conflict.Nearest place, List<TextLine> old, List<TextLine> now) {
    int at = place.line() - 1;
    return place.found().equals(old.stream().map(TextLine::text).toList())
        && !now.subList(at, at + old.size()).equals(old);
  }

  private boolean contains(List<TextLine> lines, List<TextLine> wanted) {
    for (int at = 0; at + wanted.size() <= lines.size() && !wanted.isEmpty(); at++) {
      work.spend(1);
      int i = 0;
      while (i < wanted.size() && lines.get(at + i).equals(wanted.get(i))) {
        i++;
        work.spend(1);
      }
      if (i == wanted.size()) {
        return true;
      }
    }
    return false;
  }
}
