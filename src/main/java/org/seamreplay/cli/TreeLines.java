package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.diff.SourceText;
import org.seamreplay.input.InputFile;

/** Lines of the files of a directory. Paths come from traces and never lead out of it. */
final class TreeLines implements SourceText {
  private static final int LARGEST_FILE = 8 << 20;

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
      byte[] content = InputFile.within(directory, directory.resolve(file), LARGEST_FILE);
      return new String(content, ISO_8859_1).lines().toList();
    } catch (IOException | InvalidPathException e) {
      // A trace may be of another tree: then there is no line to show.
      return List.of();
    }
  }
}
