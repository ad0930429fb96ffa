package org.seamreplay.scenario;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One thing to run.
 *
 * @param name for example {@code boot} or, for a case of a family, {@code boot-failures/sys-config}
 * @param description one sentence
 * @param platforms machine profiles that it is run on, the usual one first
 * @param module TDX module profile: a name, a file, or the text of a profile, which begins with a
 *     brace
 * @param requires what the kernel must have, else the scenario does not apply: functions that it
 *     defines, SEAMCALL leaves that it makes
 * @param flow what is done, in order
 * @param injections what fails
 * @param expectations what must come out: the first one that holds for a run counts
 */
public record Scenario(
    String name,
    String description,
    List<String> platforms,
    String module,
    List<String> requires,
    List<FlowStep> flow,
    List<Injection> injections,
    List<Expectation> expectations) {
  /** Copies the lists. */
  public Scenario {
    platforms = List.copyOf(platforms);
    requires = List.copyOf(requires);
    flow = List.copyOf(flow);
    injections = List.copyOf(injections);
    expectations = List.copyOf(expectations);
  }

  /**
   * What must come out of a run; without expectation for it, everything must succeed.
   *
   * @param made whether the run made a SEAMCALL of that leaf
   */
  public Expectation expectation(Predicate<String> made) {
    return expectations.stream()
        .filter(e -> e.when().stream().allMatch(made))
        .findFirst()
        .orElse(Expectation.SUCCESS);
  }

  /** Whether its flow has TDs in it. */
  public boolean needsGuest() {
    return flow.stream().anyMatch(FlowStep::needsGuest);
  }

  /** Whether another module is installed in it. */
  public boolean updates() {
    return flow.stream().anyMatch(FlowStep.Update.class::isInstance);
  }

  /** The name up to the slash: what a whole family is selected by. */
  public String family() {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /** The highest number of a CPU that the flow or an interruption names; -1 if none does. */
  public int highestCpu() {
    int highest = -1;
    for (FlowStep step : flow) {
      highest = Math.max(highest, step.cpu());
    }
    for (Injection injection : injections) {
      if (injection instanceof Injection.Interruption interruption) {
        highest = Math.max(highest, interruption.resumeOn());
        highest = Math.max(highest, interruption.meanwhile().map(FlowStep::cpu).orElse(-1));
      }
    }
    return highest;
  }

  /**
   * The same with other names for profiles.
   *
   * @param platform a new name for each machine
   * @param module a new name for each module, also for those that updates install
   */
  public Scenario renamed(UnaryOperator<String> platform, UnaryOperator<String> module) {
    UnaryOperator<FlowStep> step =
        one ->
            one instanceof FlowStep.Update update
                ? new FlowStep.Update(module.apply(update.image()), update.name(), update.damage())
                : one;
    return new Scenario(
        name,
        description,
        platforms.stream().map(platform).toList(),
        module.apply(this.module),
        requires,
        flow.stream().map(step).toList(),
        injections.stream().map(injection -> renamed(injection, step)).toList(),
        expectations);
  }

  private static Injection renamed(Injection injection, UnaryOperator<FlowStep> step) {
    return injection instanceof Injection.Interruption i
        ? new Injection.Interruption(
            i.leaf(), i.first(), i.times(), i.after(), i.resumeOn(), i.meanwhile().map(step))
        : injection;
  }

  /** The modules that it needs besides its own: those that updates install. */
  public List<String> images() {
    return Stream.concat(
            flow.stream(),
            injections.stream()
                .filter(Injection.Interruption.class::isInstance)
                .flatMap(one -> ((Injection.Interruption) one).meanwhile().stream()))
        .filter(FlowStep.Update.class::isInstance)
        .map(one -> ((FlowStep.Update) one).image())
        .distinct()
        .toList();
  }
}
