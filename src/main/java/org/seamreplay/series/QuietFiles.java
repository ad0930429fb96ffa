package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.seamreplay.input.InputFile;

/**
 * Files as JGit sees them, without the programs that it starts to learn about them: {@code git} to
 * find the machine's configuration, a shell for the mode of new files, hooks.
 */
final class QuietFiles extends FS_POSIX {
  /** Files of a git directory that are read before anything is asked for. */
  private static final List<String> READ_FIRST =
      List.of("HEAD", "config", "packed-refs", "commondir", "gitdir", "shallow");

  private static final List<String> READ_LATER = List.of("refs", "objects");

  /** Bytes of a configuration; those with a thousand branches have 200 KB. */
  private static final int CONFIGURATION = 8 << 20;

  private static final int MOST_FILES = 200_000;
  private static final int MOST_DEPTH = 32;
  private static final int GIT_FILE = 4096;

  @Override
  public FS newInstance() {
    return new QuietFiles();
  }

  @Override
  protected File discoverGitExe() {
    return null;
  }

  @Override
  protected File discoverGitSystemConfig() {
    return null;
  }

  @Override
  public ProcessBuilder runInShell(String command, String[] arguments) {
    throw new UnsupportedOperationException("no program is started");
  }

  /** A configuration may include any path: what is no file is not there. */
  @Override
  public File resolve(File directory, String name) {
    File file = super.resolve(directory, name);
    return !file.exists() || file.isFile() || file.isDirectory()
        ? file
        : new File(directory, "no-such-file");
  }

  /**
   * Looks whether JGit can open the repository that a directory belongs to, if any, without waiting
   * for a pipe for ever.
   *
   * @throws IOException if not; {@link InputFile#complaint} says why
   */
  static void check(Path directory) throws IOException {
    for (Path at = directory; at != null; at = at.getParent()) {
      checkGit(at);
      Path git = at.resolve(".git");
      if (Files.isRegularFile(git)) {
        String text = new String(InputFile.found(git, GIT_FILE), UTF_8);
        if (text.startsWith("gitdir:")) {
          checkGit(at.resolve(text.substring("gitdir:".length()).strip()));
        }
      } else {
        checkGit(git);
      }
    }
  }

  private static void checkGit(Path git) throws IOException {
    if (!Files.exists(git.resolve("HEAD"))) {
      return;
    }
    for (String name : READ_FIRST) {
      requireFile(git.resolve(name));
    }
    if (Files.exists(git.resolve("config")) && Files.size(git.resolve("config")) > CONFIGURATION) {
      throw new IOException("its configuration is larger than " + (CONFIGURATION >> 20) + " MB");
    }
    for (String directory : READ_LATER) {
      checkBelow(git.resolve(directory));
    }
  }

  private static void checkBelow(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> all = Files.walk(directory, MOST_DEPTH)) {
        for (Path one : (Iterable<Path>) all.limit(MOST_FILES)::iterator) {
          requireFile(one);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private static void requireFile(Path file) throws IOException {
    if (!Files.isDirectory(file) && Files.exists(file)) {
      InputFile.requireRegular(file);
    }
  }
}
