package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory of sources that a test makes up; it is gone when the tests are. */
final class TreeOnDisk {
  private final Path root;

  private TreeOnDisk(Path root) {
    this.root = root;
  }

  static TreeOnDisk empty() throws IOException {
    Path root = Files.createTempDirectory("seamreplay-test-tree");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
    return new TreeOnDisk(root);
  }

  TreeOnDisk with(String path, String content) throws IOException {
    return with(path, content.getBytes(UTF_8));
  }

  TreeOnDisk with(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return this;
  }

  TreeOnDisk withLink(String path, String target) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, Path.of(target));
    return this;
  }

  Path root() {
    return root;
  }

  Base open() {
    return DirectoryBase.open(root);
  }

  private static void delete(Path path) {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
