package org.seamreplay.replay.boundary;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.platform.YamlNode;

/** Machine and module profiles, each read once. Safe for use by several threads. */
public final class LoadedProfiles {
  private final Map<String, MachineProfile> platforms = new ConcurrentHashMap<>();
  private final Map<String, ModuleImage> modules = new ConcurrentHashMap<>();
  private final boolean files;

  /** Those that come along, by name, and any others by file. */
  public LoadedProfiles() {
    files = true;
  }

  /**
   * Those that come along, and others whose files are here; no other file is opened.
   *
   * @param platforms machines, by the name of their file
   * @param modules modules, by the name of their file
   * @throws InvalidFile naming file, line and key of what is wrong
   */
  public LoadedProfiles(Map<String, YamlNode> platforms, Map<String, YamlNode> modules) {
    files = false;
    platforms.forEach((name, yaml) -> this.platforms.put(name, Profiles.read(yaml)));
    modules.forEach(
        (name, yaml) -> this.modules.put(name, ModuleImage.of(ModuleProfile.read(yaml))));
  }

  /**
   * Loads what runs need, so that a broken profile is found before anything is compiled.
   *
   * @throws org.seamreplay.platform.InvalidFile naming file, line and key
   */
  public void loadFor(List<ScenarioRun> runs) {
    for (ScenarioRun run : runs) {
      platform(run.platform());
      module(run.module());
      run.scenario().images().forEach(this::module);
    }
  }

  /** The machine of that name or file. */
  public MachineProfile platform(String nameOrFile) {
    return platforms.computeIfAbsent(nameOrFile, n -> Profiles.load(allowed(n)));
  }

  /** The image of the module of that name or file. */
  public ModuleImage module(String nameOrFile) {
    return modules.computeIfAbsent(nameOrFile, n -> ModuleImage.of(ModuleProfile.load(allowed(n))));
  }

  private String allowed(String nameOrFile) {
    if (!files && Profiles.isFile(nameOrFile)) {
      throw new InvalidFile(
          "the profile " + Profiles.shortName(nameOrFile) + " is not among those that are given");
    }
    return nameOrFile;
  }
}
