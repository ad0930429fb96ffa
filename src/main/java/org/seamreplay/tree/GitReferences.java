package org.seamreplay.tree;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.seamreplay.series.PlainGit;

/** Where a repository keeps what its commits are called (gitrepository-layout(5)). */
public final class GitReferences {
  private GitReferences() {}

  /**
   * The files and directories that change when a branch, a tag or the commit checked out does; some
   * need not exist.
   *
   * @param path a worktree, a directory in one, or a repository without worktree; nothing of what
   *     is no repository
   */
  public static List<Path> files(Path path) {
    List<Path> files = new ArrayList<>();
    try {
      RepositoryBuilder builder = PlainGit.find(path);
      if (builder.getGitDir() != null) {
        try (Repository repository = builder.build()) {
          File common = repository.getCommonDirectory();
          files.add(repository.getDirectory().toPath().resolve("HEAD"));
          files.add(common.toPath().resolve("packed-refs"));
          files.add(common.toPath().resolve("refs"));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // Whoever wants to read it says what is wrong with it.
      return List.of();
    }
    return files;
  }
}
