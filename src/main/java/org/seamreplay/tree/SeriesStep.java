package org.seamreplay.tree;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.seamreplay.series.Patch;

/** The tree after a patch. */
public final class SeriesStep implements SourceTree {
  private final Patch patch;
  private final SortedSet<String> changed;
  private final Overlay tree;
  private final List<Placement> placements;
  private final List<String> merged;
  private final List<String> notes;

  SeriesStep(
      Patch patch,
      Set<String> changed,
      Overlay tree,
      List<Placement> placements,
      List<String> merged,
      List<String> notes) {
    this.patch = patch;
    this.changed = Collections.unmodifiableSortedSet(new TreeSet<>(changed));
    this.tree = tree;
    this.placements = List.copyOf(placements);
    this.merged = List.copyOf(merged);
    this.notes = List.copyOf(notes);
  }

  /** The patch's number in the series, from 1. */
  public int number() {
    return patch.number();
  }

  /** The patch. */
  public Patch patch() {
    return patch;
  }

  /** Where all its hunks went, by file and in order; none if it was merged. */
  public List<Placement> placements() {
    return placements;
  }

  /** The hunks that are not where the patch says. */
  public List<Placement> moved() {
    return placements.stream().filter(placement -> placement.moved() != 0).toList();
  }

  /** The hunks whose context does not match in full. */
  public List<Placement> fuzzy() {
    return placements.stream().filter(placement -> placement.fuzz() > 0).toList();
  }

  /** The files that were merged three ways, because the patch did not apply; usually none. */
  public List<String> merged() {
    return merged;
  }

  /** What else there is to say, each in one line. */
  public List<String> notes() {
    return notes;
  }

  /** The files that the patch touches: changed, new, gone. */
  public SortedSet<String> changedPaths() {
    return changed;
  }

  /** All files that are not as in the base. */
  public SortedSet<String> pathsOfSeries() {
    return new TreeSet<>(tree.changes().keySet());
  }

  @Override
  public Optional<List<BlamedLine>> blame(String path) {
    return tree.text(path).map(TextFile::lines);
  }

  @Override
  public Optional<Entry> entry(String path) {
    return tree.entry(path);
  }

  @Override
  public List<String> names(String directory) {
    return tree.names(directory);
  }

  Overlay overlay() {
    return tree;
  }
}
