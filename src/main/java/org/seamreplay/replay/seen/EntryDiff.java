package org.seamreplay.replay.seen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.IrCode;
import org.seamreplay.ir.IrModule.Block;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.ir.Operand;
import org.seamreplay.tree.ListDiff;

/**
 * In which lines the code of a function differs from what it was. Where as many instructions stand
 * in as many blocks they are compared one by one; else a diff finds those that are new, and what
 * was dropped counts for the line that comes instead.
 */
final class EntryDiff {
  private final Predicate<TreeLine> edited;

  /**
   * A comparison.
   *
   * @param edited whether the text of a line was changed
   */
  EntryDiff(Predicate<TreeLine> edited) {
    this.edited = edited;
  }

  /** The lines of the function as it is now; none if it is the same code. */
  SortedSet<TreeLine> lines(IrCode codeBefore, Function before, IrCode code, Function now) {
    List<Entry> old = entries(before);
    List<Entry> all = entries(now);
    SortedSet<TreeLine> lines = new TreeSet<>();
    if (shape(before).equals(shape(now))) {
      for (int i = 0; i < all.size(); i++) {
        if (!codeBefore.of(old.get(i)).equals(code.of(all.get(i)))) {
          add(lines, all, i);
        }
      }
      return lines;
    }
    List<ListDiff.Change> changes = ListDiff.of(alike(codeBefore, old), alike(code, all));
    for (ListDiff.Change change : changes) {
      int to = change.fromB() == change.toB() ? change.toB() + 1 : change.toB();
      for (int i = change.fromB(); i < Math.min(to, all.size()); i++) {
        add(lines, all, i);
      }
    }
    // The order of blocks is all that differs, or which values are used where.
    return lines.isEmpty() ? lines(now) : lines;
  }

  /** All lines of a function that was not there before. */
  SortedSet<TreeLine> lines(Function function) {
    SortedSet<TreeLine> lines = new TreeSet<>();
    List<Entry> all = entries(function);
    for (int i = 0; i < all.size(); i++) {
      add(lines, all, i);
    }
    return lines;
  }

  /** An instruction that has no place of its own is a part of what comes next. */
  private void add(SortedSet<TreeLine> lines, List<Entry> all, int from) {
    for (int i = from; i < all.size(); i++) {
      SourceLocation at = all.get(i).location();
      if (at != null && at.line() > 0) {
        lines.add(place(at));
        return;
      }
    }
  }

  /** In code that was inlined: the line that was edited, else the one that it was inlined into. */
  private TreeLine place(SourceLocation location) {
    SourceLocation at = location;
    while (at.inlinedAt() != null && !edited.test(TreeLine.of(at))) {
      at = at.inlinedAt();
    }
    return TreeLine.of(at);
  }

  private static List<Entry> entries(Function function) {
    return function.blocks().stream().flatMap(block -> block.entries().stream()).toList();
  }

  private static List<Integer> shape(Function function) {
    return function.blocks().stream().map(Block::entries).map(List::size).toList();
  }

  private static List<String> alike(IrCode code, List<Entry> entries) {
    Map<Integer, String> names = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.result() >= 0) {
        names.put(
            entry.result(),
            entry.instruction() instanceof Instruction.Alloca i
                ? "variable " + i.name()
                : entry.instruction().getClass().getSimpleName());
      }
    }
    UnaryOperator<Operand> values =
        o ->
            o instanceof Operand.Local local
                ? new Operand.Symbol(names.getOrDefault(local.number(), "parameter " + local))
                : o;
    List<String> all = new ArrayList<>();
    entries.forEach(entry -> all.add(code.alike(entry, values)));
    return all;
  }
}
