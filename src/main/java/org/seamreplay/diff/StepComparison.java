package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.kernel.Errno;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.vm.SourceFrame;

/** Compares what a step of the flow returns and prints, and what a run finds. */
final class StepComparison {
  /** Pairs of lines whose likeness is weighed in one gap. */
  private static final long MOST_WEIGHED = 250_000;

  private final List<Divergence> out;

  StepComparison(List<Divergence> out) {
    this.out = out;
  }

  /** Steps of the same name. */
  void compare(StepRecord a, StepRecord b) {
    if (!a.returned().equals(b.returned())) {
      String expected = returned(a);
      String got = returned(b);
      add(
          Divergence.Kind.RETURN,
          a.step(),
          "returned",
          expected,
          got,
          List.of(),
          Cause.returned(a.returned(), b.returned(), expected, got));
    }
    if (!a.log().equals(b.log())) {
      log(a.step(), a.log(), b.log());
    }
  }

  static boolean same(StepRecord a, StepRecord b) {
    return a.step().equals(b.step())
        && a.returned().equals(b.returned())
        && a.log().equals(b.log());
  }

  void missing(StepRecord step) {
    add(
        Divergence.Kind.MISSING,
        step.step(),
        "step",
        returned(step),
        "",
        List.of(),
        "the flow does not come to this step");
  }

  void extra(StepRecord step) {
    add(
        Divergence.Kind.EXTRA,
        step.step(),
        "step",
        "",
        returned(step),
        List.of(),
        "the flow has a step more");
  }

  private static String returned(StepRecord step) {
    if (step.returned().isEmpty()) {
      return "nothing";
    }
    long value = step.returned().getAsLong();
    return Errno.isError(value) ? value + " (" + Errno.name(value) + ")" : Long.toString(value);
  }

  private void log(String step, List<String> a, List<String> b) {
    SequenceAligner.gaps(a, b, (x, y, i, j) -> logGap(step, x, y, i, j));
  }

  private void logGap(String step, List<String> a, List<String> b, int startA, int startB) {
    int j = 0;
    for (int i = 0; i < a.size(); i++) {
      int partner = -1;
      if ((long) a.size() * b.size() <= MOST_WEIGHED) {
        for (int k = j; k < b.size() && partner < 0; k++) {
          partner = alike(a.get(i), b.get(k)) ? k : -1;
        }
      }
      if (partner < 0) {
        logLine(step, startA + i, a.get(i), "", "the kernel does not print this line any more");
        continue;
      }
      while (j < partner) {
        logLine(step, startB + j, "", b.get(j), "the kernel prints a new line");
        j++;
      }
      logLine(step, startB + j, a.get(i), b.get(j), "the kernel prints the line with other words");
      j++;
    }
    while (j < b.size()) {
      logLine(step, startB + j, "", b.get(j), "the kernel prints a new line");
      j++;
    }
  }

  /** Whether half of the longer line is the start and the end of the other. */
  private static boolean alike(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    int start = 0;
    while (start < shorter && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
      end++;
    }
    return 2 * (start + end) >= Math.max(a.length(), b.length());
  }

  private void logLine(String step, int line, String expected, String got, String cause) {
    add(Divergence.Kind.LOG, step, "log[" + line + "]", expected, got, List.of(), cause);
  }

  /** The findings of the whole run: by kind and by the function that shows them. */
  void findings(EndRecord a, EndRecord b) {
    List<String> x = identities(a);
    List<String> y = identities(b);
    int[] match = SequenceAligner.align(x, y);
    boolean[] matched = new boolean[y.size()];
    for (int i = 0; i < x.size(); i++) {
      if (match[i] >= 0) {
        matched[match[i]] = true;
      }
    }
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; match[i] < 0 && j < y.size(); j++) {
        // The order of findings is that of the code that ran, not a finding of its own.
        if (!matched[j] && x.get(i).equals(y.get(j))) {
          match[i] = j;
          matched[j] = true;
        }
      }
    }
    for (int i = 0; i < x.size(); i++) {
      if (match[i] < 0) {
        finding(a.findings().get(i), x.get(i), "", x.get(i) + " is not found any more");
      }
    }
    for (int j = 0; j < y.size(); j++) {
      if (!matched[j]) {
        finding(b.findings().get(j), "", y.get(j), y.get(j) + " is new");
      }
    }
  }

  static boolean sameFindings(EndRecord a, EndRecord b) {
    List<String> x = identities(a);
    List<String> y = identities(b);
    x.sort(null);
    y.sort(null);
    return x.equals(y);
  }

  private static List<String> identities(EndRecord end) {
    List<String> texts = new ArrayList<>();
    for (EndRecord.RecordedFinding defect : end.findings()) {
      List<SourceFrame> stack = defect.stack();
      texts.add(defect.kind() + (stack.isEmpty() ? "" : " in " + stack.get(0).function()));
    }
    return texts;
  }

  private void finding(
      EndRecord.RecordedFinding defect, String expected, String got, String cause) {
    add(Divergence.Kind.FINDING, defect.kind(), "", expected, got, defect.stack(), cause);
  }

  private void add(
      Divergence.Kind kind,
      String call,
      String what,
      String expected,
      String got,
      List<SourceFrame> stack,
      String cause) {
    out.add(new Divergence(kind, call, -1, -1, 1, what, expected, got, stack, cause));
  }
}
