package org.seamreplay.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.seamreplay.compile.FileState;

/**
 * Does something again whenever files change, for as long as the process lives. It looks at them a
 * few times a second: notification services lose events, and have none of network file systems.
 */
final class Watch {
  private static final int MOST_FILES = 20_000;
  private static final int MOST_DEPTH = 8;
  private static final int SHOWN = 3;
  private static final long PAUSE_MILLIS = 300;

  /** What is done. */
  interface Round {
    /** Does it once; what goes wrong has been said. */
    void run();

    /** The files and directories that it depends on, as far as known; some need not exist. */
    Collection<Path> files();
  }

  private final Environment environment;
  private final BooleanSupplier pause;

  /** A watch that ends with the process. */
  Watch(Environment environment) {
    this(environment, Watch::sleep);
  }

  /**
   * A watch.
   *
   * @param pause waits between two looks at the files, and says whether there is to be another
   */
  Watch(Environment environment, BooleanSupplier pause) {
    this.environment = environment;
    this.pause = pause;
  }

  private static boolean sleep() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Does it, and again after each change. */
  void loop(Round round) {
    SortedMap<Path, String> seen = states(round.files());
    while (true) {
      long start = System.nanoTime();
      round.run();
      environment.out().flush();
      double seconds = (System.nanoTime() - start) / 1e9;
      // A file that is known only now was not read before; one that changed meanwhile is news.
      Collection<Path> files = round.files();
      SortedMap<Path, String> known = states(files);
      known.putAll(seen);
      environment.err().printf(Locale.ROOT, "%.1f s; waiting for changes, Ctrl-C ends%n", seconds);
      SortedMap<Path, String> now = awaitChange(files, known);
      if (now == null) {
        return;
      }
      environment.err().println("changed: " + changes(known, now));
      seen = now;
    }
  }

  /** The states once they have changed and stay as they are; {@code null} at the end. */
  private SortedMap<Path, String> awaitChange(
      Collection<Path> files, SortedMap<Path, String> seen) {
    SortedMap<Path, String> last = seen;
    while (pause.getAsBoolean()) {
      SortedMap<Path, String> now = states(files);
      if (!now.equals(seen) && now.equals(last)) {
        return now;
      }
      last = now;
    }
    return null;
  }

  private static String changes(SortedMap<Path, String> from, SortedMap<Path, String> to) {
    TreeSet<Path> all = new TreeSet<>(from.keySet());
    all.addAll(to.keySet());
    List<String> names =
        all.stream()
            .filter(path -> !Objects.equals(from.get(path), to.get(path)))
            .map(path -> String.valueOf(path.getFileName()))
            .toList();
    return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
        + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
  }

  /** The states of files, and of all files in directories. */
  private static SortedMap<Path, String> states(Collection<Path> roots) {
    SortedMap<Path, String> states = new TreeMap<>();
    for (Path root : new TreeSet<>(roots)) {
      if (!Files.isDirectory(root)) {
        states.put(root, FileState.of(root).map(FileState::toString).orElse("absent"));
        continue;
      }
      try {
        Files.walkFileTree(root, Set.of(), MOST_DEPTH, new Visitor(states));
      } catch (IOException e) {
        states.put(root, "unreadable");
      }
    }
    return states;
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final SortedMap<Path, String> states;

    Visitor(SortedMap<Path, String> states) {
      this.states = states;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (states.size() >= MOST_FILES) {
        return FileVisitResult.TERMINATE;
      }
      states.put(
          file,
          attributes.size() + "/" + attributes.lastModifiedTime() + "/" + attributes.fileKey());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
