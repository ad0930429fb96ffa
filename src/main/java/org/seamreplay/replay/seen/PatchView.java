package org.seamreplay.replay.seen;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.seamreplay.compile.HeaderClosure;
import org.seamreplay.replay.run.Footprints;
import org.seamreplay.replay.run.KernelTree;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.replay.seen.NotSeen.Reason;
import org.seamreplay.tree.Entry;
import org.seamreplay.tree.SourceTree;
import org.seamreplay.vm.cover.Executed;

/**
 * Finds out what runs have seen of a patch. A line counts if the code differs there, by its own
 * text or by what it uses; it is seen if a run executed it. A line that gives the same code as
 * before is seen by construction. Of text that is not compiled nothing is known, so each line of it
 * that is more than a comment is not seen.
 */
public final class PatchView {
  private final HeaderClosure closure = new HeaderClosure();
  private final CodeChange.Units units = new CodeChange.Units();

  /** A tree that was compiled. */
  public record Side(Replay replay, SourceTree tree) {}

  /**
   * Runs of the step.
   *
   * @param compared those that the step before can do, too
   * @param all these, and those that it cannot
   */
  public record Runs(List<Footprints> compared, List<Footprints> all) {}

  /** A view of one patch. */
  private static final class View {
    final SortedMap<TreeLine, Optional<Reason>> lines = new TreeMap<>();

    /** A line that is seen in one place is seen. */
    void put(TreeLine place, Optional<Reason> reason) {
      lines.merge(place, reason, (a, b) -> a.isEmpty() || b.isEmpty() ? Optional.empty() : b);
    }

    void notSeen(String file, int line, Reason reason) {
      put(new TreeLine(file, line), Optional.of(reason));
    }
  }

  /**
   * What runs have seen of a step.
   *
   * @param paths the files that it changes
   * @param later whether the last step executes what a line of this step has become
   */
  public Seen of(Side before, Side now, Collection<String> paths, Runs runs, LastStep later) {
    View view = new View();
    List<PatchLines> texts =
        paths.stream().map(path -> PatchLines.of(path, before.tree(), now.tree())).toList();
    Set<TreeLine> edited = new HashSet<>();
    texts.forEach(text -> text.added().forEach(n -> edited.add(new TreeLine(text.file(), n))));
    CodeChange change =
        CodeChange.between(before.replay().units(), now.replay().units(), units, edited::contains);
    Ran all = new Ran(now.replay(), runs.all());
    Ran compared = new Ran(now.replay(), runs.compared());
    code(view, change, all, compared);
    Text text = new Text(view, change, all, compared, before, now);
    texts.forEach(text::file);
    return seen(view, now, later);
  }

  private static Seen seen(View view, Side now, LastStep later) {
    SortedMap<TreeLine, Reason> missed = new TreeMap<>();
    view.lines.forEach((place, reason) -> reason.ifPresent(why -> missed.put(place, why)));
    int executed = view.lines.size() - missed.size();
    int more =
        (int)
            missed.keySet().stream()
                .filter(place -> later.executes(now.tree(), place.file(), place.line()))
                .count();
    return new Seen(view.lines.size(), executed, executed + more, NotSeen.ranges(missed));
  }

  /** Functions and variables that have other code. */
  private static void code(View view, CodeChange change, Ran all, Ran compared) {
    change
        .functions()
        .forEach(
            (function, lines) -> {
              SortedSet<TreeLine> counted = new TreeSet<>(lines);
              counted.retainAll(all.lines(function).keySet());
              for (TreeLine line : counted) {
                view.put(line, reason(function, line, all, compared));
              }
              if (counted.isEmpty() && !lines.isEmpty()) {
                boolean entered = compared.entered(function);
                view.put(
                    lines.first(), entered ? Optional.empty() : Optional.of(Reason.NOT_EXECUTED));
              }
            });
    for (CodeChange.Variable variable : change.variables()) {
      boolean used =
          variable.uses().stream()
              .anyMatch(use -> compared.executed(use.function(), use.line()).orElse(false));
      view.put(variable.declared(), used ? Optional.empty() : Optional.of(Reason.NOT_EXECUTED));
    }
  }

  private static Optional<Reason> reason(
      Executed.Key function, TreeLine line, Ran all, Ran compared) {
    if (compared.executed(function, line).orElse(false)) {
      return Optional.empty();
    }
    boolean executed = all.executed(function, line).orElse(false);
    return Optional.of(executed ? Reason.NOT_COMPARED : Reason.NOT_EXECUTED);
  }

  /** The text of the patch: what of it never became code. */
  private final class Text {
    private final View view;
    private final CodeChange change;
    private final Side before;
    private final Side now;
    private final Set<String> compiled;
    private final Set<String> units;

    /** By line, the functions that have code there. */
    private final Map<TreeLine, Set<Executed.Key>> code = new HashMap<>();

    private final Ran all;
    private final Ran compared;

    Text(View view, CodeChange change, Ran all, Ran compared, Side before, Side now) {
      this.view = view;
      this.change = change;
      this.before = before;
      this.now = now;
      this.all = all;
      this.compared = compared;
      this.units = new TreeSet<>(units(now));
      this.compiled = new TreeSet<>(files(now));
      this.compiled.addAll(files(before));
      for (Executed.Key function : all.functions()) {
        all.lines(function)
            .keySet()
            .forEach(place -> code.computeIfAbsent(place, p -> new HashSet<>()).add(function));
      }
    }

    void file(PatchLines lines) {
      String file = lines.file();
      if (file.endsWith(".S")) {
        uncompiled(codeOf(file), Reason.ASSEMBLY);
      } else if (!file.endsWith(".c") && !file.endsWith(".h")) {
        if (isBuild(file) && !KernelTree.isEvaluated(file)) {
          uncompiled(lines, Reason.BUILD);
        }
      } else if (compiled.contains(file)) {
        compiled(lines);
      } else {
        uncompiled(codeOf(file), file.endsWith(".h") ? Reason.NOT_INCLUDED : Reason.NOT_COMPILED);
      }
    }

    private PatchLines codeOf(String file) {
      return PatchLines.ofCode(file, before.tree(), now.tree());
    }

    private void uncompiled(PatchLines lines, Reason reason) {
      lines.added().forEach(line -> view.notSeen(lines.file(), line, reason));
      lines.dropped().forEach(line -> view.notSeen(lines.file(), line, reason));
    }

    private void compiled(PatchLines lines) {
      List<CLines.Line> kinds = lines.kinds();
      for (int line : lines.added()) {
        TreeLine place = new TreeLine(lines.file(), line);
        Set<Executed.Key> here = code.getOrDefault(place, Set.of());
        here.stream()
            .filter(change.functions()::containsKey)
            .forEach(function -> view.put(place, reason(function, place, all, compared)));
        if (here.isEmpty()) {
          withoutCode(lines.file(), line, kinds);
        }
      }
    }

    /** A line of a compiled file that became no code: part of a statement, or left out. */
    private void withoutCode(String file, int line, List<CLines.Line> kinds) {
      CLines.Line kind = kinds.get(line - 1);
      if (kind.kind() == CLines.Kind.ASSEMBLY) {
        view.notSeen(file, line, Reason.ASSEMBLY);
      } else if (kind.kind() == CLines.Kind.CODE && isLeftOut(file, kind, kinds)) {
        view.notSeen(file, line, units.contains(file) ? Reason.NOT_COMPILED : Reason.OTHER_UNITS);
      }
    }

    /** Whether nothing of the function, or of the branch of an #if in it, has become code. */
    private boolean isLeftOut(String file, CLines.Line of, List<CLines.Line> kinds) {
      boolean body = false;
      boolean branch = false;
      for (int i = 0; i < kinds.size(); i++) {
        CLines.Line other = kinds.get(i);
        if (other.body() == of.body() && code.containsKey(new TreeLine(file, i + 1))) {
          body = true;
          branch |= other.branch() == of.branch();
        }
      }
      return !body || !branch;
    }

    private static List<String> units(Side side) {
      KernelTree tree = side.replay().tree();
      return Stream.concat(tree.units().stream(), tree.guestUnits().stream()).toList();
    }

    private Set<String> files(Side side) {
      return closure.of(units(side), path -> side.tree().file(path).map(Entry::content));
    }

    private static boolean isBuild(String file) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      return name.startsWith("Kconfig") || name.startsWith("Makefile") || name.equals("Kbuild");
    }
  }
}
