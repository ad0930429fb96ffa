package org.seamreplay.replay.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.diff.Divergence;
import org.seamreplay.diff.TraceDiff;
import org.seamreplay.kernel.Errno;
import org.seamreplay.replay.boundary.ReceivedQuote;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.scenario.Expectation;
import org.seamreplay.scenario.ReturnRule;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.vm.Finding;

/**
 * Compares a recording with what its scenario expects and with a golden trace. What the golden
 * trace holds, somebody has looked at and kept: it is known, whatever the scenario expects.
 */
public final class Judge {
  private Judge() {}

  /**
   * Judges a recording.
   *
   * @param golden the golden trace, if there is one
   */
  public static Verdict judge(Recording recording, Optional<Trace> golden) {
    List<JudgedFinding> problems = new ArrayList<>();
    if (recording.end() == Recording.End.NOT_APPLICABLE) {
      if (golden.isPresent()) {
        problems.add(
            new JudgedFinding(
                "divergence",
                "there is a golden trace, but the scenario does not apply: " + recording.reason(),
                List.of(),
                List.of()));
      }
      return new Verdict(
          recording, state(golden, !problems.isEmpty()), problems, List.of(), List.of());
    }
    Expectation expectation = recording.expectation();
    List<JudgedFinding> known = new ArrayList<>();
    Held held = new Held(golden);
    findings(recording, expectation, held, problems, known);
    if (recording.end() == Recording.End.DONE) {
      returns(recording, expectation, held, problems);
      log(recording, expectation, held, problems);
      quotes(recording, expectation, held, problems);
    }
    List<Divergence> divergences =
        golden.isPresent() && recording.trace().isPresent()
            ? TraceDiff.between(golden.get(), recording.trace().get())
            : List.of();
    if (!divergences.isEmpty()) {
      problems.add(divergence(divergences));
    }
    return new Verdict(
        recording, state(golden, !divergences.isEmpty()), problems, divergences, known, golden);
  }

  private static Verdict.Golden state(Optional<Trace> golden, boolean different) {
    if (golden.isEmpty()) {
      return Verdict.Golden.NONE;
    }
    return different ? Verdict.Golden.DIFFERENT : Verdict.Golden.SAME;
  }

  private static void findings(
      Recording recording,
      Expectation expectation,
      Held held,
      List<JudgedFinding> problems,
      List<JudgedFinding> known) {
    List<String> missing = new ArrayList<>(expectation.findings().stream().sorted().toList());
    for (Finding finding : recording.findings()) {
      String kind = finding.kind().id();
      if (expectation.findings().contains(kind)) {
        missing.remove(kind);
      } else if (!expectation.allows().contains(kind)) {
        JudgedFinding problem =
            new JudgedFinding(
                kind,
                finding.message(),
                finding.details().stream().map(text -> new JudgedFinding.Detail("", text)).toList(),
                finding.stack());
        (held.takeFinding(kind, finding.stack()) ? known : problems).add(problem);
      }
    }
    for (String kind : missing) {
      if (held.hasNo(kind)) {
        continue;
      }
      problems.add(
          new JudgedFinding(
              "missing-finding",
              "the scenario expects a finding of kind " + kind + ", there was none",
              List.of(),
              List.of()));
    }
  }

  private static void returns(
      Recording recording, Expectation expectation, Held held, List<JudgedFinding> problems) {
    Map<String, Integer> occurrences = new HashMap<>();
    for (StepRecord step : recording.trace().map(Trace::steps).orElse(List.of())) {
      int occurrence = occurrences.merge(step.step(), 1, Integer::sum);
      ReturnRule rule = expectation.returns(step.step(), occurrence);
      if (step.returned().isPresent()
          && !rule.accepts(step.returned().getAsLong())
          && !held.returns(step, occurrence)) {
        problems.add(
            new JudgedFinding(
                "return-value",
                String.format(
                    Locale.ROOT,
                    "%s returned %s, expected %s",
                    step.step(),
                    Errno.name(step.returned().getAsLong()),
                    rule),
                step.log().stream()
                    .skip(Math.max(0, step.log().size() - 3))
                    .map(line -> new JudgedFinding.Detail("log", line))
                    .toList(),
                List.of()));
      }
    }
  }

  private static void log(
      Recording recording, Expectation expectation, Held held, List<JudgedFinding> problems) {
    for (String text : expectation.log()) {
      if (recording.log().stream().noneMatch(line -> line.contains(text)) && !held.lacks(text)) {
        problems.add(
            new JudgedFinding(
                "kernel-log", "the kernel did not print '" + text + "'", List.of(), List.of()));
      }
    }
  }

  /**
   * A quote that a guest got has to verify, whether or not one was expected. A golden trace does
   * not hold quotes, so it cannot excuse a wrong one.
   */
  private static void quotes(
      Recording recording, Expectation expectation, Held held, List<JudgedFinding> problems) {
    for (ReceivedQuote quote : recording.quotes()) {
      QuoteCheck.failure(quote)
          .ifPresent(
              why ->
                  problems.add(
                      new JudgedFinding(
                          "quote",
                          quote.step() + ": the quote does not verify: " + why,
                          List.of(),
                          List.of())));
    }
    if (expectation.quotes()
        && recording.quotes().isEmpty()
        && !recording.trace().map(held::endsAs).orElse(false)) {
      problems.add(new JudgedFinding("quote", "no guest got a quote", List.of(), List.of()));
    }
  }

  private static JudgedFinding divergence(List<Divergence> divergences) {
    Divergence first = divergences.get(0);
    List<JudgedFinding.Detail> details = new ArrayList<>();
    details.add(
        new JudgedFinding.Detail("expected", at(first.expectedAt()) + orNothing(first.expected())));
    details.add(new JudgedFinding.Detail("got", at(first.gotAt()) + orNothing(first.got())));
    details.add(new JudgedFinding.Detail("so", first.cause()));
    if (divergences.size() > 1) {
      int more = divergences.size() - 1;
      details.add(
          new JudgedFinding.Detail("more", more + " further difference" + (more == 1 ? "" : "s")));
    }
    String what = first.call() + (first.what().isEmpty() ? "" : ": " + first.what());
    return new JudgedFinding(
        "divergence", "from the golden trace: " + what, details, first.stack());
  }

  private static String at(long call) {
    return call < 0 ? "" : "#" + call + "  ";
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? "nothing" : text;
  }
}
