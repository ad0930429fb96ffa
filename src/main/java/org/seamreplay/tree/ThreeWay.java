package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;
import org.seamreplay.series.FilePatch;
import org.seamreplay.series.TextLine;

/**
 * Applies a patch as {@code git am -3} does if it does not apply as it is: to the files that it was
 * made from, which the repository may have under the ids of the index lines; the difference is then
 * merged with the files of the tree.
 *
 * <p>Unlike git it does not look for files under new names: what the patch changes must be there
 * under the name that it says.
 */
final class ThreeWay {
  /** Merging is quadratic at worst; the largest source files have some 30,000 lines. */
  private static final int MOST_LINES = 50_000;

  private static final DiffAlgorithm DIFF = new HistogramDiff();

  private final Overlay before;
  private final int number;
  private final Base base;
  private final Work work;

  private ThreeWay(Overlay before, int number, Base base, Work work) {
    this.before = before;
    this.number = number;
    this.base = base;
    this.work = work;
  }

  /**
   * What came of it.
   *
   * @param outcome with changes, if the merge worked
   * @param merged the files whose lines had to be merged
   * @param refusal why it did not work; empty if it did
   */
  record Result(PatchApplier.Outcome outcome, List<String> merged, Optional<String> refusal) {
    static Result refused(String why) {
      return new Result(
          new PatchApplier.Outcome(Map.of(), List.of(), List.of()), List.of(), Optional.of(why));
    }
  }

  /** Merges a patch; the base's repository has the files it was made from, or it is refused. */
  static Result merge(Overlay before, int number, List<FilePatch> files, Base base, Work work) {
    return new ThreeWay(before, number, base, work).merge(files);
  }

  private Result merge(List<FilePatch> files) {
    Map<Integer, List<BlamedLine>> ancestors = new HashMap<>();
    for (FilePatch file : files) {
      if (file.kind() != FilePatch.Kind.ADDED && !file.hunks().isEmpty()) {
        Optional<byte[]> blob = file.oldId().isEmpty() ? Optional.empty() : base.blob(file.oldId());
        if (blob.isEmpty()) {
          return Result.refused(
              file.oldId().isEmpty()
                  ? "the patch has no index line for " + file.path()
                  : "the repository has not the blob "
                      + file.oldId()
                      + " that "
                      + file.path()
                      + " was changed from");
        }
        ancestors.put(file.line(), lines(blob.get()));
      }
    }
    List<String> merged = new ArrayList<>();
    List<FilePatch> left = new ArrayList<>(files);
    left.removeIf(file -> file.kind() == FilePatch.Kind.ADDED && isThere(file));
    PatchApplier.Outcome outcome =
        PatchApplier.apply(
            before,
            number,
            left,
            (file, ours, placements, conflicts) -> {
              List<BlamedLine> ancestor = ancestors.getOrDefault(file.line(), List.of());
              HunkApplier applier = new HunkApplier(file.path(), number, ancestor, 0, work);
              applier.apply(file.hunks());
              if (!applier.conflicts().isEmpty()) {
                conflicts.add(
                    Conflict.ofFile(file.path(), "the patch does not fit its own index line"));
                return ours;
              }
              if (same(ancestor, ours)) {
                return applier.lines();
              }
              merged.add(file.path());
              return merge(file, ancestor, ours, applier.lines(), conflicts);
            });
    if (!outcome.applied()) {
      return Result.refused("the three-way merge fails: " + outcome.conflicts().get(0).summary());
    }
    return new Result(
        new PatchApplier.Outcome(outcome.changes(), List.of(), List.of()),
        List.copyOf(merged),
        Optional.empty());
  }

  private static boolean same(List<BlamedLine> left, List<BlamedLine> right) {
    return left.stream()
        .map(BlamedLine::text)
        .toList()
        .equals(right.stream().map(BlamedLine::text).toList());
  }

  /** Whether a file that is to be new has been added to the tree, the same to the byte. */
  private boolean isThere(FilePatch file) {
    List<TextLine> wanted = file.hunks().stream().flatMap(h -> h.newLines().stream()).toList();
    return before
        .text(file.path())
        .filter(there -> there.lines().stream().map(BlamedLine::text).toList().equals(wanted))
        .isPresent();
  }

  private static List<BlamedLine> lines(byte[] content) {
    List<BlamedLine> lines = new ArrayList<>();
    for (TextLine text : TextLine.split(content)) {
      lines.add(new BlamedLine(text, 0, lines.size() + 1, 0));
    }
    return lines;
  }

  private List<BlamedLine> merge(
      FilePatch file,
      List<BlamedLine> ancestor,
      List<BlamedLine> ours,
      List<BlamedLine> theirs,
      List<Conflict> conflicts) {
    if (Math.max(ancestor.size(), Math.max(ours.size(), theirs.size())) > MOST_LINES) {
      conflicts.add(
          Conflict.ofFile(
              file.path(), "has more than " + MOST_LINES + " lines, too many to merge"));
      return ours;
    }
    ListDiff.Elements<TextLine> from = text(ancestor);
    ListDiff.Elements<TextLine> left = text(ours);
    ListDiff.Elements<TextLine> right = text(theirs);
    MergeResult<ListDiff.Elements<TextLine>> result =
        new MergeAlgorithm(DIFF).merge(new ListDiff.Equality<>(), from, left, right);
    int[] kept = kept(from, left);
    List<BlamedLine> merged = new ArrayList<>();
    for (MergeChunk chunk : result) {
      if (chunk.getConflictState() != MergeChunk.ConflictState.NO_CONFLICT) {
        conflicts.add(conflict(file, chunk, ours));
        return ours;
      }
      for (int i = chunk.getBegin(); i < chunk.getEnd(); i++) {
        BlamedLine line =
            switch (chunk.getSequenceIndex()) {
              case 0 -> kept[i] >= 0 ? ours.get(kept[i]) : ancestor.get(i);
              case 1 -> ours.get(i);
              default -> ofPatch(theirs.get(i), merged.size() + 1);
            };
        merged.add(line);
      }
    }
    return merged;
  }

  /** A line of the patch's side; even one that the patch only has as context comes with it. */
  private BlamedLine ofPatch(BlamedLine line, int at) {
    return new BlamedLine(line.text(), number, at, line.patch() == number ? line.diffLine() : 0);
  }

  /** For each line of the ancestor its place in ours, or -1 if it is not there any more. */
  private static int[] kept(
      ListDiff.Elements<TextLine> ancestor, ListDiff.Elements<TextLine> ours) {
    int[] kept = new int[ancestor.size()];
    Arrays.fill(kept, -1);
    int from = 0;
    int to = 0;
    for (Edit edit : DIFF.diff(new ListDiff.Equality<>(), ancestor, ours)) {
      while (from < edit.getBeginA()) {
        kept[from++] = to++;
      }
      from = edit.getEndA();
      to = edit.getEndB();
    }
    while (from < kept.length) {
      kept[from++] = to++;
    }
    return kept;
  }

  private static Conflict conflict(FilePatch file, MergeChunk chunk, List<BlamedLine> ours) {
    return Conflict.ofFile(
        file.path(),
        chunk.getSequenceIndex() == 1 && chunk.getBegin() < ours.size()
            ? "line " + (chunk.getBegin() + 1) + " has changed in the tree, too"
            : "the same lines have changed in the tree, too");
  }

  private static ListDiff.Elements<TextLine> text(List<BlamedLine> lines) {
    return new ListDiff.Elements<>(lines.stream().map(BlamedLine::text).toList());
  }
}
