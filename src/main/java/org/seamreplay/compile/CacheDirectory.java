package org.seamreplay.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of files that can be made again. Files appear whole or not at all, so any number of
 * processes may use it at once; the oldest are deleted when all of them exceed a size.
 */
public final class CacheDirectory {
  /** So much is kept. */
  static final long DEFAULT_BYTES = 512L << 20;

  static final String NEW = "new-";

  /** No file takes so long to write: whoever wrote it was killed, or had no room. */
  private static final Duration SURELY_LEFT = Duration.ofHours(1);

  private final Path root;
  private final long limit;

  CacheDirectory(Path root, long limit) {
    this.root = root;
    this.limit = limit;
  }

  /**
   * Where the cache is by default: {@code $XDG_CACHE_HOME/seamreplay}, or {@code
   * ~/.cache/seamreplay} if that is not set or not absolute, as the XDG base directory
   * specification says.
   *
   * @param environment the process's environment
   * @param home the user's home directory
   */
  public static Path defaultPath(Map<String, String> environment, Path home) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    boolean usable = !xdg.isEmpty() && Path.of(xdg).isAbsolute();
    return (usable ? Path.of(xdg) : home.resolve(".cache")).resolve("seamreplay");
  }

  /** The contents of a file, empty if there is none or it cannot be read. */
  Optional<byte[]> read(String name) {
    try {
      return Optional.of(Files.readAllBytes(root.resolve(name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Makes a file the newest one, as far as the file system lets us. */
  void touch(String name, FileTime time) {
    try {
      Files.setLastModifiedTime(root.resolve(name), time);
    } catch (IOException e) {
      // A cache that is only readable still serves; its files keep their age.
      return;
    }
  }

  /** Writes a file, replacing an older one at once. */
  void write(String name, byte[] content) throws IOException {
    Path target = root.resolve(name);
    Path parent = target.getParent();
    Files.createDirectories(parent);
    Path fresh = Files.createTempFile(parent, NEW, "");
    try {
      Files.write(fresh, content);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private record Aged(Path file, long bytes, FileTime time) {}

  /** Whether something under a name of {@link #NEW} is nobody's any more. */
  static boolean isLeft(Path file, FileTime changed, Instant now) {
    return file.getFileName().toString().startsWith(NEW)
        && changed.toInstant().plus(SURELY_LEFT).isBefore(now);
  }

  /**
   * Deletes what was never finished, and the oldest files until the rest is within the limit.
   *
   * @param now tells the age of files
   */
  void prune(Instant now) throws IOException {
    List<Aged> files = new ArrayList<>();
    long bytes = 0;
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.toList()) {
        Optional<Aged> aged = aged(file);
        if (aged.isPresent() && isLeft(file, aged.get().time(), now)) {
          Files.deleteIfExists(file);
        } else if (aged.isPresent()) {
          files.add(aged.get());
          bytes += aged.get().bytes();
        }
      }
    }
    files.sort(Comparator.comparing(Aged::time).thenComparing(Aged::file));
    for (Aged oldest : files) {
      if (bytes <= limit) {
        return;
      }
      Files.deleteIfExists(oldest.file());
      bytes -= oldest.bytes();
    }
  }

  private static Optional<Aged> aged(Path file) throws IOException {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(new Aged(file, attributes.size(), attributes.lastModifiedTime()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      // Another process prunes, too.
      return Optional.empty();
    }
  }
}
