package org.seamreplay.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.seamreplay.replay.BadInput;
import org.seamreplay.replay.GoldenTraces;
import org.seamreplay.replay.ScenarioRun;
import org.seamreplay.replay.SeriesOutcome;
import org.seamreplay.replay.SeriesPlan;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.FilesBase;

/**
 * A bundle that is ready to be replayed. Definitions and golden traces are in a private directory,
 * which is deleted in the end; the base stays in memory.
 */
public final class UnpackedBundle implements AutoCloseable {
  private final String where;
  private final Bundle bundle;
  private final Path directory;
  private final List<ScenarioRun> runs;

  /**
   * Reads a bundle.
   *
   * @throws BadInput if it is none, damaged, or wants scenarios that this program has not
   */
  public static UnpackedBundle open(Path file) {
    Bundle bundle = BundleReader.read(file);
    try {
      return new UnpackedBundle(file.toString(), bundle);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private UnpackedBundle(String where, Bundle bundle) throws IOException {
    this.where = where;
    this.bundle = bundle;
    this.directory = Files.createTempDirectory("seamreplay-bundle");
    try {
      write("", bundle.definitions());
      write(Names.GOLDEN, bundle.golden());
      this.runs = bundle.runs().stream().map(this::run).toList();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Names were checked: no part of them begins with a dot. */
  private void write(String below, SortedMap<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = directory.resolve(below + file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
  }

  private ScenarioRun run(Bundle.Run run) {
    List<String> from = run.file().isEmpty() ? List.of() : List.of(unpacked(run.file()));
    Scenario scenario =
        Scenarios.select(from).stream()
            .filter(s -> s.name().equals(run.scenario()))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInput(
                        where
                            + ": wants the scenario '"
                            + run.scenario()
                            + "', which neither it nor this program has"));
    return new ScenarioRun(scenario, unpacked(run.platform()), unpacked(run.module()));
  }

  private String unpacked(String name) {
    return name.startsWith(Names.DEFINITIONS) ? directory.resolve(name).toString() : name;
  }

  /** What to run. */
  public List<ScenarioRun> runs() {
    return runs;
  }

  /** The steps; their base is what the bundle has of it. */
  public SeriesPlan plan() {
    FilesBase base = new FilesBase(bundle.base(), bundle.files(), bundle.blobs());
    return bundle
        .series()
        .map(series -> SeriesPlan.of(base, series, new ApplyOptions(bundle.fuzz())))
        .orElseGet(() -> SeriesPlan.of(base));
  }

  /** The golden traces that were compared with. */
  public GoldenTraces golden() {
    return new GoldenTraces(directory.resolve(Names.GOLDEN));
  }

  /** Compares what a replay has come to with what it came to when the bundle was made. */
  public Reproduction compare(SeriesOutcome outcome, String tool) {
    List<String> notes = new ArrayList<>();
    if (!bundle.tool().equals(tool)) {
      notes.add("made by " + printable(bundle.tool()) + ", this is " + tool);
    }
    SortedMap<String, String> own = BundleFile.resources();
    for (Map.Entry<String, String> made : bundle.resources().entrySet()) {
      if (!made.getValue().equals(own.get(made.getKey()))) {
        notes.add("this program brings along other " + printable(made.getKey()));
      }
    }
    return Reproduction.of(bundle, Results.of(outcome), notes);
  }

  private static String printable(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() > 60 ? clean.substring(0, 60) + "..." : clean;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(UnpackedBundle::delete);
    } catch (IOException | UncheckedIOException e) {
      // A leftover among temporary files does not make a good result bad.
      directory.toFile().deleteOnExit();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
