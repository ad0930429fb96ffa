package org.seamreplay.replay.seen;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.seamreplay.tree.ListDiff;
import org.seamreplay.tree.SourceTree;

/**
 * The lines of one file that differ between two trees.
 *
 * @param file path in the trees
 * @param now the text after, none if the file is gone
 * @param added numbers of the lines that came, from 1
 * @param dropped numbers of the lines behind which others went without any in their place
 */
record PatchLines(
    String file, List<String> now, SortedSet<Integer> added, SortedSet<Integer> dropped) {

  /** What differs in the text of a file. */
  static PatchLines of(String file, SourceTree before, SourceTree now) {
    List<String> old = text(file, before);
    List<String> all = text(file, now);
    return of(file, all, ListDiff.of(old, all), numbers(all.size()));
  }

  /** What differs in the C code of a file, whatever its comments and blanks. */
  static PatchLines ofCode(String file, SourceTree before, SourceTree now) {
    List<String> old = code(CLines.of(text(file, before)), new ArrayList<>());
    List<String> text = text(file, now);
    List<Integer> numbers = new ArrayList<>();
    List<String> all = code(CLines.of(text), numbers);
    return of(file, text, ListDiff.of(old, all), numbers);
  }

  private static List<String> text(String file, SourceTree tree) {
    return tree.blame(file).orElse(List.of()).stream().map(line -> line.text().text()).toList();
  }

  private static List<Integer> numbers(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static List<String> code(List<CLines.Line> lines, List<Integer> numbers) {
    List<String> code = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).code().isEmpty()) {
        code.add(lines.get(i).code());
        numbers.add(i + 1);
      }
    }
    return code;
  }

  private static PatchLines of(
      String file, List<String> now, List<ListDiff.Change> changes, List<Integer> numbers) {
    SortedSet<Integer> added = new TreeSet<>();
    SortedSet<Integer> dropped = new TreeSet<>();
    for (ListDiff.Change change : changes) {
      added.addAll(numbers.subList(change.fromB(), change.toB()));
      if (change.fromB() == change.toB()) {
        dropped.add(change.fromB() == 0 ? 1 : numbers.get(change.fromB() - 1));
      }
    }
    return new PatchLines(file, now, added, dropped);
  }

  /** What its lines are. */
  List<CLines.Line> kinds() {
    return CLines.of(now);
  }
}
