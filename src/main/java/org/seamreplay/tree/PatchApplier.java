package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.seamreplay.series.FilePatch;
import org.seamreplay.text.Plural;

/**
 * Applies one patch to a tree: all of it or nothing. The order of its files matters as little as
 * for git: renames and copies read what was there before the patch, a path that the patch deletes
 * may be created by it, and a file that comes twice is changed twice.
 */
final class PatchApplier {
  private final Overlay before;
  private final int number;
  private final FileChanger changer;
  private final Set<String> leaving = new HashSet<>();
  private final Set<String> left = new HashSet<>();
  private final Map<String, TextFile> written = new LinkedHashMap<>();
  private final List<Placement> placements = new ArrayList<>();
  private final List<Conflict> conflicts = new ArrayList<>();

  /** Turns a file's lines into what a patch makes of them. */
  @FunctionalInterface
  interface FileChanger {
    /**
     * Applies the hunks.
     *
     * @param placements where to say what went where
     * @param conflicts where to say what failed; then the result does not matter
     */
    List<BlamedLine> change(
        FilePatch patch,
        List<BlamedLine> lines,
        List<Placement> placements,
        List<Conflict> conflicts);
  }

  /**
   * What came out.
   *
   * @param changes by path, empty for deleted files; nothing if there are conflicts
   * @param placements where each hunk went
   * @param conflicts why the patch does not apply
   */
  record Outcome(
      Map<String, Optional<TextFile>> changes,
      List<Placement> placements,
      List<Conflict> conflicts) {
    boolean applied() {
      return conflicts.isEmpty();
    }
  }

  private PatchApplier(Overlay before, int number, FileChanger changer) {
    this.before = before;
    this.number = number;
    this.changer = changer;
  }

  /** Applies the patch that is number so-and-so of the series. */
  static Outcome apply(Overlay before, int number, List<FilePatch> files, FileChanger changer) {
    return new PatchApplier(before, number, changer).apply(files);
  }

  private Outcome apply(List<FilePatch> files) {
    for (FilePatch file : files) {
      if (file.kind() == FilePatch.Kind.DELETED || file.kind() == FilePatch.Kind.RENAMED) {
        leaving.add(file.oldPath().orElseThrow());
      }
    }
    files.forEach(this::file);
    Map<String, Optional<TextFile>> changes = new TreeMap<>();
    left.forEach(path -> changes.put(path, Optional.empty()));
    written.forEach((path, file) -> changes.put(path, Optional.of(file)));
    if (conflicts.isEmpty()) {
      conflicts.addAll(new PathRules(before).check(changes, before.with(changes)));
    }
    return new Outcome(conflicts.isEmpty() ? changes : Map.of(), placements, conflicts);
  }

  private void file(FilePatch patch) {
    Optional<TextFile> source = source(patch);
    if (source.isEmpty()) {
      return;
    }
    if (patch.newPath().isPresent() && !mayWrite(patch)) {
      conflicts.add(Conflict.ofFile(patch.newPath().get(), "is to be created but is there"));
      return;
    }
    List<Conflict> failed = new ArrayList<>();
    List<BlamedLine> lines = changer.change(patch, source.get().lines(), placements, failed);
    if (!failed.isEmpty()) {
      conflicts.addAll(failed);
      return;
    }
    if (patch.kind() == FilePatch.Kind.DELETED && !lines.isEmpty()) {
      conflicts.add(
          Conflict.ofFile(
              patch.path(),
              "is to be deleted but has "
                  + Plural.of(lines.size(), "line")
                  + " that the patch does not know, the first '"
                  + lines.get(0).text().text()
                  + "'"));
      return;
    }
    patch.oldPath().filter(leaving::contains).ifPresent(path -> leave(patch, path));
    patch
        .newPath()
        .ifPresent(
            path -> {
              written.put(path, new TextFile(source.get().mode(), lines).withMode(patch.newMode()));
              left.remove(path);
            });
  }

  private void leave(FilePatch patch, String path) {
    if (patch.kind() == FilePatch.Kind.DELETED || patch.kind() == FilePatch.Kind.RENAMED) {
      leaving.remove(path);
      if (patch.kind() == FilePatch.Kind.DELETED || !written.containsKey(path)) {
        written.remove(path);
        left.add(path);
      }
    }
  }

  /** What the patch changes; empty, with a conflict noted, if it is not there. */
  private Optional<TextFile> source(FilePatch patch) {
    if (patch.kind() == FilePatch.Kind.ADDED) {
      return Optional.of(Overlay.empty(patch.newMode()));
    }
    String path = patch.oldPath().orElseThrow();
    boolean original =
        patch.kind() == FilePatch.Kind.RENAMED || patch.kind() == FilePatch.Kind.COPIED;
    Optional<TextFile> file;
    if (!original && written.containsKey(path)) {
      file = Optional.of(written.get(path));
    } else if (!original && left.contains(path)) {
      conflicts.add(Conflict.ofFile(path, "was renamed or deleted by patch " + number + " itself"));
      return Optional.empty();
    } else {
      file = before.text(path);
    }
    if (file.isEmpty()) {
      conflicts.add(Conflict.ofFile(path, new PathRules(before).absence(path)));
    }
    return file;
  }

  private boolean mayWrite(FilePatch patch) {
    String path = patch.newPath().orElseThrow();
    if (patch.kind() == FilePatch.Kind.MODIFIED || leaving.contains(path) || left.contains(path)) {
      return true;
    }
    // A directory may become empty by the same patch; if not, that is found out in the end.
    return !written.containsKey(path)
        && before.entry(path).filter(there -> there.kind() != Entry.Kind.DIRECTORY).isEmpty();
  }
}
