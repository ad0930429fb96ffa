package org.seamreplay.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.seamreplay.text.Plural;

/** One version of a series, as far as its mails are there. */
final class Posting {
  private final int version;
  private final int count;
  private final boolean aside;
  private final NavigableMap<Integer, PatchMail> mails = new TreeMap<>();
  private final List<Note> notes = new ArrayList<>();
  private Optional<String> conflict = Optional.empty();

  /**
   * No mails yet.
   *
   * @param aside whether it is a single patch among the mails of series: perhaps only a remark
   */
  Posting(int version, int count, boolean aside) {
    this.version = version;
    this.count = count;
    this.aside = aside;
  }

  /** Takes a mail as number so-and-so; of two, the one that replaces the other. */
  void add(int number, PatchMail mail) {
    PatchMail other = mails.put(number, mail);
    if (other == null) {
      return;
    }
    String label = Series.label(number, count);
    if (other.id().isEmpty() && mail.id().isEmpty()) {
      sameFile(label, other, mail);
      return;
    }
    PatchMail later = PatchMail.BY_AGE.compare(mail, other) >= 0 ? mail : other;
    mails.put(number, later);
    notes.add(
        new Note(
            Note.Kind.INFERRED,
            label + " was sent twice; the later one is taken: " + later.where()));
  }

  /** Two files, of which nobody knows which one is meant, unless they say the same. */
  private void sameFile(String label, PatchMail one, PatchMail two) {
    if (!Arrays.equals(one.text().diff(), two.text().diff())) {
      conflict =
          conflict.or(
              () ->
                  Optional.of(
                      one.where() + " and " + two.where() + " are both " + label + "; remove one"));
    }
  }

  void addAll(Posting other) {
    other.mails.forEach(this::add);
    notes.addAll(other.notes);
    conflict = conflict.or(() -> other.conflict);
  }

  int version() {
    return version;
  }

  int count() {
    return count;
  }

  boolean isAside() {
    return aside;
  }

  /** Two different files for one patch. */
  Optional<String> conflict() {
    return conflict;
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

  /** Whether the two may be one: they have no number in common, and one sender. */
  boolean mayTake(Posting other) {
    return mails.keySet().stream().noneMatch(other.mails::containsKey)
        && first().sameSender(other.first());
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

  /** Its first mail, by which two are told apart as old and new. */
  PatchMail first() {
    return mails.values().stream().min(PatchMail.BY_AGE).orElseThrow();
  }

  /** {@code v2 'Add a thing' (3 of 5 patches)}. */
  String describe() {
    String title = Shown.cut(subject(mails.get(mails.firstKey())));
    int have = patches().size();
    String size = have == count ? Plural.of(count, "patch") : have + " of " + count + " patches";
    return "v" + version + " '" + title + "' (" + size + ")";
  }
}
