package org.seamreplay.replay.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.seamreplay.input.InputFile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.json.TraceReader;

/** Finds trace files. */
public final class TraceFiles {
  /** How the name of a trace ends. */
  public static final String SUFFIX = ".jsonl";

  private static final int MAX_DEPTH = 16;

  private TraceFiles() {}

  /**
   * The traces that paths stand for: a file is one, a directory stands for all below it, by name.
   *
   * @throws BadInput if there is no such file, or no trace in a directory
   */
  public static List<Path> of(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new BadInput(path + ": no such file");
      }
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      List<Path> found = below(path);
      if (found.isEmpty()) {
        throw new BadInput(path + ": no trace, a file *" + SUFFIX + ", in this directory");
      }
      files.addAll(found);
    }
    return files;
  }

  /**
   * All traces below a directory, by name; links to directories are not followed.
   *
   * @throws BadInput if the directory cannot be read, or a link leads out of it
   */
  public static List<Path> below(Path directory) {
    try (Stream<Path> walk = Files.walk(directory, MAX_DEPTH)) {
      List<Path> traces =
          walk.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      for (Path trace : traces) {
        InputFile.requireWithin(directory, trace);
      }
      return traces;
    } catch (UncheckedIOException e) {
      throw new BadInput(InputFile.complaint(e.getCause()), e);
    } catch (IOException e) {
      throw new BadInput(InputFile.complaint(e), e);
    }
  }

  /**
   * Reads a trace.
   *
   * @throws BadInput if the file cannot be read or is no trace
   */
  public static Trace read(Path file) {
    try {
      return TraceReader.read(file);
    } catch (TraceFormatException e) {
      throw new BadInput(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInput(file + ": " + InputFile.reason(e), e);
    }
  }

  /**
   * Reads a trace that is in memory.
   *
   * @param name what to call it in messages
   * @throws BadInput if it is no trace
   */
  static Trace read(byte[] text, String name) {
    try {
      return TraceReader.read(new StringReader(new String(text, UTF_8)), name);
    } catch (TraceFormatException | IOException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }
}
