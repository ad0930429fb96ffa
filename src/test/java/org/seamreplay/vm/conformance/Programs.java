package org.seamreplay.vm.conformance;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** C programs among the test resources. */
final class Programs {
  private Programs() {}

  /** The C files of a resource directory, by name. */
  static List<Path> in(String directory) {
    try (Stream<Path> files =
        Files.list(Path.of(Programs.class.getResource("/" + directory).toURI()))) {
      return files.filter(f -> f.toString().endsWith(".c")).sorted().toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot list the programs in " + directory, e);
    }
  }

  /** File name without {@code .c}. */
  static String name(Path program) {
    return program.getFileName().toString().replaceFirst("\\.c$", "");
  }
}
