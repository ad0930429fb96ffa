package org.seamreplay.tree;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.seamreplay.series.TextLine;

/** A file as lines that know where they come from. */
record TextFile(int mode, List<BlamedLine> lines) {
  /** Bounds what the lines cost as objects; no source file has a tenth of it. */
  static final int MAX_LINES = 2_000_000;

  TextFile {
    lines = List.copyOf(lines);
  }

  static TextFile ofBase(String path, Entry entry) {
    List<TextLine> texts = TextLine.split(entry.content());
    if (texts.size() > MAX_LINES) {
      throw new BadTree(path + ": has more than " + MAX_LINES + " lines");
    }
    List<BlamedLine> lines = new ArrayList<>(texts.size());
    for (TextLine text : texts) {
      lines.add(new BlamedLine(text, 0, lines.size() + 1, 0));
    }
    return new TextFile(entry.mode(), lines);
  }

  TextFile withMode(int newMode) {
    return newMode == 0 || newMode == mode ? this : new TextFile(newMode, lines);
  }

  byte[] content() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    lines.forEach(line -> line.text().writeTo(out));
    return out.toByteArray();
  }

  Entry entry() {
    return Entry.of(Entry.Kind.FILE, mode, this::content);
  }
}
