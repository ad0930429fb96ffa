package org.seamreplay.replay.run;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.boundary.LoadedProfiles;

/** Kernel trees for tests, compiled once for all of them. */
public final class Kernels {
  private static final LoadedProfiles PROFILES = new LoadedProfiles();
  private static final Map<Path, Replay> REPLAYS = new ConcurrentHashMap<>();

  private Kernels() {}

  /** Released kernels are no part of the repository: tests that need an absent one are skipped. */
  public static KernelTree released(String release) {
    Path tree = directory().resolve("linux-" + release);
    assumeThat(tree)
        .as("no Linux %s; '.ci/fetch-kernels' fetches it, or set SEAMREPLAY_KERNELS", release)
        .isDirectory();
    return KernelTree.open(tree);
  }

  public static KernelTree fixture() {
    return KernelTree.open(Path.of("fixtures/kernel"));
  }

  public static Replay replay(KernelTree tree) {
    return REPLAYS.computeIfAbsent(
        tree.path(),
        path ->
            Replay.of(
                tree, new Compiler(Path.of("target/test-cache/seamreplay")), "test", PROFILES));
  }

  private static Path directory() {
    String given = System.getenv("SEAMREPLAY_KERNELS");
    if (given != null) {
      return Path.of(given);
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base = cache != null ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
    Path kernels = base.resolve("seamreplay").resolve("kernels");
    return Files.isDirectory(kernels) ? kernels : base;
  }
}
