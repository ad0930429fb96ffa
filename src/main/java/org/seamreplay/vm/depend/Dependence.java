package org.seamreplay.vm.depend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.Question;
import org.seamreplay.vm.Question.About;

/**
 * What a run depended on: its {@link Footprint} with the {@link Answers} of its program. A run of
 * another program that gives the same answers records the same.
 *
 * <p>For a run is a function of its program and of things that are the same for both. It can tell
 * two programs apart only by what it has asked of the first: up to the first different answer it
 * does the same with both. So all questions are in the footprint: the code entered, with what that
 * refers to; what models looked up by name or address, found or not found; where sections are; all
 * variables, for a search for leaks. Names of labels and numbers of values are part of code, lines
 * are not.
 *
 * <p>Frames of a recording move with the code: {@link LineShift}. Words about places in other texts
 * (findings, what is not modelled) do not, so there no line may have changed. Where a finding
 * describes an address by its neighbours, or the program takes addresses of labels, all of the
 * program has to be the same.
 *
 * <p>Not covered is a pointer made by arithmetic past one variable, its red zone, and into another
 * that nothing refers to.
 */
public final class Dependence {
  private final List<Question> questions;
  private final List<String> answers;
  private final List<Places> places;
  private final boolean linesCount;

  /** What the search for leaks started from besides the answers; empty if there was none. */
  private final Optional<SortedSet<Long>> references;

  private final boolean leaks;

  /** In which places a C function has a part; made when first needed. */
  private volatile Map<String, List<Integer>> byFunction;

  private Dependence(AskedProgram program, Footprint seen) {
    List<Question> asked = seen.inOrder();
    if (!asked.isEmpty() && !program.program().tables.labels.isEmpty()) {
      asked.add(Question.of(About.EVERYTHING, ""));
    }
    questions = List.copyOf(asked);
    Answers from = program.answers();
    answers = questions.stream().map(from::to).toList();
    places = questions.stream().map(from::places).toList();
    linesCount = seen.stack;
    references = seen.variables ? Optional.of(from.references(questions)) : Optional.empty();
    leaks = seen.leaks;
  }

  /** What a run depended on that has seen this much of a program. */
  public static Dependence of(AskedProgram program, Footprint seen) {
    return new Dependence(program, seen);
  }

  /**
   * Asks another program.
   *
   * @return where the lines of what ran have gone; empty if the other program has to run itself
   */
  public Optional<LineShift> in(AskedProgram other) {
    Answers now = other.answers();
    for (int i = 0; i < answers.size(); i++) {
      if (!now.to(questions.get(i)).equals(answers.get(i))) {
        return Optional.empty();
      }
    }
    if (references.isPresent() && !sameReferences(references.get(), now.references(questions))) {
      return Optional.empty();
    }
    LineShift shift =
        new LineShift(places, questions.stream().map(now::places).toList(), byFunction());
    return linesCount && !shift.isNone() ? Optional.empty() : Optional.of(shift);
  }

  private Map<String, List<Integer>> byFunction() {
    Map<String, List<Integer>> known = byFunction;
    if (known == null) {
      known = new HashMap<>();
      for (int i = 0; i < places.size(); i++) {
        for (String function : places.get(i).functions()) {
          known.computeIfAbsent(function, f -> new ArrayList<>()).add(i);
        }
      }
      byFunction = known;
    }
    return known;
  }

  /**
   * Whether a search for leaks starts from the same references. More references hide leaks and do
   * nothing else, so if there were none there may be more.
   */
  private boolean sameReferences(SortedSet<Long> before, SortedSet<Long> now) {
    return leaks ? now.equals(before) : now.containsAll(before);
  }
}
