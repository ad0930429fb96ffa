package org.seamreplay.diff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.seamreplay.compile.ScratchDirectory;
import org.seamreplay.input.InputFile;
import org.seamreplay.trace.json.TraceFormatException;

/**
 * {@link TraceDiff} for files of any size: two traces of a million calls in about a second, without
 * holding them.
 */
public final class TraceFileDiff {
  private TraceFileDiff() {}

  /**
   * The differences, as {@link TraceDiff#between} finds them.
   *
   * @throws TraceFormatException if a file is no trace; the message names file and line
   */
  public static List<Divergence> between(Path expected, Path got)
      throws IOException, TraceFormatException {
    if (isReadOnce(expected) || isReadOnce(got)) {
      try (ScratchDirectory scratch = ScratchDirectory.make()) {
        return regularFiles(
            regular(expected, scratch.path().resolve("expected")),
            regular(got, scratch.path().resolve("got")));
      }
    }
    return regularFiles(expected, got);
  }

  /** A pipe. */
  private static boolean isReadOnce(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  private static Path regular(Path file, Path copy) throws IOException {
    if (!isReadOnce(file)) {
      return file;
    }
    try (InputStream in = InputFile.named(file)) {
      Files.copy(in, copy);
    }
    return copy;
  }

  private static List<Divergence> regularFiles(Path a, Path b)
      throws IOException, TraceFormatException {
    if (Files.size(a) == Files.size(b) && Files.mismatch(a, b) < 0) {
      FileLines.scan(a, new Shape.Pool()).close();
      return List.of();
    }
    Shape.Pool shapes = new Shape.Pool();
    CompletableFuture<FileLines> other = CompletableFuture.supplyAsync(() -> scanned(b, shapes));
    FileLines scannedA;
    try {
      scannedA = FileLines.scan(a, shapes);
    } catch (IOException | TraceFormatException | RuntimeException e) {
      // The first file's complaint comes first, whichever thread is faster.
      close(other);
      throw e;
    }
    try (FileLines linesA = scannedA;
        FileLines linesB = join(other)) {
      Optional<Divergence> header = TraceDiff.headers(linesA.header(), linesB.header());
      if (header.isPresent()) {
        return List.of(header.get());
      }
      if (!linesA.header().hasEvents() || !linesB.header().hasEvents()) {
        linesA.ignoreEvents();
        linesB.ignoreEvents();
      }
      FileLines.number(linesA, linesB);
      return LinesDiff.between(linesA, linesB);
    } catch (FileLines.Broken e) {
      throw e.cause();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Waits for a file that is not wanted any more; what is wrong with it does not matter. */
  private static void close(CompletableFuture<FileLines> lines) {
    try {
      lines.join().close();
    } catch (CompletionException e) {
      // It has not been opened, or has been closed already.
    }
  }

  private static FileLines scanned(Path file, Shape.Pool shapes) {
    try {
      return FileLines.scan(file, shapes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TraceFormatException e) {
      throw new FileLines.Broken(e);
    }
  }

  private static FileLines join(CompletableFuture<FileLines> lines) {
    try {
      return lines.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
