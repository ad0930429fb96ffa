package org.seamreplay.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seamreplay.input.InputFile;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.platform.YamlNode;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.scenario.ScenarioReader;
import org.seamreplay.scenario.Scenarios;

/**
 * Scenarios, machines and modules that do not come along with the program but are files of
 * somebody. In a bundle they are called by the name of the file, and nothing but them is opened: a
 * scenario of a stranger may name any file as the machine or module that it wants.
 */
public final class Definitions {
  private final SortedMap<String, byte[]> contents;

  /** Which file a scenario is in; only known of scenarios that were found on this machine. */
  private final Map<Scenario, String> files = new HashMap<>();

  private final Map<String, List<Scenario>> read = new HashMap<>();

  /** Definitions that are in a bundle, by path there. */
  Definitions(SortedMap<String, byte[]> contents) {
    this.contents = new TreeMap<>(contents);
  }

  /**
   * Reads the files that runs depend on.
   *
   * @param scenarios what the scenarios of the runs were selected by
   * @throws BadInput if two files have one name, or a name that no bundle can have
   */
  public static Definitions of(List<String> scenarios, List<ScenarioRun> runs) {
    Definitions all = new Definitions(new TreeMap<>());
    Map<String, Path> paths = new TreeMap<>();
    for (String file : scenarios.stream().filter(Scenarios::isFile).toList()) {
      String name = all.add(Names.SCENARIOS, file, paths);
      Scenarios.select(List.of(file)).forEach(scenario -> all.files.put(scenario, name));
    }
    for (ScenarioRun run : runs) {
      all.add(Names.PLATFORMS, run.platform(), paths);
      all.add(Names.MODULES, run.module(), paths);
      run.scenario().images().forEach(image -> all.add(Names.MODULES, image, paths));
    }
    return all;
  }

  private String add(String directory, String nameOrFile, Map<String, Path> paths) {
    String name = renamed(directory, nameOrFile);
    if (name.equals(nameOrFile)) {
      return name;
    }
    Path path = Path.of(nameOrFile).toAbsolutePath().normalize();
    if (!Names.isKnown(name)) {
      throw new BadInput(
          nameOrFile
              + ": a file in a bundle is called by letters, digits and . _ + @ - only; rename it");
    }
    Path other = paths.putIfAbsent(name, path);
    if (other != null && !other.equals(path)) {
      throw new BadInput(nameOrFile + ": there are two files of this name; rename one");
    }
    if (other == null) {
      contents.put(name, content(path));
    }
    return name;
  }

  private static byte[] content(Path file) {
    try {
      return InputFile.named(file, YamlNode.MAX_BYTES);
    } catch (IOException e) {
      throw new BadInput(file + ": " + InputFile.reason(e), e);
    }
  }

  /** What a file is called in a bundle; what comes along keeps its name. */
  private static String renamed(String directory, String nameOrFile) {
    boolean file =
        directory.equals(Names.SCENARIOS)
            ? Scenarios.isFile(nameOrFile)
            : Profiles.isFile(nameOrFile);
    return file ? directory + nameOrFile.substring(nameOrFile.lastIndexOf('/') + 1) : nameOrFile;
  }

  /** The texts, by path in the bundle. */
  SortedMap<String, byte[]> contents() {
    return contents;
  }

  /** The machines and modules among them; these open no other file. */
  public LoadedProfiles profiles() {
    return new LoadedProfiles(documents(Names.PLATFORMS), documents(Names.MODULES));
  }

  private Map<String, YamlNode> documents(String directory) {
    Map<String, YamlNode> documents = new TreeMap<>();
    for (String name : contents.keySet()) {
      if (name.startsWith(directory)) {
        documents.put(name, document(name));
      }
    }
    return documents;
  }

  private YamlNode document(String name) {
    byte[] content = contents.get(name);
    try {
      return YamlNode.parse(name, UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException e) {
      throw new InvalidFile(name + ": cannot be read as UTF-8 text", e);
    }
  }

  /** The same runs with everything called as in the bundle. */
  public List<ScenarioRun> renamed(List<ScenarioRun> runs) {
    return runs.stream().map(this::renamed).toList();
  }

  private ScenarioRun renamed(ScenarioRun run) {
    Scenario scenario = renamed(run.scenario());
    Optional.ofNullable(files.get(run.scenario())).ifPresent(file -> files.put(scenario, file));
    return new ScenarioRun(
        scenario, renamed(Names.PLATFORMS, run.platform()), renamed(Names.MODULES, run.module()));
  }

  private static Scenario renamed(Scenario scenario) {
    return scenario.renamed(
        platform -> renamed(Names.PLATFORMS, platform), module -> renamed(Names.MODULES, module));
  }

  /** The file that a scenario of a renamed run is in; empty if it comes along. */
  String file(Scenario scenario) {
    return files.getOrDefault(scenario, "");
  }

  /**
   * A scenario by its name.
   *
   * @param file the file it is in; empty for one that comes along
   * @return empty if there is none of that name
   */
  Optional<Scenario> scenario(String file, String name) {
    return read
        .computeIfAbsent(
            file,
            f ->
                (f.isEmpty() ? Scenarios.shipped() : ScenarioReader.read(document(f)))
                    .stream().map(Definitions::renamed).toList())
        .stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst();
  }
}
