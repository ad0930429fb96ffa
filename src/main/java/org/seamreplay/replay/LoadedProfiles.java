package org.seamreplay.replay;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.seamreplay.module.ModuleImage;
import org.seamreplay.module.ModuleProfile;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.scenario.FlowStep;

/** Machine and module profiles, each read once. Safe for use by several threads. */
public final class LoadedProfiles {
  private final Map<String, MachineProfile> platforms = new ConcurrentHashMap<>();
  private final Map<String, ModuleImage> modules = new ConcurrentHashMap<>();

  /**
   * Loads what runs need, so that a broken profile is found before anything is compiled.
   *
   * @throws org.seamreplay.platform.InvalidFile naming file, line and key
   */
  public void loadFor(List<ScenarioRun> runs) {
    for (ScenarioRun run : runs) {
      platform(run.platform());
      module(run.module());
      for (FlowStep step : run.scenario().flow()) {
        if (step instanceof FlowStep.Update update) {
          module(update.image());
        }
      }
    }
  }

  /** The machine of that name or file. */
  public MachineProfile platform(String nameOrFile) {
    return platforms.computeIfAbsent(nameOrFile, Profiles::load);
  }

  /** The image of the module of that name or file. */
  public ModuleImage module(String nameOrFile) {
    return modules.computeIfAbsent(nameOrFile, n -> ModuleImage.of(ModuleProfile.load(n)));
  }
}
