package org.seamreplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.series.ReplayListener;
import org.seamreplay.replay.series.ReplayMemory;
import org.seamreplay.replay.series.SeriesPlan;
import org.seamreplay.replay.series.SeriesReplay;
import org.seamreplay.replay.series.StepBuilder;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.Base;

/**
 * What {@code seamreplay run --watch} does, timed: the shipped series with all scenarios, then the
 * same again, then with one more edit of patch 02 each time. An edit is code that was never
 * compiled before, and with it all later steps are compiled anew.
 *
 * <p>Argument: number of edits (8). Runs in the project's directory.
 */
public final class EditLoop {
  private static final int JOBS = 2;
  private static final String EDITED = "0002-";
  private static final String CALL = "seamcall_ret(TDH_EXT_MEM_ADD, &args)";

  private EditLoop() {}

  /** Prints a line for each round. */
  public static void main(String[] args) throws IOException {
    int edits = args.length > 0 ? Integer.parseInt(args[0]) : 8;
    List<ScenarioRun> runs = ScenarioRun.of(Scenarios.shipped(), List.of(), List.of());
    LoadedProfiles profiles = new LoadedProfiles();
    profiles.loadFor(runs);
    ReplayMemory memory = new ReplayMemory();
    Path cache = Files.createTempDirectory("edit-loop-cache");
    Path series = Files.createTempDirectory("edit-loop");
    Path edited = copy(series);
    String text = Files.readString(edited);
    Compiler compiler = new Compiler(cache);
    GoldenTraces golden = new GoldenTraces(Path.of("traces"));
    for (int round = 0; round < edits + 2; round++) {
      if (round > 1) {
        Files.writeString(edited, text.replace(CALL, round + " ? " + CALL + " : 0"));
      }
      long start = System.nanoTime();
      golden.refresh();
      try (Base base = Base.open(Path.of("fixtures/kernel"), Optional.empty());
          StepBuilder builder = new StepBuilder(compiler, "bench", profiles, memory)) {
        SeriesPlan plan =
            SeriesPlan.of(
                base,
                SeriesReader.read(SeriesSource.of(series), ReadOptions.DEFAULT),
                ApplyOptions.DEFAULT);
        new SeriesReplay(builder, golden, JOBS, ReplayListener.NONE).run(plan, runs);
      }
      System.out.printf(
          Locale.ROOT,
          "%-9s %.2f s%n",
          round == 0 ? "first" : round == 1 ? "unchanged" : "edit " + (round - 1),
          (System.nanoTime() - start) / 1e9);
    }
  }

  /** Copies the shipped series; gives the patch that is edited. */
  private static Path copy(Path series) throws IOException {
    Path edited = null;
    try (Stream<Path> patches = Files.list(Path.of("patches"))) {
      for (Path patch : patches.toList()) {
        Path copy = Files.copy(patch, series.resolve(patch.getFileName()));
        edited = copy.getFileName().toString().startsWith(EDITED) ? copy : edited;
      }
    }
    if (edited == null) {
      throw new IOException("patches has no patch " + EDITED);
    }
    return edited;
  }
}
