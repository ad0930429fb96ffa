package org.seamreplay.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceFormatException;
import org.seamreplay.trace.TraceReader;
import org.seamreplay.trace.TraceWriter;

/**
 * A directory of golden traces: {@code KERNEL/SCENARIO.jsonl}, for example {@code
 * linux-7.3/boot@server-512g.jsonl}.
 */
public final class GoldenTraces {
  private final Path directory;

  /** Traces below {@code directory}, which need not exist. */
  public GoldenTraces(Path directory) {
    this.directory = directory;
  }

  /** Where the trace of a run is or would be. */
  public Path file(KernelTree tree, ScenarioRun run) {
    return directory.resolve(tree.id()).resolve(run.name() + ".jsonl");
  }

  /**
   * The golden trace of a run, empty if there is none.
   *
   * @throws BadInput if the file cannot be read or is no trace
   */
  public Optional<Trace> find(KernelTree tree, ScenarioRun run) {
    Path file = file(tree, run);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(TraceReader.read(file));
    } catch (TraceFormatException e) {
      throw new BadInput(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that traces can be written, before work is done for them.
   *
   * @throws BadInput if not
   */
  public void prepare(KernelTree tree) {
    Path target = directory.resolve(tree.id());
    try {
      Files.createDirectories(target);
      if (!Files.isWritable(target)) {
        throw new BadInput(target + ": not writable; give another directory with --traces");
      }
    } catch (IOException e) {
      throw new BadInput(target + ": cannot be made; give another directory with --traces", e);
    }
  }

  /**
   * Writes a trace, whole or not at all.
   *
   * @throws BadInput if that fails
   */
  public void write(KernelTree tree, ScenarioRun run, Trace trace) {
    Path file = file(tree, run);
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), ".new", ".jsonl");
      try {
        Files.writeString(fresh, TraceWriter.toText(trace), US_ASCII);
        Files.setPosixFilePermissions(
            fresh, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
