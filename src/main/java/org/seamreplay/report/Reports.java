package org.seamreplay.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seamreplay.compile.WholeFile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.series.SeriesOutcome;

/** Writes an outcome in the formats that {@code --report FORMAT=FILE} knows. */
public final class Reports {
  /** The file name that stands for standard output. */
  public static final String STANDARD_OUTPUT = "-";

  private Reports() {}

  /** The formats. */
  public enum Format {
    /** As on a terminal, without colours. */
    TEXT,
    /** One document for programs. */
    JSON,
    /** For build servers. */
    JUNIT,
    /** For code hosts. */
    SARIF,
    /** One page for people, to be sent by mail. */
    HTML;

    /** As users write it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of that name.
     *
     * @throws BadInput if there is none, with the known ones
     */
    public static Format of(String id) {
      return Arrays.stream(values())
          .filter(format -> format.id().equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  new BadInput(
                      "report format '"
                          + Printable.of(id)
                          + "' is not known; use one of "
                          + known()));
    }

    private static String known() {
      return Arrays.stream(values()).map(Format::id).collect(Collectors.joining(", "));
    }
  }

  /**
   * A report that is wanted: {@code FORMAT=FILE}.
   *
   * @param file where to; empty for standard output
   */
  public record Target(Format format, Optional<Path> file) {
    /**
     * Reads {@code FORMAT=FILE}.
     *
     * @throws BadInput if it is something else
     */
    public static Target parse(String text) {
      int equals = text.indexOf('=');
      if (equals < 0 || equals == text.length() - 1) {
        Format format = Format.of(equals < 0 ? text : text.substring(0, equals));
        throw new BadInput(
            "--report " + format.id() + ": no file; write --report " + format.id() + "=FILE");
      }
      Format format = Format.of(text.substring(0, equals));
      String file = text.substring(equals + 1);
      try {
        return new Target(
            format, file.equals(STANDARD_OUTPUT) ? Optional.empty() : Optional.of(Path.of(file)));
      } catch (java.nio.file.InvalidPathException e) {
        throw new BadInput("--report: not a file name: " + Printable.of(file), e);
      }
    }

    /**
     * Looks whether the file can be written, before an hour of work is done for it.
     *
     * @throws BadInput if not
     */
    public void check() {
      if (file.isEmpty()) {
        return;
      }
      Path target = file.get();
      Path directory = directory(target);
      if (Files.isDirectory(target)) {
        throw new BadInput(target + ": is a directory; give the name of a file");
      }
      if (!Files.isDirectory(directory)) {
        throw new BadInput(target + ": no such directory: " + directory);
      }
      if (!Files.isWritable(directory)) {
        throw new BadInput(target + ": not writable: " + directory);
      }
    }

    /**
     * Writes the report.
     *
     * @param standardOutput taken if the target has no file
     * @throws BadInput if the file cannot be written
     */
    public void write(SeriesOutcome outcome, PrintStream standardOutput) {
      if (file.isEmpty()) {
        byte[] bytes = bytes(outcome, format);
        standardOutput.write(bytes, 0, bytes.length);
        standardOutput.flush();
      } else {
        Reports.write(outcome, format.id(), file.get());
      }
    }
  }

  /**
   * Writes a report, whole or not at all.
   *
   * @throws BadInput if the format is not known or the file cannot be written
   */
  public static void write(SeriesOutcome outcome, String format, Path file) {
    byte[] bytes = bytes(outcome, Format.of(format));
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A device or a pipe cannot be replaced; /dev/stdout is one.
        Files.write(file, bytes);
        return;
      }
      WholeFile.write(file, bytes);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be written: " + reason(e), e);
    }
  }

  /** The report as bytes. */
  static byte[] bytes(SeriesOutcome outcome, Format format) {
    return switch (format) {
      case TEXT -> text(outcome);
      case JSON -> JsonDocument.of(outcome).getBytes(UTF_8);
      case JUNIT -> JUnitReport.of(outcome).getBytes(UTF_8);
      case SARIF -> SarifReport.of(outcome).getBytes(UTF_8);
      case HTML -> HtmlReport.of(outcome).getBytes(UTF_8);
    };
  }

  private static byte[] text(SeriesOutcome outcome) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, UTF_8)) {
      new TextReport(out).all(outcome);
    }
    return bytes.toByteArray();
  }

  private static Path directory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException ? "no such directory" : e.getMessage();
  }

  /** Who writes reports: the name and the version of this program. */
  static String tool() {
    return "seamreplay " + version();
  }

  static String version() {
    return Optional.ofNullable(Reports.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
