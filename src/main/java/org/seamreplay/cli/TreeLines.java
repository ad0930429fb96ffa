package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.diff.SourceText;

/** Lines of the files of a directory. Paths come from traces and never lead out of it. */
final class TreeLines implements SourceText {
  private static final long LARGEST_FILE = 8 << 20;

  private final Path directory;
  private final Map<String, List<String>> files = new HashMap<>();

  TreeLines(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<String> line(String file, int line) {
    List<String> lines = files.computeIfAbsent(file, this::read);
    return line < 1 || line > lines.size() ? Optional.empty() : Optional.of(lines.get(line - 1));
  }

  private List<String> read(String file) {
    try {
      Path root = directory.toRealPath();
      Path path = root.resolve(file).toRealPath();
      return path.startsWith(root) && Files.isRegularFile(path) && Files.size(path) <= LARGEST_FILE
          ? Files.readAllLines(path, ISO_8859_1)
          : List.of();
    } catch (IOException | java.nio.file.InvalidPathException e) {
      // A trace may be of another tree: then there is no line to show.
      return List.of();
    }
  }
}
