package org.seamreplay.scenario;

import java.util.List;

/**
 * One thing to run.
 *
 * @param name for example {@code boot} or, for a case of a family, {@code boot-failures/sys-config}
 * @param description one sentence
 * @param platforms machine profiles that it is run on, the usual one first
 * @param module TDX module profile
 * @param requires functions that the kernel must have; without them the scenario does not apply
 * @param flow what is done, in order
 * @param injections what fails
 * @param expectation what must come out
 */
public record Scenario(
    String name,
    String description,
    List<String> platforms,
    String module,
    List<String> requires,
    List<FlowStep> flow,
    List<Injection> injections,
    Expectation expectation) {
  /** Copies the lists. */
  public Scenario {
    platforms = List.copyOf(platforms);
    requires = List.copyOf(requires);
    flow = List.copyOf(flow);
    injections = List.copyOf(injections);
  }

  /** The name up to the slash: what a whole family is selected by. */
  public String family() {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }
}
