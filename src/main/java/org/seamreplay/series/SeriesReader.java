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
import java.util.stream.Collectors;

/** Reads a series from whatever form people have it in. */
public final class SeriesReader {
  private final String where;
  private final ReadOptions options;
  private final List<Note> notes = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private final List<PatchMail> mails = new ArrayList<>();

  private SeriesReader(String where, ReadOptions options) {
    this.where = where;
    this.options = options;
  }

  /**
   * Reads a series.
   *
   * @throws BadSeries if there is none, or not all of it, or a patch of it cannot be used
   */
  public static Series read(SeriesSource source, ReadOptions options) {
    SourceFiles files = SourceFiles.of(source);
    SeriesReader reader = new SeriesReader(files.where(), options);
    for (SourceFiles.Content content : files.contents()) {
      reader.take(content);
    }
    return reader.series();
  }

  private void take(SourceFiles.Content content) {
    byte[] bytes = content.bytes();
    if (Mailbox.isMailbox(bytes)) {
      boolean unescape = Mailbox.isEscaped(bytes);
      Mailbox.split(
          bytes,
          (number, message) -> {
            String name = content.alone() || number > 1 ? " message " + number : "";
            mail(message, content.name() + name, unescape);
          });
    } else if (MailReader.isMail(bytes)) {
      mail(bytes, content.name(), false);
    } else {
      MailText text = new MailText(LineEnds.ended(bytes), UTF_8);
      Path file = Path.of(content.name()).getFileName();
      mails.add(PatchMail.ofDiff(content.name(), String.valueOf(file), text));
    }
    if (mails.size() > Limits.MAILS) {
      throw new BadSeries(
          BadSeries.Reason.TOO_LARGE,
          where + ": has more than " + Limits.MAILS + " messages; give one thread");
    }
  }

  private void mail(byte[] bytes, String name, boolean unescape) {
    try {
      mails.add(PatchMail.of(MailReader.read(bytes, name), unescape));
    } catch (BadMail e) {
      unreadable.add(name + " " + e.getMessage());
    }
  }

  private Series series() {
    MailThread thread = MailThread.of(mails);
    Posting posting = choose(thread.postings());
    notes.addAll(posting.notes());
    notes.addAll(thread.notes());
    unreadable.forEach(text -> notes.add(new Note(Note.Kind.IGNORED, text)));
    thread.postings().stream()
        .filter(other -> other != posting)
        .forEach(
            other -> notes.add(new Note(Note.Kind.IGNORED, other.describe() + " is not taken")));
    SortedMap<Integer, PatchMail> chosen = posting.patches();
    Set<String> bases = new LinkedHashSet<>();
    posting.cover().ifPresent(mail -> bases.addAll(Trailers.baseCommits(mail.text())));
    List<Patch> patches = new ArrayList<>();
    chosen.forEach(
        (number, mail) -> {
          patches.add(mail.patch(number, notes));
          bases.addAll(Trailers.baseCommits(mail.text()));
        });
    for (int number : posting.missing()) {
      notes.add(
          new Note(
              Note.Kind.MISSING, "patch " + Series.label(number, posting.count()) + " is missing"));
    }
    return new Series(
        posting.cover().map(PatchMail::cover),
        posting.version(),
        posting.count(),
        patches,
        List.copyOf(bases),
        notes);
  }

  private Posting choose(List<Posting> all) {
    List<Posting> postings = all.stream().filter(one -> !one.patches().isEmpty()).toList();
    if (postings.isEmpty()) {
      throw new BadSeries(
          BadSeries.Reason.NO_PATCHES, where + ": has no patches" + unreadableSuffix());
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
      return accept(wanted);
    }
    Optional<Posting> complete =
        postings.stream()
            .filter(Posting::isComplete)
            .max(Comparator.comparingInt(Posting::version));
    int highest = postings.stream().mapToInt(Posting::version).max().orElseThrow();
    int version = complete.map(Posting::version).orElse(highest);
    return accept(postings.stream().filter(one -> one.version() == version).toList());
  }

  /** Of postings of one version, the complete one. */
  private Posting accept(List<Posting> postings) {
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
    if (!posting.isComplete() && !options.partial()) {
      throw new BadSeries(BadSeries.Reason.MISSING_PATCH, where + ": " + missing(posting));
    }
    return posting;
  }

  private String missing(Posting posting) {
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
        + " missing"
        + unreadableSuffix()
        + "; get the whole thread, or use --partial to go without";
  }

  private String unreadableSuffix() {
    return unreadable.isEmpty() ? "" : " (" + unreadable.get(0) + ")";
  }
}
