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
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.SourceFrame;

/** Compares a recording with what its scenario expects and with a golden trace. */
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
    findings(recording, expectation, knownFindings(golden), problems, known);
    if (recording.end() == Recording.End.DONE) {
      returns(recording, expectation, problems);
      log(recording, expectation, problems);
      quotes(recording, expectation, problems);
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
      List<String> accepted,
      List<JudgedFinding> problems,
      List<JudgedFinding> known) {
    List<String> missing = new ArrayList<>(expectation.findings().stream().sorted().toList());
    for (Finding finding : recording.findings()) {
      String kind = finding.kind().id();
      if (expectation.findings().contains(kind)) {
        missing.remove(kind);
      } else {
        JudgedFinding problem =
            new JudgedFinding(
                kind,
                finding.message(),
                finding.details().stream().map(text -> new JudgedFinding.Detail("", text)).toList(),
                finding.stack());
        (accepted.remove(identity(kind, finding.stack())) ? known : problems).add(problem);
      }
    }
    for (String kind : missing) {
      problems.add(
          new JudgedFinding(
              "missing-finding",
              "the scenario expects a finding of kind " + kind + ", there was none",
              List.of(),
              List.of()));
    }
  }

  /** What identifies a finding in another recording: its kind and the function that shows it. */
  private static String identity(String kind, List<SourceFrame> stack) {
    return kind + (stack.isEmpty() ? "" : " in " + stack.get(0).function());
  }

  private static List<String> knownFindings(Optional<Trace> golden) {
    List<String> known = new ArrayList<>();
    for (TraceLine line : golden.map(Trace::lines).orElse(List.of())) {
      if (line instanceof EndRecord end) {
        end.findings().forEach(d -> known.add(identity(d.kind(), d.stack())));
      }
    }
    return known;
  }

  private static void returns(
      Recording recording, Expectation expectation, List<JudgedFinding> problems) {
    Map<String, Integer> occurrences = new HashMap<>();
    for (StepRecord step : steps(recording)) {
      int occurrence = occurrences.merge(step.step(), 1, Integer::sum);
      ReturnRule rule = expectation.returns(step.step(), occurrence);
      if (step.returned().isPresent() && !rule.accepts(step.returned().getAsLong())) {
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

  private static List<StepRecord> steps(Recording recording) {
    List<StepRecord> steps = new ArrayList<>();
    for (TraceLine line : recording.trace().map(Trace::lines).orElse(List.of())) {
      if (line instanceof StepRecord step) {
        steps.add(step);
      }
    }
    return steps;
  }

  private static void log(
      Recording recording, Expectation expectation, List<JudgedFinding> problems) {
    for (String text : expectation.log()) {
      if (recording.log().stream().noneMatch(line -> line.contains(text))) {
        problems.add(
            new JudgedFinding(
                "kernel-log", "the kernel did not print '" + text + "'", List.of(), List.of()));
      }
    }
  }

  /** A quote that a guest got has to verify, whether or not one was expected. */
  private static void quotes(
      Recording recording, Expectation expectation, List<JudgedFinding> problems) {
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
    if (expectation.quotes() && recording.quotes().isEmpty()) {
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
