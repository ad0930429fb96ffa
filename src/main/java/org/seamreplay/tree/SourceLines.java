package org.seamreplay.tree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The lines of a tree's files, for reports: each file is looked at once. */
public final class SourceLines {
  private final SourceTree tree;
  private final Map<String, List<BlamedLine>> files = new ConcurrentHashMap<>();

  /** The lines of a base or a step. */
  public SourceLines(SourceTree tree) {
    this.tree = tree;
  }

  /**
   * A line and where it comes from.
   *
   * @param file path in the tree; what is no such path, has no lines
   * @param line from 1
   * @return empty if there is no such line
   */
  public Optional<BlamedLine> at(String file, int line) {
    List<BlamedLine> lines = files.computeIfAbsent(file, this::read);
    return line < 1 || line > lines.size() ? Optional.empty() : Optional.of(lines.get(line - 1));
  }

  /** The text of a line, without its end. */
  public Optional<String> text(String file, int line) {
    return at(file, line).map(one -> one.text().text().stripTrailing());
  }

  /** The number of the patch that put a line there; 0 if the base has it. */
  public int patch(String file, int line) {
    return at(file, line).map(BlamedLine::patch).orElse(0);
  }

  private List<BlamedLine> read(String file) {
    return TreePath.isInTree(file) ? tree.blame(file).orElse(List.of()) : List.of();
  }
}
