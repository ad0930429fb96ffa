package org.seamreplay.replay.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.platform.Profiles;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.json.TraceReader;

/** Finds golden traces that nothing is compared with any more. */
public final class Orphans {
  /**
   * A trace that no run has.
   *
   * @param file the trace
   * @param reason why, for a reader who may delete it
   */
  public record Orphan(Path file, String reason) {}

  private Orphans() {}

  /**
   * The orphans in a directory of golden traces, by name: their scenario or machine is gone, or the
   * file is called otherwise than its run. Nothing is deleted.
   *
   * @param traces need not exist
   * @throws BadInput if the directory cannot be read
   */
  public static List<Orphan> of(Path traces) {
    List<Orphan> orphans = new ArrayList<>();
    if (Files.isDirectory(traces)) {
      TraceOwner owner = TraceOwner.shipped();
      for (Path file : TraceFiles.below(traces)) {
        reason(file, owner).ifPresent(reason -> orphans.add(new Orphan(file, reason)));
      }
    }
    return orphans;
  }

  private static Optional<String> reason(Path file, TraceOwner owner) {
    try {
      TraceHeader header = TraceReader.readHeader(file);
      Optional<Scenario> scenario = owner.scenario(header);
      if (scenario.isEmpty()) {
        return Optional.of("there is no scenario " + header.scenario());
      }
      if (!scenario.get().platforms().contains(header.platform())
          && !Profiles.SHIPPED.contains(header.platform())) {
        return Optional.of("there is no machine " + header.platform());
      }
      String name = new ScenarioRun(scenario.get(), header.platform(), header.module()).name();
      Path expected = Path.of(name + TraceFiles.SUFFIX);
      return file.endsWith(expected) ? Optional.empty() : Optional.of("its run is called " + name);
    } catch (TraceFormatException e) {
      return Optional.of("it is no trace: " + e.getMessage());
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
