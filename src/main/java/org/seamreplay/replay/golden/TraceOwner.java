package org.seamreplay.replay.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.trace.TraceHeader;

/**
 * Finds the scenario, machine and module that a trace was made with, from the names in its header.
 * A header is not trusted: its names select among what there is, they never open a file.
 */
public final class TraceOwner {
  private final List<Scenario> scenarios;
  private final Optional<String> platform;
  private final Optional<String> module;

  private TraceOwner(List<Scenario> scenarios, Optional<String> platform, Optional<String> module) {
    this.scenarios = scenarios;
    this.platform = platform;
    this.module = module;
  }

  /** What the program brings along. */
  public static TraceOwner shipped() {
    return of(List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * What the program brings along, and more.
   *
   * @param more scenarios that come first, by file or name
   * @param platform machine instead of the trace's own, by name or file
   * @param module module instead of the trace's own, by name or file
   * @throws org.seamreplay.platform.InvalidFile for a broken file, and for an unknown name
   */
  public static TraceOwner of(
      List<String> more, Optional<String> platform, Optional<String> module) {
    List<Scenario> all = new ArrayList<>();
    if (!more.isEmpty()) {
      all.addAll(Scenarios.select(more));
    }
    all.addAll(Scenarios.shipped());
    return new TraceOwner(List.copyOf(all), platform, module);
  }

  /**
   * What a trace was made with.
   *
   * @param file the trace's name in messages
   * @throws BadInput if there is no such scenario, machine or module any more
   */
  public ScenarioRun run(String file, TraceHeader header) {
    Optional<Scenario> scenario = scenario(header);
    if (scenario.isEmpty()) {
      throw new BadInput(
          file
              + ": no scenario owns this trace: there is no '"
              + header.scenario()
              + "'; give its file with --scenario, or delete the trace");
    }
    if (platform.isEmpty() && !Profiles.SHIPPED.contains(header.platform())) {
      throw new BadInput(
          file + ": no machine profile '" + header.platform() + "'; give its file with --platform");
    }
    // A scenario may bring a profile of its own, which then stands in the header as text.
    boolean known =
        ModuleProfile.SHIPPED.contains(header.module()) || header.module().startsWith("{");
    if (module.isEmpty() && !known) {
      throw new BadInput(
          file + ": no module profile '" + header.module() + "'; give its file with --module");
    }
    return new ScenarioRun(
        scenario.get(), platform.orElse(header.platform()), module.orElse(header.module()));
  }

  /** The scenario that a header names. */
  Optional<Scenario> scenario(TraceHeader header) {
    return scenarios.stream().filter(s -> s.name().equals(header.scenario())).findFirst();
  }
}
