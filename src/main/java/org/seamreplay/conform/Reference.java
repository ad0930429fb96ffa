package org.seamreplay.conform;

import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.platform.YamlNode;

/** The machine and the module that the shipped vectors were recorded with. */
public final class Reference {
  private Reference() {}

  /** Two packages of two LPs, see the file. */
  public static MachineProfile platform() {
    return Profiles.read(YamlNode.resource("conform/platform.yaml"));
  }

  /** The public module source, with the handoff pages of the recording. */
  public static ModuleProfile module() {
    return ModuleProfile.read(YamlNode.resource("conform/module.yaml"));
  }
}
