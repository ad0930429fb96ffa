package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.seamreplay.series.FilePatch;
import org.seamreplay.series.Patch;

/**
 * The ways to apply a patch, from the strictest on: as git does; with its diff turned to UTF-8;
 * merged with what it was made from; with fuzz, if that is wanted.
 */
final class Attempts {
  private final Base base;
  private final Overlay tree;
  private final Patch patch;
  private final Work work;
  private final ApplyOptions options;
  private final List<String> notes = new ArrayList<>();
  private List<String> merged = List.of();
  private PatchApplier.Outcome outcome;

  Attempts(Base base, Overlay tree, Patch patch, String label, ApplyOptions options) {
    this.base = base;
    this.tree = tree;
    this.patch = patch;
    this.options = options;
    this.work = new Work("patch " + label);
  }

  /** Whether one of them worked; if not, the outcome is that of the strictest. */
  boolean apply() {
    outcome = exact(patch.files());
    if (outcome.applied()) {
      return true;
    }
    Optional<List<FilePatch>> recoded = patch.filesInUtf8();
    List<FilePatch> files = patch.files();
    if (recoded.isPresent()) {
      files = recoded.get();
      if (take(exact(files))) {
        notes.add("the mail is in another character set; its diff was read as UTF-8");
        return true;
      }
    }
    boolean there = exact(reversed(files)).applied();
    if (there) {
      notes.add("it is in the tree already: its reverse applies");
    }
    ThreeWay.Result merge = ThreeWay.merge(tree, patch.number(), patch.files(), base, work);
    if (merge.refusal().isEmpty()) {
      merged = merge.merged();
      return take(merge.outcome());
    }
    if (there) {
      // Whatever fuzz would do, it would do it twice.
      return false;
    }
    if (base.hasRepository()) {
      notes.add("tried git am -3: " + merge.refusal().get());
    }
    return options.fuzz() > 0 && (take(fuzzy(patch.files())) || take(fuzzy(files)));
  }

  /** What undoes the patch: its files from the last to the first. */
  private static List<FilePatch> reversed(List<FilePatch> files) {
    List<FilePatch> undone = new ArrayList<>(files.stream().map(FilePatch::reversed).toList());
    Collections.reverse(undone);
    return undone;
  }

  private boolean take(PatchApplier.Outcome other) {
    if (other.applied()) {
      outcome = other;
    }
    return other.applied();
  }

  private PatchApplier.Outcome exact(List<FilePatch> files) {
    return PatchApplier.apply(
        tree,
        patch.number(),
        files,
        (file, lines, placements, conflicts) -> {
          HunkApplier applier = applied(file, lines, 0);
          placements.addAll(applier.placements());
          conflicts.addAll(applier.conflicts());
          return applier.lines();
        });
  }

  /** Fuzz is for the files that need it. */
  private PatchApplier.Outcome fuzzy(List<FilePatch> files) {
    return PatchApplier.apply(
        tree,
        patch.number(),
        files,
        (file, lines, placements, conflicts) -> {
          HunkApplier applier = applied(file, lines, 0);
          if (!applier.conflicts().isEmpty()) {
            applier = applied(file, lines, options.fuzz());
          }
          placements.addAll(applier.placements());
          conflicts.addAll(applier.conflicts());
          return applier.lines();
        });
  }

  private HunkApplier applied(FilePatch file, List<BlamedLine> lines, int fuzz) {
    HunkApplier applier = new HunkApplier(file.path(), patch.number(), lines, fuzz, work);
    applier.apply(file.hunks());
    return applier;
  }

  /** What came out in the end. */
  PatchApplier.Outcome outcome() {
    return outcome;
  }

  /** The files that were merged. */
  List<String> merged() {
    return merged;
  }

  /** What there is to say. */
  List<String> notes() {
    return notes;
  }
}
