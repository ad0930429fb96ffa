package org.seamreplay.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds machine profiles: those that the program brings along, by name, and others by file. */
public final class Profiles {
  /** The machines that the program brings along. */
  public static final List<String> SHIPPED =
      List.of(
          "laptop-8g",
          "server-512g",
          "large-6t",
          "bench-64g",
          "bench-1t",
          "emr-acpi-holes",
          "emr-acpi-holes-fewer",
          "gnr-70-regions",
          "gnr-cxl",
          "gnr-nosmt",
          "gnr-top-holes",
          "gnr-tsx-off",
          "spr-900g");

  /** Documents of the program, each parsed once: an update of a module parses its profile's. */
  private static final Map<String, YamlNode> RESOURCES = new ConcurrentHashMap<>();

  private Profiles() {}

  /**
   * Loads a profile.
   *
   * @param nameOrFile one of {@link #SHIPPED}, or the path of a YAML file
   * @throws InvalidFile naming file, line and key of what is wrong
   */
  public static MachineProfile load(String nameOrFile) {
    return read(document(nameOrFile, "platforms", "machine", SHIPPED));
  }

  /** Makes a profile from its YAML document. */
  public static MachineProfile read(YamlNode document) {
    return MachineProfileReader.read(document);
  }

  /**
   * Whether a machine or module is given by its file, not by the name of one that comes along nor
   * as text.
   */
  public static boolean isFile(String nameOrFile) {
    return !nameOrFile.startsWith("{")
        && (nameOrFile.contains("/")
            || nameOrFile.endsWith(".yaml")
            || nameOrFile.endsWith(".yml"));
  }

  /** What to call a profile: one given by its file by the file's name, without its directory. */
  public static String shortName(String nameOrFile) {
    return isFile(nameOrFile)
        ? nameOrFile.substring(nameOrFile.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "")
        : nameOrFile;
  }

  /**
   * Finds the YAML document of a profile.
   *
   * @param nameOrFile a shipped name or a path; a name has neither a slash nor the ending .yaml
   * @param directory where shipped profiles are in the class path
   * @param kind what to call it in messages
   */
  public static YamlNode document(
      String nameOrFile, String directory, String kind, List<String> shipped) {
    if (shipped.contains(nameOrFile)) {
      return RESOURCES.computeIfAbsent(directory + "/" + nameOrFile + ".yaml", YamlNode::resource);
    }
    if (isFile(nameOrFile)) {
      Path file = Path.of(nameOrFile);
      if (!Files.isRegularFile(file)) {
        throw new InvalidFile(nameOrFile + ": no such " + kind + " profile file");
      }
      return YamlNode.read(file);
    }
    throw new InvalidFile(
        "no "
            + kind
            + " profile '"
            + nameOrFile
            + "'; shipped are "
            + String.join(", ", shipped)
            + "; or give the path of a YAML file");
  }
}
