package org.seamreplay.series;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One version of a series, as far as its mails are there. */
final class Posting {
  private static final Comparator<PatchMail> BY_DATE =
      Comparator.comparing(mail -> mail.sent().orElse(OffsetDateTime.MIN));

  private final int version;
  private final int count;
  private final NavigableMap<Integer, PatchMail> mails = new TreeMap<>();
  private final List<Note> notes = new ArrayList<>();

  Posting(int version, int count) {
    this.version = version;
    this.count = count;
  }

  /** Takes a mail as number so-and-so; of two, the later. */
  void add(int number, PatchMail mail) {
    PatchMail other = mails.put(number, mail);
    if (other != null) {
      PatchMail later = BY_DATE.compare(mail, other) >= 0 ? mail : other;
      mails.put(number, later);
      notes.add(
          new Note(
              Note.Kind.INFERRED,
              Series.label(number, count)
                  + " was sent twice; the later one is taken: "
                  + later.where()));
    }
  }

  void addAll(Posting other) {
    other.mails.forEach(this::add);
    notes.addAll(other.notes);
  }

  int version() {
    return version;
  }

  int count() {
    return count;
  }

  Optional<PatchMail> cover() {
    return Optional.ofNullable(mails.get(0));
  }

  /** The patches' mails by number. */
  NavigableMap<Integer, PatchMail> patches() {
    return mails.tailMap(1, true);
  }

  List<Integer> missing() {
    return IntStream.rangeClosed(1, count).filter(n -> !mails.containsKey(n)).boxed().toList();
  }

  boolean isComplete() {
    return missing().isEmpty();
  }

  List<Note> notes() {
    return notes;
  }

  /** Whether the two have a number in common. */
  boolean overlaps(Posting other) {
    return mails.keySet().stream().anyMatch(other.mails::containsKey);
  }

  /** Whether most of what both have is called the same: one was sent again. */
  boolean sameSubjects(Posting other) {
    List<Integer> both = mails.keySet().stream().filter(other.mails::containsKey).toList();
    long same =
        both.stream()
            .filter(n -> subject(mails.get(n)).equals(subject(other.mails.get(n))))
            .count();
    return same * 2 > both.size();
  }

  private static String subject(PatchMail mail) {
    return mail.subject().text();
  }

  /** When its first mail was sent. */
  OffsetDateTime sent() {
    return mails.values().stream().min(BY_DATE).flatMap(PatchMail::sent).orElse(OffsetDateTime.MIN);
  }

  /** {@code v2 'Add a thing' (3 of 5 patches)}. */
  String describe() {
    String title = subject(mails.get(mails.firstKey()));
    int have = patches().size();
    String size =
        have == count
            ? count + (count == 1 ? " patch" : " patches")
            : have + " of " + count + " patches";
    return "v" + version + " '" + title + "' (" + size + ")";
  }
}
