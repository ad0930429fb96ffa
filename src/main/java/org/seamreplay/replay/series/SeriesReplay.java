package org.seamreplay.replay.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seamreplay.compile.CompileFailed;
import org.seamreplay.compile.Diagnostic;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.GoldenPlace;
import org.seamreplay.replay.golden.GoldenTraces;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.replay.run.StubRun;
import org.seamreplay.replay.seen.Seen;
import org.seamreplay.trace.Trace;
import org.seamreplay.vm.LinkFailed;
import org.seamreplay.vm.NotModelled;

/**
 * Replays the steps of a series: each is compiled once, then each scenario goes through the steps
 * in order, so that what has not changed since the step before need not run again. Scenarios are
 * independent of each other and run in parallel; the number of jobs does not show in the outcome.
 */
public final class SeriesReplay {
  /** What authors write of a patch that only moves or renames things. */
  private static final Pattern CLAIM =
      Pattern.compile("\\bno functional changes?\\b|\\bNFC\\b|\\bno change in behaviou?r\\b");

  private static final int SHOWN_ERRORS = 10;

  private final StepBuilder builder;
  private final GoldenTraces goldens;
  private final int jobs;
  private final ReplayListener listener;

  /**
   * A replay.
   *
   * @param builder compiles steps
   * @param goldens what to compare with
   * @param jobs scenarios at a time
   * @param listener is told of the progress, on any thread
   */
  public SeriesReplay(
      StepBuilder builder, GoldenTraces goldens, int jobs, ReplayListener listener) {
    this.builder = builder;
    this.goldens = goldens;
    this.jobs = jobs;
    this.listener = listener;
  }

  /** A step that is ready to run, or why it is not. */
  private record Built(
      StepSource source, Optional<Replay> replay, String failure, List<String> details) {}

  /** Replays all steps of a plan. */
  public SeriesOutcome run(SeriesPlan plan, List<ScenarioRun> runs) {
    return run(plan, runs, step -> true);
  }

  /**
   * Replays steps of a plan.
   *
   * @param wanted says of the number of a step whether it is replayed; the others are not in the
   *     outcome
   */
  public SeriesOutcome run(SeriesPlan plan, List<ScenarioRun> runs, IntPredicate wanted) {
    List<Built> steps =
        new Runner(jobs)
            .all(
                plan.steps().stream().filter(step -> wanted.test(step.number())).toList(),
                step -> build(plan, step),
                step -> listener.building(step.label()));
    String kernel =
        steps.stream()
            .flatMap(step -> step.replay().stream())
            .findFirst()
            .map(replay -> replay.tree().id())
            .orElse("");
    List<GoldenPlace> places = places(plan, kernel, wanted);
    listener.runs(runs.size());
    List<List<Optional<Cell>>> columns =
        new Runner(jobs)
            .all(runs, run -> column(steps, places, run), run -> listener.running(run.name()));
    builder.memory().forgetUnused();
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      rows.add(row(columns, i));
    }
    List<Optional<Seen>> seen =
        SeenSteps.of(steps.stream().map(Built::source).toList(), replays(steps), rows);
    List<StepOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      outcomes.add(outcome(steps.get(i), rows.get(i), seen.get(i)));
    }
    plan.stoppedStep().filter(step -> wanted.test(step.number())).ifPresent(outcomes::add);
    return new SeriesOutcome(
        kernel, plan.base(), plan.title(), plan.seriesId(), plan.notes(), runs, places, outcomes);
  }

  /** Runs a scenario at the last step of a plan, with a trace that answers for the TDX module. */
  public StubRun stub(SeriesPlan plan, ScenarioRun run, Trace answers) {
    StepSource last = plan.steps().get(plan.steps().size() - 1);
    listener.building(last.label());
    return builder.build(last, plan.seriesId()).stub(run, answers);
  }

  private Built build(SeriesPlan plan, StepSource step) {
    try {
      return new Built(step, Optional.of(builder.build(step, plan.seriesId())), "", List.of());
    } catch (CompileFailed e) {
      Optional<String> lack = ShimLack.of(e, step.tree());
      if (step.number() == 0 || e.reason() == CompileFailed.Reason.COMPILER) {
        // Nothing is known of the series if its base does not compile.
        throw lack.<RuntimeException>map(what -> new NotModelled(what, List.of())).orElse(e);
      }
      return new Built(
          step,
          Optional.empty(),
          lack.map(what -> StepOutcome.NOT_MODELLED + what).orElse(e.getMessage()),
          Stream.concat(
                  step.doubts().stream(),
                  e.diagnostics().stream()
                      .filter(Diagnostic::isError)
                      .limit(SHOWN_ERRORS)
                      .map(Diagnostic::toString))
              .toList());
    } catch (LinkFailed e) {
      if (step.number() == 0) {
        throw e;
      }
      return new Built(step, Optional.empty(), e.getMessage(), List.of());
    }
  }

  /** Where the goldens of each wanted step are. */
  private static List<GoldenPlace> places(SeriesPlan plan, String kernel, IntPredicate wanted) {
    List<GoldenPlace> places = new ArrayList<>();
    GoldenPlace place = GoldenPlace.ofKernel(kernel);
    for (StepSource step : plan.steps()) {
      if (step.number() > 0) {
        place = place.next(plan.seriesId(), step.number(), plan.count(), step.subject());
      }
      if (wanted.test(step.number())) {
        places.add(place);
      }
    }
    return places;
  }

  /** One scenario at all steps; nothing where a step is not built. */
  private List<Optional<Cell>> column(
      List<Built> steps, List<GoldenPlace> places, ScenarioRun run) {
    List<Optional<Cell>> cells = new ArrayList<>();
    FoundRecording last = null;
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).replay().isEmpty()) {
        cells.add(Optional.empty());
        continue;
      }
      FoundRecording found = builder.memory().recordings().of(steps.get(i).replay().get(), run);
      Verdict verdict = found.verdict(goldens.find(places.get(i), run));
      cells.add(
          Optional.of(
              last == null
                  ? new Cell(verdict, List.of(), false)
                  : new Cell(verdict, found.change(last), found.sameRun(last))));
      last = found;
    }
    return cells;
  }

  private static List<Cell> row(List<List<Optional<Cell>>> columns, int step) {
    return columns.stream().flatMap(column -> column.get(step).stream()).toList();
  }

  private static List<Optional<Replay>> replays(List<Built> steps) {
    return steps.stream().map(Built::replay).toList();
  }

  private static StepOutcome outcome(Built step, List<Cell> cells, Optional<Seen> seen) {
    StepSource source = step.source();
    return new StepOutcome(
        source.number(),
        source.label(),
        source.subject(),
        step.replay().isPresent() ? Optional.empty() : Optional.of(step.failure()),
        step.details(),
        cells,
        claim(source, cells, seen),
        source.notes(),
        source.sources(),
        seen);
  }

  private static StepOutcome.Claim claim(StepSource source, List<Cell> cells, Optional<Seen> seen) {
    String message = source.subject() + "\n" + source.message();
    if (source.number() == 0 || cells.isEmpty() || !CLAIM.matcher(lower(message)).find()) {
      return StepOutcome.Claim.NONE;
    }
    return StepOutcome.answer(cells, seen)
        .map(
            answer ->
                switch (answer) {
                  case SAME -> StepOutcome.Claim.KEPT;
                  case NOT_SEEN -> StepOutcome.Claim.NOT_SEEN;
                  case CHANGES -> StepOutcome.Claim.BROKEN;
                })
        .orElse(StepOutcome.Claim.NOT_SEEN);
  }

  /** In small letters but for the abbreviation, which is a word in capitals only. */
  private static String lower(String text) {
    return text.replaceAll("\\s+", " ").replace("No functional", "no functional");
  }
}
