package org.seamreplay.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.YamlNode;

/** Finds scenarios: those that the program brings along, by name, and others by file. */
public final class Scenarios {
  /** The files that the program brings along, in the order they are run. */
  public static final List<String> SHIPPED =
      List.of(
          "boot",
          "boot-large",
          "boot-reported",
          "boot-failures",
          "update",
          "update-failures",
          "cpu-hotplug",
          "memory-hotplug",
          "shutdown-kexec",
          "suspend-resume",
          "extensions",
          "extension-interrupts",
          "extension-failures",
          "quote",
          "extension-update");

  private Scenarios() {}

  /** All scenarios that the program brings along. */
  public static List<Scenario> shipped() {
    List<Scenario> scenarios = new ArrayList<>();
    for (String name : SHIPPED) {
      scenarios.addAll(ScenarioReader.read(YamlNode.resource("scenarios/" + name + ".yaml")));
    }
    return scenarios;
  }

  /**
   * The scenarios that the arguments select, each once.
   *
   * @param selected names of scenarios, families or cases, or paths of files; all shipped ones if
   *     there is none
   * @throws InvalidFile for a broken file, and for a name that nothing has, with the nearest names
   */
  public static List<Scenario> select(List<String> selected) {
    if (selected.isEmpty()) {
      return shipped();
    }
    Set<Scenario> result = new LinkedHashSet<>();
    for (String one : selected) {
      result.addAll(find(one));
    }
    return List.copyOf(result);
  }

  /** Whether this is a file of scenarios, not the name of one. */
  public static boolean isFile(String nameOrFile) {
    return nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml");
  }

  private static List<Scenario> find(String nameOrFile) {
    if (isFile(nameOrFile)) {
      Path file = Path.of(nameOrFile);
      if (!Files.isRegularFile(file)) {
        throw new InvalidFile(nameOrFile + ": no such scenario file");
      }
      return ScenarioReader.read(YamlNode.read(file));
    }
    int slash = nameOrFile.indexOf('/');
    String family = slash < 0 ? nameOrFile : nameOrFile.substring(0, slash);
    if (SHIPPED.contains(family)) {
      List<Scenario> all = ScenarioReader.read(YamlNode.resource("scenarios/" + family + ".yaml"));
      List<Scenario> matching =
          slash < 0 ? all : all.stream().filter(s -> s.name().equals(nameOrFile)).toList();
      if (!matching.isEmpty()) {
        return matching;
      }
    }
    Set<String> known = new LinkedHashSet<>(SHIPPED);
    shipped().forEach(scenario -> known.add(scenario.name()));
    String near = NearNames.near(nameOrFile, known);
    throw new InvalidFile(
        "no scenario '"
            + nameOrFile
            + "'"
            + (near.isEmpty() ? "; 'seamreplay scenario list' shows them" : near));
  }
}
