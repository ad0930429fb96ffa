package org.seamreplay.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seamreplay.input.Gunzip;
import org.seamreplay.input.InputFile;
import org.seamreplay.input.Unusable;

/** The files of a source, read with limits. */
final class SourceFiles {
  private static final List<String> ENDINGS =
      List.of(".patch", ".diff", ".eml", ".mbox", ".mbx", ".patch.gz", ".mbox.gz");
  private static final String QUILT = "series";

  /** As {@code git format-patch} names them: {@code v2-0003-} in front. */
  private static final Pattern NUMBER = Pattern.compile("(?:v\\d{1,4}-)?(\\d{1,9})(?!\\d)");

  /** Files in the order of the numbers in front, then of the names. */
  private static final Comparator<Path> BY_NUMBER =
      Comparator.<Path>comparingLong(SourceFiles::number).thenComparing(Path::getFileName);

  private final SeriesSource source;
  private final String where;
  private long total;

  /**
   * A file.
   *
   * @param name what to call it
   * @param bytes what is in it
   * @param place what the file is to the source
   */
  record Content(String name, byte[] bytes, Place place) {}

  /** What a file is to the source. */
  enum Place {
    /** All there is. */
    ALONE,
    /** One of several; what is in it tells its number, if anything does. */
    AMONG,
    /** One of several whose order is given, whatever they say. */
    NEXT
  }

  SourceFiles(SeriesSource source) {
    this.source = source;
    if (source instanceof SeriesSource.File file) {
      this.where = file.path().toString();
    } else if (source instanceof SeriesSource.Stream stream) {
      this.where = stream.name();
    } else if (source instanceof SeriesSource.Maildir maildir) {
      this.where = maildir.path().toString();
    } else if (source instanceof SeriesSource.Directory directory) {
      this.where = directory.path().toString();
    } else {
      throw new IllegalArgumentException("no files: " + source);
    }
  }

  /** What to call the source in messages. */
  String where() {
    return where;
  }

  /**
   * Reads all files, one after the other, so that only one is in memory.
   *
   * @throws BadSeries if one cannot be read, or all are too large
   */
  void forEach(Consumer<Content> taker) {
    if (source instanceof SeriesSource.File file) {
      try {
        // A pipe is a file too: <(b4 am -o- ID).
        add(file.path().toString(), InputFile.named(file.path(), left()), Place.ALONE, taker);
      } catch (IOException e) {
        throw unreadable(file.path().toString(), e);
      }
    } else if (source instanceof SeriesSource.Stream stream) {
      try {
        add(stream.name(), InputFile.bounded(stream.in(), left()), Place.ALONE, taker);
      } catch (IOException e) {
        throw unreadable(stream.name(), e);
      }
    } else if (source instanceof SeriesSource.Maildir maildir) {
      for (String part : List.of("cur", "new")) {
        list(maildir.path(), maildir.path().resolve(part)).stream()
            .filter(file -> !file.getFileName().toString().startsWith("."))
            .sorted()
            .forEach(file -> file(maildir.path(), file, Place.AMONG, taker));
      }
    } else if (source instanceof SeriesSource.Directory directory) {
      directory(directory.path(), taker);
    }
  }

  private void directory(Path directory, Consumer<Content> taker) {
    Path quilt = directory.resolve(QUILT);
    if (Files.isRegularFile(quilt)) {
      quilt(directory, quilt).forEach(file -> file(directory, file, Place.NEXT, taker));
    } else {
      patches(directory).forEach(file -> file(directory, file, Place.AMONG, taker));
    }
  }

  private List<Path> patches(Path directory) {
    List<Path> patches =
        list(directory, directory).stream()
            .filter(file -> isPatch(file.getFileName().toString()))
            .sorted(BY_NUMBER)
            .toList();
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

  private static long number(Path file) {
    Matcher matcher = NUMBER.matcher(file.getFileName().toString());
    return matcher.lookingAt() ? Long.parseLong(matcher.group(1)) : Long.MAX_VALUE;
  }

  /** The order of quilt: a file name a line, options behind it, comments. */
  private List<Path> quilt(Path directory, Path series) {
    List<Path> patches = new ArrayList<>();
    byte[] bytes;
    try {
      bytes = InputFile.within(directory, series, SeriesLimits.FIELD);
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
              series
                  + ":"
                  + number
                  + ": option "
                  + Shown.cut(words[i])
                  + " is not taken, only -p1");
        }
      }
      if (SafePath.objection(words[0]).isPresent()) {
        throw new BadSeries(
            BadSeries.Reason.REFUSED,
            series + ":" + number + ": '" + Shown.cut(words[0]) + "' is outside the directory");
      }
      patches.add(directory.resolve(words[0]));
    }
    if (patches.isEmpty()) {
      throw new BadSeries(BadSeries.Reason.NO_PATCHES, series + ": names no patches");
    }
    return patches;
  }

  private List<Path> list(Path source, Path directory) {
    try {
      InputFile.requireWithin(source, directory);
    } catch (IOException e) {
      throw unreadable(directory.toString(), e);
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> list = files.filter(Files::isRegularFile).limit(SeriesLimits.MAILS + 1L).toList();
      if (list.size() > SeriesLimits.MAILS) {
        throw new BadSeries(
            BadSeries.Reason.TOO_LARGE,
            directory + ": has more than " + SeriesLimits.MAILS + " files; give one series");
      }
      return list;
    } catch (IOException e) {
      throw unreadable(directory.toString(), e);
    }
  }

  private void file(Path directory, Path file, Place place, Consumer<Content> taker) {
    try {
      add(file.toString(), InputFile.within(directory, file, left()), place, taker);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private void add(String name, byte[] content, Place place, Consumer<Content> taker)
      throws IOException {
    byte[] bytes = Gunzip.isPacked(content) ? Gunzip.unpacked(content, left()) : content;
    total += bytes.length;
    taker.accept(new Content(Shown.clean(name, '?'), trimmed(bytes), place));
  }

  /** Without a byte order mark and blank lines in front, which editors and browsers leave. */
  private static byte[] trimmed(byte[] bytes) {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    int at = marked ? 3 : 0;
    while (at < bytes.length && (bytes[at] == '\n' || bytes[at] == '\r')) {
      at++;
    }
    return at == 0 ? bytes : Arrays.copyOfRange(bytes, at, bytes.length);
  }

  /** How many bytes there may still be. */
  private int left() {
    return (int) (SeriesLimits.INPUT - total);
  }

  private static BadSeries unreadable(String name, IOException e) {
    boolean tooLarge = e instanceof Unusable unusable && unusable.isTooLarge();
    return new BadSeries(
        tooLarge ? BadSeries.Reason.TOO_LARGE : BadSeries.Reason.BAD_PATH,
        Shown.clean(name + ": " + InputFile.reason(e), '?') + (tooLarge ? "; give one series" : ""),
        e);
  }
}
