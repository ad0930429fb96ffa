package org.seamreplay.replay.series;

import java.util.Optional;
import org.seamreplay.tree.SourceLines;
import org.seamreplay.tree.SourceTree;

/** The lines of a base or a step, as the tree tells them. */
final class StepSources implements Sources {
  private final SourceLines lines;

  /** The lines of a tree; those of a base are of no patch. */
  StepSources(SourceTree tree) {
    lines = new SourceLines(tree);
  }

  @Override
  public Optional<String> line(String file, int line) {
    return lines.text(file, line);
  }

  @Override
  public Optional<PatchLine> patchLine(String file, int line) {
    return lines
        .at(file, line)
        .filter(at -> at.patch() > 0 && at.diffLine() > 0)
        .map(at -> new PatchLine(at.patch(), at.line(), at.diffLine()));
  }

  @Override
  public int patch(String file, int line) {
    return lines.patch(file, line);
  }
}
