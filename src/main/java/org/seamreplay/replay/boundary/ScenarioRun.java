package org.seamreplay.replay.boundary;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.platform.Profiles;
import org.seamreplay.scenario.Scenario;

/**
 * A scenario on one machine with one module.
 *
 * @param scenario what is done
 * @param platform machine profile, by name or file
 * @param module module profile, by name or file
 */
public record ScenarioRun(Scenario scenario, String platform, String module) {
  /**
   * What the run is called and its golden trace filed under: the scenario's name, with the machine
   * and the module where they are not the scenario's own first choice, for example {@code
   * boot@server-512g}.
   */
  public String name() {
    StringBuilder name = new StringBuilder(scenario.name());
    if (!platform.equals(scenario.platforms().get(0))) {
      name.append('@').append(Profiles.shortName(platform));
    }
    if (!module.equals(scenario.module())) {
      name.append('+').append(Profiles.shortName(module));
    }
    return name.toString();
  }

  /** The machine as traces have it: of a file the name alone, as a trace has no paths. */
  public String platformName() {
    return Profiles.shortName(platform);
  }

  /** The module as traces have it. */
  public String moduleName() {
    return Profiles.shortName(module);
  }

  /**
   * All runs of scenarios.
   *
   * @param platforms machines to use instead of the scenarios' own; empty for those
   * @param modules modules to use instead of the scenarios' own; empty for those
   */
  public static List<ScenarioRun> of(
      List<Scenario> scenarios, List<String> platforms, List<String> modules) {
    List<ScenarioRun> runs = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      for (String platform : platforms.isEmpty() ? scenario.platforms() : platforms) {
        for (String module : modules.isEmpty() ? List.of(scenario.module()) : modules) {
          runs.add(new ScenarioRun(scenario, platform, module));
        }
      }
    }
    return runs;
  }
}
