package org.seamreplay.replay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.seamreplay.series.TextLine;
import org.seamreplay.tree.BlamedLine;
import org.seamreplay.tree.SourceTree;
import org.seamreplay.tree.Step;

/** The lines of a step's files; a file is split into lines when the first of them is wanted. */
final class StepSources implements Sources {
  private record File(List<String> lines, int[] patches) {}

  private final Function<String, Optional<File>> reader;
  private final Map<String, Optional<File>> files = new ConcurrentHashMap<>();

  private StepSources(Function<String, Optional<File>> reader) {
    this.reader = reader;
  }

  /** The lines of a tree without patches. */
  static Sources ofBase(SourceTree tree) {
    return new StepSources(
        path ->
            tree.file(path)
                .map(entry -> TextLine.split(entry.content()))
                .map(lines -> new File(lines.stream().map(StepSources::text).toList(), null)));
  }

  /** The lines of a step, each with its patch. */
  static Sources ofStep(Step step) {
    return new StepSources(
        path ->
            step.blame(path)
                .map(
                    lines ->
                        new File(
                            lines.stream().map(BlamedLine::text).map(StepSources::text).toList(),
                            lines.stream().mapToInt(BlamedLine::patch).toArray())));
  }

  @Override
  public Optional<String> line(String file, int line) {
    return file(file)
        .filter(f -> line >= 1 && line <= f.lines().size())
        .map(f -> f.lines().get(line - 1));
  }

  @Override
  public int patch(String file, int line) {
    return file(file)
        .filter(f -> f.patches() != null && line >= 1 && line <= f.patches().length)
        .map(f -> f.patches()[line - 1])
        .orElse(0);
  }

  private Optional<File> file(String path) {
    return files.computeIfAbsent(path, reader);
  }

  private static String text(TextLine line) {
    return line.text().stripTrailing();
  }
}
