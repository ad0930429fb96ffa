package org.seamreplay.compile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A private temporary directory that does not outlive its process. It is deleted when it is closed
 * and when the process ends, by a signal, too; processes that write to it are killed before. Only a
 * process that is killed without warning leaves its directory, for the next one that makes one at
 * the same place to remove.
 *
 * <p>That a directory is deserted shows by its lock, which the system takes back at the end of a
 * process: its number alone would not do, because it is given again, and another container that
 * shares the place does not see it.
 */
public final class ScratchDirectory implements AutoCloseable {
  private static final String PREFIX = "seamreplay-";
  private static final String LOCK = ".lock";

  /** Without a lock (a file system may have none) only age tells; nothing runs as long as this. */
  private static final Duration SURELY_DESERTED = Duration.ofDays(2);

  private final Path directory;
  private final FileChannel lock;
  private final Set<Process> writers = ConcurrentHashMap.newKeySet();
  private final Thread atExit = new Thread(this::delete);

  private ScratchDirectory(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** An empty directory among the system's temporary files. */
  public static ScratchDirectory make() throws IOException {
    return in(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** An empty directory in {@code parent}; nobody else may look into it. */
  public static ScratchDirectory in(Path parent) throws IOException {
    String own = PREFIX + ProcessHandle.current().pid() + "-";
    Path directory = Files.createTempDirectory(parent, own);
    ScratchDirectory scratch;
    try {
      scratch = new ScratchDirectory(directory, locked(directory));
    } catch (IOException e) {
      Leftovers.delete(directory);
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(scratch.atExit);
    removeDeserted(parent, own, directory);
    return scratch;
  }

  /** Under its final name the file is locked from the first moment on. */
  private static FileChannel locked(Path directory) throws IOException {
    Path fresh = directory.resolve(LOCK + ".new");
    FileChannel lock =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (isLocked(lock)) {
      Files.move(fresh, directory.resolve(LOCK));
    }
    return lock;
  }

  /** The directory. */
  public Path path() {
    return directory;
  }

  /** A process that writes to the directory, for as long as it lives. */
  void hasWriter(Process process) {
    writers.add(process);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process ends, and the hook does it.
      return;
    }
    delete();
  }

  private void delete() {
    for (Process writer : writers) {
      writer.destroyForcibly().onExit().join();
    }
    Leftovers.delete(directory);
    try {
      lock.close();
    } catch (IOException e) {
      // The end of the process closes it.
      return;
    }
  }

  private static boolean isLocked(FileChannel file) {
    try {
      return file.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  private static void removeDeserted(Path parent, String own, Path ours) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : all) {
        // To close a file that this process has locked elsewhere would unlock it (POSIX).
        boolean foreign = !directory.getFileName().toString().startsWith(own);
        if (foreign && isOurs(directory, ours) && isDeserted(directory)) {
          Leftovers.delete(directory);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A place where files can be made but not listed; who may list it cleans up.
      return;
    }
  }

  /** Everybody can make a directory of such a name among the temporary files. */
  private static boolean isOurs(Path directory, Path ours) {
    try {
      return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ours));
    } catch (IOException e) {
      // It is just being deleted.
      return false;
    }
  }

  private static boolean isDeserted(Path directory) {
    try (FileChannel file =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      return isLocked(file);
    } catch (IOException e) {
      return isOld(directory);
    }
  }

  private static boolean isOld(Path directory) {
    try {
      Instant changed = Files.getLastModifiedTime(directory).toInstant();
      return changed.plus(SURELY_DESERTED).isBefore(Instant.now());
    } catch (IOException e) {
      return false;
    }
  }
}
