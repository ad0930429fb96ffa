package org.seamreplay.series;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The files of a source, read with limits. */
final class SourceFiles {
  private static final List<String> ENDINGS =
      List.of(".patch", ".diff", ".eml", ".mbox", ".mbx", ".patch.gz", ".mbox.gz");
  private static final String QUILT = "series";

  private final String where;
  private final List<Content> contents = new ArrayList<>();
  private long total;

  /**
   * A file.
   *
   * @param name what to call it
   * @param bytes what is in it
   * @param alone whether it is all there is
   */
  record Content(String name, byte[] bytes, boolean alone) {}

  private SourceFiles(String where) {
    this.where = where;
  }

  /**
   * Reads all files of a source.
   *
   * @throws BadSeries if one cannot be read, or all are too large
   */
  static SourceFiles of(SeriesSource source) {
    if (source instanceof SeriesSource.File file) {
      SourceFiles files = new SourceFiles(file.path().toString());
      files.file(file.path(), true);
      return files;
    } else if (source instanceof SeriesSource.Stream stream) {
      SourceFiles files = new SourceFiles(stream.name());
      try {
        files.add(stream.name(), stream.in(), true);
      } catch (IOException e) {
        throw files.unreadable(stream.name(), e);
      }
      return files;
    } else if (source instanceof SeriesSource.Maildir maildir) {
      SourceFiles files = new SourceFiles(maildir.path().toString());
      for (String part : List.of("cur", "new")) {
        files.list(maildir.path().resolve(part)).stream()
            .filter(file -> !file.getFileName().toString().startsWith("."))
            .forEach(file -> files.file(file, false));
      }
      return files;
    } else if (source instanceof SeriesSource.Directory directory) {
      SourceFiles files = new SourceFiles(directory.path().toString());
      files.patches(directory.path()).forEach(file -> files.file(file, false));
      return files;
    }
    throw new IllegalArgumentException("no files: " + source);
  }

  String where() {
    return where;
  }

  List<Content> contents() {
    return contents;
  }

  private List<Path> patches(Path directory) {
    Path quilt = directory.resolve(QUILT);
    if (Files.isRegularFile(quilt)) {
      return quilt(directory, quilt);
    }
    List<Path> patches =
        list(directory).stream().filter(file -> isPatch(file.getFileName().toString())).toList();
    if (patches.isEmpty()) {
      throw new BadSeries(
          BadSeries.Reason.NO_PATCHES, directory + ": has no .patch files; give their directory");
    }
    return patches;
  }

  private static boolean isPatch(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(lower::endsWith) && !name.startsWith(".");
  }

  /** The order of quilt: a file name a line, options behind it, comments. */
  private List<Path> quilt(Path directory, Path series) {
    List<Path> patches = new ArrayList<>();
    byte[] bytes;
    try (InputStream in = Files.newInputStream(series)) {
      bytes = in.readNBytes(Limits.FIELD);
    } catch (IOException e) {
      throw unreadable(series.toString(), e);
    }
    int number = 0;
    for (TextLine line : TextLine.split(bytes)) {
      number++;
      String text = line.text().replaceFirst("(^|\\s)#.*", "").strip();
      if (text.isEmpty()) {
        continue;
      }
      String[] words = text.split("\\s+", -1);
      for (int i = 1; i < words.length; i++) {
        if (!words[i].equals("-p1")) {
          throw new BadSeries(
              BadSeries.Reason.REFUSED,
              series + ":" + number + ": option " + words[i] + " is not taken, only -p1");
        }
      }
      if (SafePath.objection(words[0]).isPresent()) {
        throw new BadSeries(
            BadSeries.Reason.REFUSED,
            series + ":" + number + ": '" + words[0] + "' is outside the directory");
      }
      patches.add(directory.resolve(words[0]));
    }
    if (patches.isEmpty()) {
      throw new BadSeries(BadSeries.Reason.NO_PATCHES, series + ": names no patches");
    }
    return patches;
  }

  private List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> list =
          files.filter(Files::isRegularFile).sorted().limit(Limits.MAILS + 1L).toList();
      if (list.size() > Limits.MAILS) {
        throw new BadSeries(
            BadSeries.Reason.TOO_LARGE,
            directory + ": has more than " + Limits.MAILS + " files; give one series");
      }
      return list;
    } catch (IOException e) {
      throw unreadable(directory.toString(), e);
    }
  }

  private void file(Path file, boolean alone) {
    if (!Files.isRegularFile(file)) {
      throw new BadSeries(BadSeries.Reason.BAD_PATH, file + ": not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      add(file.toString(), in, alone);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private void add(String name, InputStream in, boolean alone) throws IOException {
    byte[] bytes = bounded(name, in);
    if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
      bytes = bounded(name, new GZIPInputStream(new ByteArrayInputStream(bytes)));
    }
    total += bytes.length;
    contents.add(new Content(name, bytes, alone));
  }

  private byte[] bounded(String name, InputStream in) throws IOException {
    long left = Limits.INPUT - total;
    byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE, left + 1));
    if (bytes.length > left) {
      throw new BadSeries(
          BadSeries.Reason.TOO_LARGE,
          name + ": more than " + (Limits.INPUT >> 20) + " MB; give one series");
    }
    return bytes;
  }

  private BadSeries unreadable(String name, IOException e) {
    String reason =
        e instanceof AccessDeniedException
            ? "not readable"
            : e instanceof ZipException || e instanceof EOFException
                ? "not a gzip file: " + e.getMessage()
                : "cannot be read: " + e.getMessage();
    return new BadSeries(BadSeries.Reason.BAD_PATH, name + ": " + reason, e);
  }
}
