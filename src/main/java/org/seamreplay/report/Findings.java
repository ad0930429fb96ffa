package org.seamreplay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.Sources;
import org.seamreplay.replay.series.StepOutcome;

/**
 * Collects what is wrong in an outcome, in the order of the steps. What several runs or steps show
 * in the same way is one finding: lines move from step to step and values differ between machines,
 * so the function and the subject decide, not those.
 */
final class Findings {
  private static final String DIVERGENCE = "divergence";

  /** What a divergence's problem says in its own way is not repeated as detail. */
  private static final List<String> OWN_LABELS = List.of("expected", "got", "so");

  private final Map<String, ReportedFinding> first = new LinkedHashMap<>();
  private final Map<String, List<ReportedFinding.Occurrence>> others = new LinkedHashMap<>();
  private final Map<String, Optional<Place>> latest = new LinkedHashMap<>();

  private Findings() {}

  /** All findings. */
  static List<ReportedFinding> of(SeriesOutcome outcome) {
    Findings findings = new Findings();
    for (int i = 0; i < outcome.steps().size(); i++) {
      Sources before = i == 0 ? Sources.NONE : outcome.steps().get(i - 1).sources();
      findings.step(outcome.steps().get(i), before);
    }
    return findings.grouped();
  }

  /** The findings of runs of one tree whose sources are not at hand. */
  static List<ReportedFinding> of(List<Verdict> verdicts) {
    StepOutcome tree =
        new StepOutcome(
            0,
            "base",
            "",
            Optional.empty(),
            List.of(),
            List.of(),
            StepOutcome.Claim.NONE,
            List.of(),
            Sources.NONE);
    Findings findings = new Findings();
    verdicts.forEach(verdict -> findings.run(tree, verdict));
    return findings.grouped();
  }

  /** The findings of one run, not grouped with those of others. */
  static List<ReportedFinding> of(StepOutcome step, Cell cell) {
    Findings findings = new Findings();
    findings.run(step, cell.verdict());
    return findings.grouped();
  }

  /** The findings of a step as such: that it is not built, or not what it says. */
  static List<ReportedFinding> of(StepOutcome step, Optional<StepOutcome> before) {
    Findings findings = new Findings();
    findings.asSuch(step, before.map(StepOutcome::sources).orElse(Sources.NONE));
    return findings.grouped();
  }

  private List<ReportedFinding> grouped() {
    List<ReportedFinding> all = new ArrayList<>();
    first.forEach((key, finding) -> all.add(finding.withAlso(others.get(key), latest.get(key))));
    return all;
  }

  private void asSuch(StepOutcome step, Sources before) {
    step.failure().ifPresent(failure -> add(notBuilt(step, failure), false));
    if (step.claim() == StepOutcome.Claim.BROKEN) {
      claim(step, before);
    }
  }

  private void step(StepOutcome step, Sources before) {
    asSuch(step, before);
    for (Cell cell : step.cells()) {
      run(step, cell.verdict());
    }
  }

  private void run(StepOutcome step, Verdict verdict) {
    Recording recording = verdict.recording();
    if (recording.end() == Recording.End.NOT_MODELLED) {
      add(notModelled(step, recording), true);
    }
    for (JudgedFinding problem : verdict.problems()) {
      add(
          problem.kind().equals(DIVERGENCE) && !verdict.divergences().isEmpty()
              ? divergence(step, recording.run(), problem, verdict.divergences().get(0))
              : problem(step, recording.run(), problem),
          true);
    }
  }

  /** What is about a run is grouped over runs and steps, what is about a step is not. */
  private static String key(ReportedFinding finding, boolean group) {
    String key = finding.kind() + "\n" + finding.function() + "\n" + finding.subject();
    return group ? key : key + "\n" + finding.step().label();
  }

  private void add(ReportedFinding finding, boolean group) {
    String key = key(finding, group);
    latest.put(key, finding.place());
    if (first.putIfAbsent(key, finding) == null) {
      others.put(key, new ArrayList<>());
    } else {
      ReportedFinding.Occurrence here =
          new ReportedFinding.Occurrence(finding.step(), finding.run().orElseThrow());
      ReportedFinding known = first.get(key);
      List<ReportedFinding.Occurrence> all = others.get(key);
      boolean again =
          all.isEmpty()
              ? here.isAt(known.step()) && here.run().equals(known.run().orElseThrow())
              : here.isAt(all.get(all.size() - 1).step())
                  && here.run().equals(all.get(all.size() - 1).run());
      if (!again) {
        all.add(here);
      }
    }
  }

  private static ReportedFinding notBuilt(StepOutcome step, String failure) {
    return new ReportedFinding(
        ReportedFinding.Sort.NOT_BUILT,
        step,
        Optional.empty(),
        "not-built",
        "step " + step.subject(),
        failure,
        step.details().stream().map(text -> new JudgedFinding.Detail("", text)).toList(),
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static ReportedFinding notModelled(StepOutcome step, Recording recording) {
    return new ReportedFinding(
        ReportedFinding.Sort.NOT_MODELLED,
        step,
        Optional.of(recording.run()),
        "not-modelled",
        stable(recording.reason()),
        recording.reason(),
        List.of(),
        "",
        "",
        Place.of(recording.stack(), step.sources(), step.number()),
        Optional.empty(),
        recording.stack(),
        List.of());
  }

  private static ReportedFinding problem(StepOutcome step, ScenarioRun run, JudgedFinding problem) {
    return new ReportedFinding(
        ReportedFinding.Sort.WRONG,
        step,
        Optional.of(run),
        problem.kind(),
        stable(problem.message()),
        problem.message(),
        problem.details(),
        "",
        problem.kind().equals(DIVERGENCE) ? accept(run) : again(run),
        Place.innermost(problem.stack(), step.sources()),
        Optional.empty(),
        problem.stack(),
        List.of());
  }

  private static ReportedFinding divergence(
      StepOutcome step, ScenarioRun run, JudgedFinding problem, Divergence d) {
    List<JudgedFinding.Detail> details = new ArrayList<>(values(d));
    problem.details().stream()
        .filter(detail -> !OWN_LABELS.contains(detail.label()))
        .forEach(details::add);
    return new ReportedFinding(
        ReportedFinding.Sort.WRONG,
        step,
        Optional.of(run),
        DIVERGENCE,
        DivergenceText.identity(d),
        DivergenceText.line(d),
        details,
        d.cause(),
        accept(run),
        // A call that is missing has its stack in the golden trace, whose lines are of another
        // tree.
        d.isGone()
            ? Place.withoutSource(d.stack())
            : Place.of(d.stack(), step.sources(), step.number()),
        Optional.empty(),
        d.stack(),
        List.of());
  }

  private void claim(StepOutcome step, Sources before) {
    List<Cell> changed = step.cells().stream().filter(cell -> !cell.change().isEmpty()).toList();
    if (changed.isEmpty()) {
      return;
    }
    Divergence d = changed.get(0).change().get(0);
    boolean gone = d.isGone();
    ReportedFinding claim =
        new ReportedFinding(
            ReportedFinding.Sort.CLAIM,
            step,
            Optional.of(run(changed.get(0))),
            "claim",
            DivergenceText.identity(d),
            "says \"no functional change\", but " + DivergenceText.line(d),
            values(d),
            d.cause(),
            "",
            Place.of(d.stack(), gone ? before : step.sources(), step.number()),
            Optional.empty(),
            d.stack(),
            List.of());
    add(claim, false);
    for (Cell cell : changed.subList(1, changed.size())) {
      others.get(key(claim, false)).add(new ReportedFinding.Occurrence(step, run(cell)));
    }
  }

  private static ScenarioRun run(Cell cell) {
    return cell.verdict().recording().run();
  }

  private static List<JudgedFinding.Detail> values(Divergence d) {
    return List.of(
        new JudgedFinding.Detail("expected", DivergenceText.value(d.expectedAt(), d.expected())),
        new JudgedFinding.Detail("got", DivergenceText.value(d.gotAt(), d.got())));
  }

  private static String accept(ScenarioRun run) {
    return "seamreplay record --accept --scenario " + run.scenario().name() + " (if intended)";
  }

  private static String again(ScenarioRun run) {
    // What the scenario does by itself need not be said.
    boolean usual = run.scenario().platforms().equals(List.of(run.platform()));
    return "seamreplay run --log --scenario "
        + run.scenario().name()
        + (usual ? "" : " --platform " + run.platform())
        + (run.module().equals(run.scenario().module()) ? "" : " --module " + run.module());
  }

  /** A message without numbers: addresses, sizes and lines are not what it is about. */
  private static String stable(String message) {
    return message.replaceAll("\\b0x[0-9a-fA-F]+\\b|\\b[0-9]+\\b", "#");
  }
}
