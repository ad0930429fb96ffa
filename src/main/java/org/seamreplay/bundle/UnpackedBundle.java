package org.seamreplay.bundle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.FilesBase;

/** A bundle that is ready to be replayed; all of it stays in memory. */
public final class UnpackedBundle {
  private final String where;
  private final Bundle bundle;
  private final Definitions definitions;
  private final List<ScenarioRun> runs;

  /**
   * Reads a bundle.
   *
   * @throws BadInput if it is none, damaged, or wants scenarios that this program has not
   */
  public static UnpackedBundle open(Path file) {
    return new UnpackedBundle(file.toString(), BundleReader.read(file));
  }

  /**
   * Reads a bundle that is in memory.
   *
   * @param where what to call it in messages
   * @throws BadInput if it is none, damaged, or wants scenarios that this program has not
   */
  public static UnpackedBundle of(byte[] bytes, String where) {
    return new UnpackedBundle(where, BundleReader.read(bytes, where));
  }

  private UnpackedBundle(String where, Bundle bundle) {
    this.where = where;
    this.bundle = bundle;
    this.definitions = new Definitions(bundle.definitions());
    this.runs = bundle.runs().stream().map(this::run).toList();
  }

  private ScenarioRun run(Bundle.Run run) {
    return new ScenarioRun(
        definitions
            .scenario(run.file(), run.scenario())
            .orElseThrow(
                () ->
                    new BadInput(
                        where
                            + ": wants the scenario '"
                            + Names.shown(run.scenario())
                            + "', which neither it nor this program has")),
        run.platform(),
        run.module());
  }

  /** What to run. */
  public List<ScenarioRun> runs() {
    return runs;
  }

  /** The machines and modules to run on; none is looked for outside of the bundle. */
  public LoadedProfiles profiles() {
    return definitions.profiles();
  }

  /** The steps; their base is what the bundle has of it. */
  public SeriesPlan plan() {
    FilesBase base =
        new FilesBase(bundle.base(), bundle.files(), bundle.repository(), bundle.blobs());
    return bundle
        .series()
        .map(series -> SeriesPlan.of(base, series, new ApplyOptions(bundle.fuzz())))
        .orElseGet(() -> SeriesPlan.of(base));
  }

  /** The golden traces that were compared with. */
  public GoldenTraces golden() {
    return new GoldenTraces(bundle.golden());
  }

  /** Compares what a replay has come to with what it came to when the bundle was made. */
  public Reproduction compare(SeriesOutcome outcome, String tool) {
    List<String> notes = new ArrayList<>();
    if (!bundle.tool().equals(tool)) {
      notes.add("made by " + Names.shown(bundle.tool()) + ", this is " + tool);
    }
    SortedMap<String, String> own = BundleFile.resources();
    for (Map.Entry<String, String> made : bundle.resources().entrySet()) {
      if (!made.getValue().equals(own.get(made.getKey()))) {
        notes.add("this program brings along other " + Names.shown(made.getKey()));
      }
    }
    return Reproduction.of(bundle, Results.of(outcome), notes);
  }
}
