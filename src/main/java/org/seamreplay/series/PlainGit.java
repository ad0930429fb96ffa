package org.seamreplay.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Git without configuration of the user and the machine. Left alone, JGit runs the git program to
 * find that, and measures the clock of the file system with files that it makes in the repository,
 * which is only to be read, and in the user's home.
 */
public final class PlainGit extends SystemReader.Delegate {
  private final FileBasedConfig config = new NoConfig();

  private PlainGit(SystemReader system) {
    super(system);
  }

  /** Makes JGit behave, in the whole process. */
  public static void use() {
    synchronized (PlainGit.class) {
      SystemReader now = SystemReader.getInstance();
      if (!(now instanceof PlainGit)) {
        SystemReader.setInstance(new PlainGit(now));
      }
    }
  }

  /**
   * Looks for the repository that a path belongs to; if there is none, the builder has no
   * directory.
   *
   * @throws IOException if what is there cannot be opened
   */
  public static RepositoryBuilder find(Path path) throws IOException {
    use();
    Path real = path.toRealPath();
    QuietFiles.check(real);
    RepositoryBuilder builder = new RepositoryBuilder().setMustExist(true).setFS(new QuietFiles());
    return builder.findGitDir(real.toFile());
  }

  @Override
  public String getenv(String variable) {
    // GIT_DIR and the like are for the repository that a hook or alias runs in, not for this one.
    return variable.startsWith("GIT_") ? null : super.getenv(variable);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return config;
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return config;
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return config;
  }

  @Override
  public StoredConfig getUserConfig() {
    return config;
  }

  @Override
  public StoredConfig getSystemConfig() {
    return config;
  }

  @Override
  public StoredConfig getJGitConfig() {
    return config;
  }

  /** Nothing, but for what JGit would measure. */
  private static final class NoConfig extends FileBasedConfig {
    /** Coarser than the clocks of file systems in use; it only makes JGit look twice. */
    private static final long CLOCK_MILLIS = 20;

    NoConfig() {
      super(null, new QuietFiles());
    }

    @Override
    public void load() throws IOException, ConfigInvalidException {
      // There is nothing to read.
    }

    @Override
    public void save() {
      // Nothing may be written.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long otherwise, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(CLOCK_MILLIS, TimeUnit.MILLISECONDS)
          : otherwise;
    }
  }
}
