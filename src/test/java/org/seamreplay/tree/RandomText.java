package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * Files whose lines repeat, so that a hunk fits at several places, and changes of them. The same
 * seed gives the same.
 */
final class RandomText {
  private final Random random;
  private final int words;

  RandomText(long seed, int words) {
    this.random = new Random(seed);
    this.words = words;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  List<String> file(int most) {
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(most); i >= 0; i--) {
      lines.add(line());
    }
    if (oneIn(6)) {
      int last = lines.size() - 1;
      lines.set(last, lines.get(last).stripTrailing());
    }
    return lines;
  }

  private String line() {
    String end = oneIn(12) ? "\r\n" : "\n";
    return (oneIn(4) ? "\t" : "") + "word" + random.nextInt(words) + end;
  }

  /** Some lines inserted, deleted, replaced. */
  List<String> edited(List<String> lines, int edits) {
    List<String> edited = new ArrayList<>(lines);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(edited.size() + 1);
      int count = 1 + random.nextInt(3);
      if (!oneIn(3)) {
        for (int k = 0; k < count && at < edited.size(); k++) {
          edited.remove(at);
        }
      }
      if (!oneIn(3)) {
        for (int k = 0; k < count; k++) {
          edited.add(at, line());
        }
      }
    }
    // Only the last line may be without a newline.
    for (int i = 0; i + 1 < edited.size(); i++) {
      if (!edited.get(i).endsWith("\n")) {
        edited.set(i, edited.get(i) + "\n");
      }
    }
    return edited;
  }

  static byte[] bytes(List<String> lines) {
    return String.join("", lines).getBytes(UTF_8);
  }

  /** The hunks from one file to the other; empty if they are the same. */
  static String hunks(List<String> before, List<String> after, int context) throws IOException {
    RawText a = new RawText(bytes(before));
    RawText b = new RawText(bytes(after));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setContext(context);
      formatter.format(new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b), a, b);
    }
    return out.toString(UTF_8);
  }
}
