package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.seamreplay.text.Plural;

/** Reads a series from whatever form people have it in. */
public final class SeriesReader {
  private final String where;
  private final ReadOptions options;
  private final List<Note> notes = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private final List<PatchMail> mails = new ArrayList<>();
  private int messages;

  /** Whether the order of the files says in which order patches are applied. */
  private final boolean stacked;

  private SeriesReader(String where, boolean stacked, ReadOptions options) {
    this.where = where;
    this.stacked = stacked;
    this.options = options;
  }

  /**
   * Reads a series.
   *
   * @throws BadSeries if there is none, or not all of it, or a patch of it cannot be used
   */
  public static Series read(SeriesSource source, ReadOptions options) {
    if (source instanceof SeriesSource.Range range) {
      return CommitRange.read(range, options);
    }
    SourceFiles files = new SourceFiles(source);
    SeriesReader reader =
        new SeriesReader(files.where(), source instanceof SeriesSource.Directory, options);
    files.forEach(reader::take);
    return reader.series();
  }

  private void take(SourceFiles.Content content) {
    boolean placed = content.place() == SourceFiles.Place.NEXT;
    int before = mails.size();
    read(content);
    if (placed) {
      mails.subList(before, mails.size()).replaceAll(PatchMail::placed);
    }
  }

  private void read(SourceFiles.Content content) {
    byte[] bytes = content.bytes();
    if (Mailbox.isMailbox(bytes)) {
      Mailbox.split(
          bytes,
          (number, message) -> {
            boolean alone = content.place() == SourceFiles.Place.ALONE;
            String name = alone || number > 1 ? " message " + number : "";
            mail(message, content.name() + name);
          });
    } else if (MailReader.isMail(bytes)) {
      mail(bytes, content.name());
    } else {
      counted();
      if (bytes.length > SeriesLimits.MAIL) {
        throw new BadSeries(
            BadSeries.Reason.TOO_LARGE,
            content.name()
                + ": a patch of more than "
                + (SeriesLimits.MAIL >> 20)
                + " MB; split it");
      }
      byte[] lines = LineEnds.allCrLf(bytes) ? LineEnds.withoutCr(bytes) : bytes;
      MailText text = new MailText(LineEnds.ended(lines), UTF_8);
      Path file = Path.of(content.name()).getFileName();
      mails.add(PatchMail.ofDiff(content.name(), String.valueOf(file), text));
    }
  }

  private void counted() {
    messages++;
    if (messages > SeriesLimits.MAILS) {
      throw new BadSeries(
          BadSeries.Reason.TOO_LARGE,
          where + ": has more than " + SeriesLimits.MAILS + " messages; give one thread");
    }
  }

  private void mail(byte[] bytes, String name) {
    counted();
    try {
      Mail mail = MailReader.read(bytes, name);
      PatchMail letter = PatchMail.of(mail);
      if (letter.hasDiff() || letter.isCover() || mail.attached().isEmpty()) {
        mails.add(letter);
      } else if (mail.attached().size() == 1) {
        mails.add(attached(mail, 0).map(letter::with).orElse(letter));
      } else {
        series(mail, letter);
      }
    } catch (BadMail e) {
      unreadable.add(name + " " + e.getMessage());
    }
  }

  /** A letter with many patch files: a series that came in one mail. */
  private void series(Mail mail, PatchMail letter) {
    mails.add(letter);
    if (letter.subject().reply()) {
      return;
    }
    for (int i = 0; i < mail.attached().size(); i++) {
      counted();
      attached(mail, i).ifPresent(mails::add);
    }
  }

  private Optional<PatchMail> attached(Mail mail, int index) {
    String name = mail.where() + " attachment " + (index + 1);
    List<PatchMail> found = new ArrayList<>();
    byte[] bytes = mail.attached().get(index);
    if (Mailbox.isMailbox(bytes)) {
      Mailbox.split(bytes, (number, message) -> single(message, name).ifPresent(found::add));
    } else {
      single(bytes, name).ifPresent(found::add);
    }
    return found.stream().filter(PatchMail::hasDiff).findFirst();
  }

  private Optional<PatchMail> single(byte[] bytes, String name) {
    try {
      return Optional.of(PatchMail.of(MailReader.read(bytes, name)));
    } catch (BadMail e) {
      unreadable.add(name + " " + e.getMessage());
      return Optional.empty();
    }
  }

  private Series series() {
    List<PatchMail> behind = stacked ? behind(MailThread.of(mails)) : List.of();
    MailThread thread =
        MailThread.of(mails.stream().filter(mail -> !behind.contains(mail)).toList());
    Posting posting = choose(thread);
    notes.addAll(posting.notes());
    notes.addAll(thread.notes());
    unreadable.forEach(text -> notes.add(new Note(Note.Kind.IGNORED, text)));
    thread.postings().stream()
        .filter(other -> other != posting)
        .forEach(
            other -> notes.add(new Note(Note.Kind.IGNORED, other.describe() + " is not taken")));
    SortedMap<Integer, PatchMail> chosen = new TreeMap<>(posting.patches());
    for (PatchMail mail : behind) {
      int number = Math.max(posting.count(), chosen.lastKey()) + 1;
      chosen.put(number, mail);
      notes.add(
          new Note(
              Note.Kind.INFERRED,
              mail.where() + " stands behind the series and is taken as patch " + number));
    }
    checkSize(chosen);
    Set<String> bases = new LinkedHashSet<>();
    Set<String> prerequisites = new LinkedHashSet<>();
    List<Patch> patches = new ArrayList<>();
    posting
        .cover()
        .ifPresent(
            mail -> {
              bases.addAll(Trailers.baseCommits(mail.text()));
              prerequisites.addAll(Trailers.prerequisites(mail.text()));
            });
    chosen.forEach(
        (number, mail) -> {
          patches.add(mail.patch(number, notes));
          bases.addAll(Trailers.baseCommits(mail.text()));
          prerequisites.addAll(Trailers.prerequisites(mail.text()));
        });
    if (!prerequisites.isEmpty()) {
      String size = Plural.of(prerequisites.size(), "patch");
      notes.add(
          new Note(
              Note.Kind.MISSING,
              "it builds on " + size + " that are not of the series (prerequisite-patch-id)"));
    }
    for (int number : posting.missing()) {
      notes.add(
          new Note(
              Note.Kind.MISSING, "patch " + Series.label(number, posting.count()) + " is missing"));
    }
    return new Series(
        posting.cover().map(PatchMail::cover),
        posting.version(),
        posting.count() + behind.size(),
        patches,
        List.copyOf(bases),
        notes);
  }

  /**
   * Patches whose files stand behind all of a series in a directory: somebody has put them there,
   * whatever number, version or author they have.
   */
  private List<PatchMail> behind(MailThread thread) {
    int last =
        thread.postings().stream()
            .filter(posting -> posting.patches().size() > 1)
            .flatMap(posting -> posting.patches().values().stream())
            .mapToInt(mails::indexOf)
            .max()
            .orElse(mails.size());
    return mails.stream()
        .skip(last + 1L)
        .filter(mail -> mail.hasDiff() && !mail.subject().reply() && !mail.isCover())
        .toList();
  }

  private void checkSize(SortedMap<Integer, PatchMail> chosen) {
    if (chosen.size() > SeriesLimits.PATCHES) {
      throw new BadSeries(
          BadSeries.Reason.TOO_LARGE,
          where
              + ": a series of "
              + chosen.size()
              + " patches; at most "
              + SeriesLimits.PATCHES
              + " are taken");
    }
    long lines = 0;
    for (PatchMail mail : chosen.values()) {
      lines += TextLine.count(mail.text().diff());
      lines += mail.text().diffInUtf8().map(TextLine::count).orElse(0);
    }
    if (lines > SeriesLimits.LINES) {
      throw new BadSeries(
          BadSeries.Reason.TOO_LARGE,
          where
              + ": has more than "
              + SeriesLimits.LINES
              + " lines of diff; give a smaller series");
    }
  }

  private Posting choose(MailThread thread) {
    List<Posting> postings =
        thread.postings().stream().filter(one -> !one.patches().isEmpty()).toList();
    if (postings.isEmpty()) {
      throw new BadSeries(BadSeries.Reason.NO_PATCHES, where + ": has no patches" + reason(thread));
    }
    if (options.version().isPresent()) {
      int version = options.version().getAsInt();
      List<Posting> wanted = postings.stream().filter(one -> one.version() == version).toList();
      if (wanted.isEmpty()) {
        String known =
            postings.stream()
                .map(Posting::version)
                .sorted()
                .distinct()
                .map(number -> "v" + number)
                .collect(Collectors.joining(", "));
        throw new BadSeries(
            BadSeries.Reason.NO_SUCH_VERSION,
            where + ": has no version " + version + " of the series; it has " + known);
      }
      return accept(proper(wanted), thread);
    }
    List<Posting> proper = proper(postings);
    Optional<Posting> complete =
        proper.stream().filter(Posting::isComplete).max(Comparator.comparingInt(Posting::version));
    int highest = proper.stream().mapToInt(Posting::version).max().orElseThrow();
    int version = complete.map(Posting::version).orElse(highest);
    return accept(proper.stream().filter(one -> one.version() == version).toList(), thread);
  }

  /** Without single patches beside series, unless that is all there is. */
  private static List<Posting> proper(List<Posting> postings) {
    List<Posting> series = postings.stream().filter(one -> !one.isAside()).toList();
    return series.isEmpty() ? postings : series;
  }

  /** Of postings of one version, the complete one. */
  private Posting accept(List<Posting> postings, MailThread thread) {
    List<Posting> complete = postings.stream().filter(Posting::isComplete).toList();
    List<Posting> candidates = complete.isEmpty() ? postings : complete;
    if (candidates.size() > 1) {
      throw new BadSeries(
          BadSeries.Reason.AMBIGUOUS,
          where
              + ": has "
              + candidates.size()
              + " series: "
              + candidates.stream()
                  .limit(3)
                  .map(Posting::describe)
                  .collect(Collectors.joining(", "))
              + (candidates.size() > 3 ? ", ..." : "")
              + "; give one of them");
    }
    Posting posting = candidates.get(0);
    if (posting.conflict().isPresent()) {
      throw new BadSeries(BadSeries.Reason.AMBIGUOUS, where + ": " + posting.conflict().get());
    }
    if (!posting.isComplete() && !options.partial()) {
      throw new BadSeries(
          BadSeries.Reason.MISSING_PATCH,
          where
              + ": "
              + missing(posting)
              + reason(thread)
              + "; get the whole thread, or use --partial to go without");
    }
    return posting;
  }

  private static String missing(Posting posting) {
    List<Integer> numbers = posting.missing();
    String labels =
        numbers.stream()
            .limit(5)
            .map(number -> Series.label(number, posting.count()))
            .collect(Collectors.joining(", "));
    return (numbers.size() == 1 ? "patch " : "patches ")
        + labels
        + (numbers.size() > 5 ? " and " + (numbers.size() - 5) + " more" : "")
        + " of v"
        + posting.version()
        + (numbers.size() == 1 ? " is" : " are")
        + " missing";
  }

  /** The first message that could not be read, or was not taken although it has a number. */
  private String reason(MailThread thread) {
    return unreadable.stream()
        .findFirst()
        .or(() -> thread.withoutDiff().stream().findFirst())
        .or(() -> thread.postings().isEmpty() ? thread.answers() : Optional.empty())
        .map(text -> " (" + text + ")")
        .orElse("");
  }
}
