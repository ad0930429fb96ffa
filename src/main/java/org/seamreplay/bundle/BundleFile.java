package org.seamreplay.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seamreplay.compile.Resources;
import org.seamreplay.compile.WholeFile;
import org.seamreplay.input.InputFile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenPlace;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.series.Series;
import org.seamreplay.tree.Entry;
import org.seamreplay.tree.FilesBase;
import org.seamreplay.tree.WatchedBase;

/** Writes what a replay depended on, and what it came to, into one file. */
public final class BundleFile {
  /** What the program brings along and a replay depends on. */
  private static final List<String> RESOURCES =
      List.of("shim", "scenarios", "platforms", "platform", "modules", "module");

  /** Bytes of a golden trace. */
  private static final int MOST_GOLDEN = 64 << 20;

  private BundleFile() {}

  /**
   * Looks whether a bundle can be written, before anything is replayed.
   *
   * @param force whether a file that is there may be replaced
   * @throws BadInput if not
   */
  public static void check(Path file, boolean force) {
    Path directory = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new BadInput(file + ": is a directory; give the name of a file");
    }
    if (Files.exists(file) && !force) {
      throw new BadInput(file + ": is there already; replace it with --force");
    }
    if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw new BadInput(file + ": cannot be written: no such directory, or not writable");
    }
  }

  /**
   * The bytes of a bundle.
   *
   * @param file what it will be called
   * @param tool who makes it, with version
   * @param base what was replayed on, since before the series was applied
   * @param golden what was compared with
   * @param definitions files that the runs depend on, by which the runs are called
   * @throws BadInput if there is more than fits into one
   */
  public static byte[] bytes(
      Path file,
      String tool,
      WatchedBase base,
      Optional<Series> series,
      int fuzz,
      SeriesOutcome outcome,
      GoldenTraces golden,
      Definitions definitions) {
    Results results = Results.of(outcome);
    Bundle bundle =
        new Bundle(
            tool,
            outcome.kernel(),
            outcome.kernel()
                + " as the bundle has it"
                + base.commit().map(id -> ", commit " + id).orElse(""),
            fuzz,
            series,
            files(base),
            base.hasRepository(),
            base.blobs(),
            resources(),
            definitions.contents(),
            outcome.runs().stream().map(run -> run(run, definitions)).toList(),
            golden(outcome, golden),
            results.digests(),
            results.traces());
    byte[] bytes = BundleWriter.bytes(bundle);
    if (bytes.length > StoredZip.MOST_BYTES) {
      throw new BadInput(
          file
              + ": would be larger than "
              + (StoredZip.MOST_BYTES >> 20)
              + " MB; bundle fewer scenarios with --scenario");
    }
    return bytes;
  }

  private static Bundle.Run run(ScenarioRun run, Definitions definitions) {
    return new Bundle.Run(
        run.scenario().name(), definitions.file(run.scenario()), run.platform(), run.module());
  }

  /**
   * Writes a bundle, whole or not at all.
   *
   * @throws BadInput if it cannot be written
   */
  public static void write(Path file, byte[] bytes) {
    try {
      WholeFile.write(file, bytes);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static SortedMap<String, FilesBase.File> files(WatchedBase base) {
    SortedMap<String, FilesBase.File> files = new TreeMap<>();
    for (Map.Entry<String, Entry> file : base.files().entrySet()) {
      files.put(
          file.getKey(), new FilesBase.File(file.getValue().mode(), file.getValue().content()));
    }
    return files;
  }

  /** Fingerprints of what the program brings along. */
  static SortedMap<String, String> resources() {
    SortedMap<String, String> all = new TreeMap<>();
    for (String name : RESOURCES) {
      try {
        all.put(name, Resources.load(name).fingerprint());
      } catch (IOException e) {
        throw new IllegalStateException("own resource " + name + " cannot be read", e);
      }
    }
    return all;
  }

  private static SortedMap<String, byte[]> golden(SeriesOutcome outcome, GoldenTraces golden) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (GoldenPlace place : outcome.places()) {
      for (ScenarioRun run : outcome.runs()) {
        Path file = golden.file(place, run);
        if (Files.isRegularFile(file)) {
          try {
            String name = golden.directory().relativize(file).toString().replace('\\', '/');
            files.put(name, InputFile.found(file, MOST_GOLDEN));
          } catch (IOException e) {
            throw new BadInput(file + ": " + InputFile.reason(e), e);
          }
        }
      }
    }
    return files;
  }
}
