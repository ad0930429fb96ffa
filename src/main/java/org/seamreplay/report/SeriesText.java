package org.seamreplay.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seamreplay.replay.seen.Seen;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.text.Plural;

/**
 * A series for a reader at a terminal: what it is, a matrix of steps and families of scenarios, and
 * what each patch changes in behaviour. 72 columns, so that it can be quoted in a mail.
 */
final class SeriesText {
  private static final int WIDTH = 72;
  private static final int CELL = 5;
  private static final int ANSWER = "not seen".length();
  private static final int MAX_CHANGES = 6;

  /** Fewer patches in a row that change nothing have their subjects shown. */
  private static final int MANY_QUIET = 3;

  private static final int MAX_NOTES = 6;
  private static final int MAX_PLACES = 5;

  private final PrintStream out;
  private final boolean colour;
  private final SeriesOutcome outcome;

  SeriesText(PrintStream out, boolean colour, SeriesOutcome outcome) {
    this.out = out;
    this.colour = colour;
    this.outcome = outcome;
  }

  void head() {
    Wrap.text(Printable.of(outcome.title()), WIDTH, "series  ", "        ")
        .forEach(line -> out.println(Ink.STRONG.on(line, colour)));
    Wrap.text(Printable.of(outcome.base()), WIDTH, "base    ", "        ").forEach(out::println);
    notes(outcome.notes(), "note    ");
  }

  private void notes(List<String> notes, String label) {
    for (String note : notes.subList(0, Math.min(MAX_NOTES, notes.size()))) {
      Wrap.text(Printable.of(note), WIDTH, label, " ".repeat(label.length())).forEach(out::println);
    }
    if (notes.size() > MAX_NOTES) {
      out.println(label + (notes.size() - MAX_NOTES) + " more");
    }
  }

  /** A row for each step: how many runs are as expected, and how each family does. */
  void matrix() {
    int label = outcome.steps().stream().mapToInt(step -> step.label().length()).max().orElse(4);
    label = Math.max(label, "step".length());
    int total = Integer.toString(outcome.runs().size()).length();
    int fine = Math.max("as expected".length(), 2 * total + 1);
    int left = label + 2 + fine + 2 + ANSWER + 2 + "claim".length() + 3;
    List<Families.Column> columns = Families.of(outcome.runs(), this::quiet).columns();
    int room = (WIDTH - left) / CELL;
    for (int from = 0; from < columns.size(); from += room) {
      List<Families.Column> block = columns.subList(from, Math.min(columns.size(), from + room));
      out.println();
      for (int i = block.size() - 1; i >= 0; i--) {
        out.println(lead(block, i, left));
      }
      String head =
          String.format(
              Locale.ROOT,
              "%-" + label + "s  %-" + fine + "s  %-" + ANSWER + "s  claim",
              "step",
              "as expected",
              "changed");
      out.println(
          (head
                  + " ".repeat(left - head.length())
                  + ("|" + " ".repeat(CELL - 1)).repeat(block.size()))
              .stripTrailing());
      for (StepOutcome step : outcome.steps()) {
        row(step, block, label, fine);
      }
    }
    out.println();
    others(columns);
    for (String line :
        List.of(
            ".  as at the step before     +N  N runs change",
            "-  does not apply            !N  N are not as expected",
            "x  not built                 ?N  N need what is not modelled")) {
      out.println(Ink.FAINT.on(line, colour));
    }
  }

  /** The name of a column, and a line from there to it that passes the columns before. */
  private static String lead(List<Families.Column> block, int column, int left) {
    String name = Printable.cut(Printable.of(block.get(column).title()), left - 4);
    StringBuilder line = new StringBuilder();
    line.append(" ".repeat(left - 3 - name.length())).append(name).append(" --");
    for (int i = 0; i < column; i++) {
      line.append('|').append("-".repeat(CELL - 1));
    }
    return line.append('.').toString();
  }

  private void others(List<Families.Column> columns) {
    for (Families.Column column : columns) {
      if (column.families().size() > 1) {
        Wrap.text(
                Printable.of(String.join(", ", column.families())),
                WIDTH,
                column.families().size() + " others: ",
                "  ")
            .forEach(line -> out.println(Ink.FAINT.on(line, colour)));
      }
    }
  }

  /** What runs show at all steps if that is nothing to look at, or else nothing. */
  private String quiet(Families.Column column) {
    StringBuilder shown = new StringBuilder();
    for (StepOutcome step : outcome.steps()) {
      CellState worst = CellState.worst(column.states(step));
      switch (worst) {
        case SAME, NOT_APPLICABLE, NOT_BUILT -> shown.append(worst.symbol());
        case CHANGED, WRONG, NOT_MODELLED -> {
          return "";
        }
      }
    }
    return shown.toString();
  }

  private void row(StepOutcome step, List<Families.Column> columns, int label, int fine) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%-" + label + "s  ", step.label()));
    long applicable = step.cells().stream().filter(SeriesText::applies).count();
    long expected = step.cells().stream().filter(cell -> applies(cell) && asExpected(cell)).count();
    String count =
        !step.built() ? "not built" : applicable > 0 ? expected + "/" + applicable : "none apply";
    String padded = String.format(Locale.ROOT, "%-" + fine + "s", count);
    line.append(!step.built() || expected < applicable ? Ink.BAD.on(padded, colour) : padded)
        .append("  ");
    String answer = String.format(Locale.ROOT, "%" + ANSWER + "s", answer(step));
    boolean seen = !step.answer().equals(Optional.of(StepOutcome.Answer.NOT_SEEN));
    line.append(seen ? answer : Ink.DOUBT.on(answer, colour)).append("  ");
    String claim =
        switch (step.claim()) {
          case NONE -> "";
          case KEPT -> "kept";
          case NOT_SEEN -> "open";
          case BROKEN -> "broken";
        };
    String claimed = String.format(Locale.ROOT, "%-8s", claim);
    line.append(step.claim() == StepOutcome.Claim.BROKEN ? Ink.BAD.on(claimed, colour) : claimed);
    for (Families.Column column : columns) {
      line.append(cell(step, column));
    }
    out.println(line.toString().stripTrailing());
  }

  /** How many runs change, or why none does. */
  private static String answer(StepOutcome step) {
    if (step.answer().isEmpty()) {
      return "";
    }
    return switch (step.answer().get()) {
      case SAME -> "same";
      case NOT_SEEN -> "not seen";
      case CHANGES ->
          Long.toString(step.cells().stream().filter(cell -> !cell.change().isEmpty()).count());
    };
  }

  static boolean applies(Cell cell) {
    return CellState.of(cell) != CellState.NOT_APPLICABLE;
  }

  static boolean asExpected(Cell cell) {
    CellState state = CellState.of(cell);
    return state == CellState.SAME || state == CellState.CHANGED;
  }

  private String cell(StepOutcome step, Families.Column column) {
    List<CellState> states = column.states(step);
    CellState worst = CellState.worst(states);
    long count = states.stream().filter(state -> state == worst).count();
    boolean counted =
        worst == CellState.CHANGED || worst == CellState.WRONG || worst == CellState.NOT_MODELLED;
    String text = worst.symbol() + (counted ? Long.toString(count) : "");
    String padded = text + " ".repeat(Math.max(0, CELL - text.length()));
    return switch (worst) {
      case WRONG, NOT_BUILT -> Ink.BAD.on(padded, colour);
      case NOT_MODELLED -> Ink.DOUBT.on(padded, colour);
      case CHANGED -> Ink.NEW.on(padded, colour);
      case SAME, NOT_APPLICABLE -> padded;
    };
  }

  /** What each patch changes, in few lines each. */
  void behaviour() {
    out.println();
    List<StepOutcome> quiet = new ArrayList<>();
    for (StepOutcome step : outcome.steps()) {
      if (step.number() == 0) {
        continue;
      }
      if (isQuiet(step)) {
        quiet.add(step);
        continue;
      }
      together(quiet);
      quiet.clear();
      step(step);
    }
    together(quiet);
  }

  /** Whether there is nothing more to say than that it changes nothing. */
  private static boolean isQuiet(StepOutcome step) {
    return step.built()
        && step.notes().isEmpty()
        && step.claim() != StepOutcome.Claim.BROKEN
        && step.answer().equals(Optional.of(StepOutcome.Answer.SAME));
  }

  /** Patches in a row that change no run, as a few lines. */
  private void together(List<StepOutcome> steps) {
    if (steps.size() < MANY_QUIET) {
      steps.forEach(this::step);
      return;
    }
    String first = steps.get(0).label();
    String head = first + " to " + steps.get(steps.size() - 1).label();
    List<String> kept =
        steps.stream()
            .filter(step -> step.claim() == StepOutcome.Claim.KEPT)
            .map(StepOutcome::label)
            .toList();
    out.println(Ink.STRONG.on(head, colour));
    String text =
        "change no run"
            + (kept.isEmpty()
                ? ""
                : ", as " + String.join(", ", kept) + (kept.size() == 1 ? " says" : " say"));
    String indent = " ".repeat(first.length() + 2);
    Wrap.text(text, WIDTH, indent, indent + "  ").forEach(out::println);
  }

  private void step(StepOutcome step) {
    String head = step.label() + "  ";
    Wrap.text(Printable.of(step.subject()), WIDTH, head, " ".repeat(head.length()))
        .forEach(line -> out.println(Ink.STRONG.on(line, colour)));
    String indent = " ".repeat(step.label().length() + 2);
    if (!step.built()) {
      out.println(indent + Ink.BAD.on("not built", colour));
      return;
    }
    changes(step, indent);
    step.seen().filter(seen -> !seen.complete()).ifPresent(seen -> notSeen(seen, indent));
    notes(step.notes(), indent + "note: ");
  }

  private void changes(StepOutcome step, String indent) {
    List<Behaviour> behaviours = Behaviour.of(step);
    if (behaviours.isEmpty()) {
      out.println(indent + quiet(step));
      return;
    }
    if (step.claim() == StepOutcome.Claim.BROKEN) {
      out.println(indent + Ink.BAD.on("says \"no functional change\", but:", colour));
    }
    for (Behaviour behaviour : behaviours.subList(0, Math.min(MAX_CHANGES, behaviours.size()))) {
      String text = Printable.of(behaviour.text()) + where(outcome, behaviour);
      Wrap.text(text, WIDTH, indent, indent + "  ").forEach(out::println);
    }
    if (behaviours.size() > MAX_CHANGES) {
      rest(behaviours.subList(MAX_CHANGES, behaviours.size()), indent);
    }
  }

  private static String quiet(StepOutcome step) {
    boolean same = step.seen().filter(Seen::byConstruction).isPresent();
    return (same ? "gives the same code" : "changes no run")
        + (step.claim() == StepOutcome.Claim.KEPT ? ", as it says" : "");
  }

  private void notSeen(Seen seen, String indent) {
    String text = "not seen: " + SeenText.count(seen);
    Wrap.text(text, WIDTH, indent, indent + "  ")
        .forEach(line -> out.println(Ink.DOUBT.on(line, colour)));
    List<String> places = SeenText.places(seen);
    for (String place : places.subList(0, Math.min(MAX_PLACES, places.size()))) {
      Wrap.text(Printable.of(place), WIDTH, indent + "  ", indent + "    ").forEach(out::println);
    }
    if (places.size() > MAX_PLACES) {
      out.println(indent + "  and in " + (places.size() - MAX_PLACES) + " further files");
    }
  }

  /** Changes that are not shown: how many there are, and where. */
  private void rest(List<Behaviour> behaviours, String indent) {
    List<Integer> runs = behaviours.stream().flatMap(b -> b.runs().stream()).toList();
    String families = String.join(", ", families(outcome, runs));
    String text =
        "and " + Plural.of(behaviours.size(), "further change") + ", in runs of " + families;
    Wrap.text(Printable.of(text), WIDTH, indent, indent + "  ").forEach(out::println);
  }

  /** In which runs: the name of one, else how many and of which families. */
  static String where(SeriesOutcome outcome, Behaviour behaviour) {
    int count = behaviour.runs().size();
    if (count == outcome.runs().size()) {
      return count == 1 ? "" : ": in all " + count + " runs";
    }
    if (count == 1) {
      return ": in " + outcome.runs().get(behaviour.runs().get(0)).name();
    }
    List<String> families = families(outcome, behaviour.runs());
    return ": in " + count + " runs" + (families.size() == 1 ? " of " + families.get(0) : "");
  }

  private static List<String> families(SeriesOutcome outcome, List<Integer> runs) {
    return runs.stream()
        .map(run -> outcome.runs().get(run).scenario().family())
        .distinct()
        .toList();
  }
}
