package org.seamreplay.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Sorts the patch mails of one thread, or of several, into postings. */
final class MailThread {
  private final List<Note> notes = new ArrayList<>();
  private final List<Posting> postings = new ArrayList<>();
  private int replies;
  private final List<String> withoutDiff = new ArrayList<>();

  /** What belongs together at first sight. */
  private record Key(int version, int count) {}

  private static final Comparator<Key> KEY_ORDER =
      Comparator.comparingInt(Key::version).thenComparingInt(Key::count);

  /**
   * The order in which mails were sent, which is not that of a mailbox. Those without date or id
   * stay as they stand.
   */
  private static final Comparator<PatchMail> SENT =
      Comparator.comparingLong(PatchMail::time).thenComparing(mail -> mail.id().orElse(""));

  /**
   * Sorts mails.
   *
   * @param mails in the order of the source; answers are among them
   */
  static MailThread of(List<PatchMail> mails) {
    MailThread thread = new MailThread();
    List<PatchMail> candidates = thread.candidates(mails);
    List<PatchMail> numbered = candidates.stream().filter(PatchMail::isNumbered).toList();
    List<PatchMail> lone = candidates.stream().filter(mail -> !mail.isNumbered()).toList();
    Map<Key, List<PatchMail>> groups = new TreeMap<>(KEY_ORDER);
    for (PatchMail mail : thread.withoutAnswers(numbered)) {
      Key key = new Key(mail.version(), mail.subject().count().orElseThrow());
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(mail);
    }
    groups.forEach(thread::group);
    if (numbered.isEmpty()) {
      thread.inOrder(lone);
    } else {
      thread.beside(numbered, lone);
    }
    return thread;
  }

  /** What was found; several if there are several versions or series. */
  List<Posting> postings() {
    return postings;
  }

  /** What was left out and why. */
  List<Note> notes() {
    return notes;
  }

  /** Messages with a number, but nothing to apply; they may explain what is missing. */
  List<String> withoutDiff() {
    return withoutDiff;
  }

  /** {@code 3 answers not read}; empty if there are none. */
  Optional<String> answers() {
    return replies == 0
        ? Optional.empty()
        : Optional.of(replies + (replies == 1 ? " answer" : " answers") + " not read");
  }

  private List<PatchMail> candidates(List<PatchMail> mails) {
    List<PatchMail> candidates = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (PatchMail mail : mails) {
      if (mail.id().isPresent() && !ids.add(mail.id().get())) {
        continue;
      }
      if (mail.subject().reply()) {
        replies++;
        if (mail.hasDiff()) {
          ignored(mail, "an answer with a diff of its own");
        }
      } else if (mail.isCover()) {
        candidates.add(mail);
      } else if (!mail.hasDiff()) {
        if (mail.isNumbered() || mail.id().isEmpty()) {
          ignored(mail, "has no diff");
          withoutDiff.add(mail.where() + " has no diff");
        }
      } else if (mail.isNumbered() && mail.number() > mail.subject().count().orElseThrow()) {
        ignored(mail, "its number is higher than the count");
      } else {
        candidates.add(mail);
      }
    }
    answers().ifPresent(text -> notes.add(new Note(Note.Kind.IGNORED, text)));
    return candidates;
  }

  /**
   * Without mails that keep the subject of the patch that they answer, without {@code Re:}, and
   * quote it or come from somebody else. An author who sends a patch again does neither.
   */
  private List<PatchMail> withoutAnswers(List<PatchMail> numbered) {
    Map<String, PatchMail> byId = new HashMap<>();
    numbered.forEach(mail -> mail.id().ifPresent(id -> byId.put(id, mail)));
    List<PatchMail> patches = new ArrayList<>();
    for (PatchMail mail : numbered) {
      boolean answer =
          mail.ancestors().stream()
              .map(byId::get)
              .filter(Objects::nonNull)
              .filter(other -> !other.id().equals(mail.id()) && sameNumber(mail, other))
              .anyMatch(other -> mail.quotes() || !mail.sameSender(other));
      if (answer) {
        ignored(mail, "answers the patch whose number it has");
      } else {
        patches.add(mail);
      }
    }
    return patches;
  }

  private static boolean sameNumber(PatchMail one, PatchMail two) {
    return one.number() == two.number()
        && one.version() == two.version()
        && one.subject().count().equals(two.subject().count());
  }

  private void ignored(PatchMail mail, String why) {
    notes.add(
        new Note(
            Note.Kind.IGNORED,
            mail.where()
                + " is not taken: "
                + why
                + ": '"
                + Shown.cut(mail.subject().text())
                + "'"));
  }

  /** Mails of one version and count: usually one posting, or one that was sent again. */
  private void group(Key key, List<PatchMail> unsorted) {
    List<PatchMail> mails = unsorted.stream().sorted(SENT).toList();
    Map<String, PatchMail> byId = new LinkedHashMap<>();
    mails.forEach(mail -> mail.id().ifPresent(id -> byId.put(id, mail)));
    Map<String, String> roots = new HashMap<>();
    Map<String, Posting> byRoot = new LinkedHashMap<>();
    for (PatchMail mail : mails) {
      Posting posting =
          byRoot.computeIfAbsent(
              root(mail, byId, roots), any -> new Posting(key.version(), key.count(), false));
      posting.add(mail.number(), mail);
    }
    List<Posting> merged = new ArrayList<>();
    for (Posting posting : byRoot.values()) {
      Optional<Posting> home = merged.stream().filter(other -> other.mayTake(posting)).findFirst();
      if (home.isPresent()) {
        // Sent without In-Reply-To.
        home.get().addAll(posting);
      } else {
        merged.add(posting);
      }
    }
    merged.forEach(this::sentAgain);
  }

  private void sentAgain(Posting posting) {
    for (int i = 0; i < postings.size(); i++) {
      Posting other = postings.get(i);
      if (other.version() == posting.version()
          && other.count() == posting.count()
          && other.sameSubjects(posting)) {
        boolean later =
            posting.isComplete() == other.isComplete()
                ? PatchMail.BY_AGE.compare(posting.first(), other.first()) > 0
                : posting.isComplete();
        postings.set(i, later ? posting : other);
        notes.add(
            new Note(
                Note.Kind.INFERRED,
                posting.describe()
                    + " was sent twice; "
                    + (posting.isComplete() == other.isComplete() ? "the later" : "the complete")
                    + " one is taken"));
        return;
      }
    }
    postings.add(posting);
  }

  /**
   * The first message that it goes back to, among those of the group.
   *
   * @param known what was found before, so that a long chain is walked once
   */
  private static String root(
      PatchMail mail, Map<String, PatchMail> byId, Map<String, String> known) {
    Set<String> path = new LinkedHashSet<>();
    String at = mail.id().orElse("");
    while (!at.isEmpty() && !known.containsKey(at) && path.add(at)) {
      Optional<String> parent =
          byId.get(at).ancestors().stream().filter(byId::containsKey).findFirst();
      if (parent.isEmpty()) {
        break;
      }
      at = parent.get();
    }
    String root = known.getOrDefault(at, at);
    path.forEach(id -> known.put(id, root));
    return root;
  }

  /** Patches without numbers, of each version in the order in which they were sent or stand. */
  private void inOrder(List<PatchMail> mails) {
    boolean mail = mails.stream().allMatch(one -> one.id().isPresent());
    List<PatchMail> sorted = mail ? mails.stream().sorted(SENT).toList() : mails;
    Map<Integer, List<PatchMail>> byVersion = new TreeMap<>();
    for (PatchMail one : mail ? patchesOnly(sorted) : sorted) {
      byVersion.computeIfAbsent(one.version(), any -> new ArrayList<>()).add(one);
    }
    byVersion.forEach(
        (version, patches) -> {
          Posting posting = new Posting(version, patches.size(), false);
          for (int i = 0; i < patches.size(); i++) {
            posting.add(i + 1, patches.get(i));
          }
          if (patches.size() > 1) {
            posting
                .notes()
                .add(
                    new Note(
                        Note.Kind.INFERRED,
                        "the patches have no numbers; they are taken in the order in which they"
                            + (mail ? " were sent" : " stand")));
          }
          postings.add(posting);
        });
  }

  /** Without talk that has a diff in it, patches of others in answer, and what was sent again. */
  private List<PatchMail> patchesOnly(List<PatchMail> mails) {
    boolean called = mails.stream().anyMatch(mail -> mail.subject().patch());
    Map<String, PatchMail> byId = new HashMap<>();
    mails.forEach(mail -> mail.id().ifPresent(id -> byId.put(id, mail)));
    Map<String, PatchMail> bySubject = new LinkedHashMap<>();
    for (PatchMail mail : mails) {
      boolean answer =
          mail.ancestors().stream()
              .map(byId::get)
              .filter(Objects::nonNull)
              .anyMatch(other -> !mail.sameSender(other));
      if (called && !mail.subject().patch()) {
        ignored(mail, "is not called a patch");
      } else if (answer) {
        ignored(mail, "a patch that answers one of somebody else");
      } else if (bySubject.put(mail.version() + " " + mail.subject().text(), mail) != null) {
        notes.add(
            new Note(
                Note.Kind.INFERRED,
                "'"
                    + Shown.cut(mail.subject().text())
                    + "' was sent twice; the later one is taken: "
                    + mail.where()));
      }
    }
    return List.copyOf(bySubject.values());
  }

  /** A patch without number beside numbered ones is a series of one, or a remark. */
  private void beside(List<PatchMail> numbered, List<PatchMail> lone) {
    Set<String> patches = new HashSet<>();
    numbered.stream()
        .filter(mail -> !mail.isCover())
        .forEach(mail -> mail.id().ifPresent(patches::add));
    for (PatchMail mail : lone) {
      if (!mail.subject().patch()) {
        ignored(mail, "is not called a patch");
      } else if (mail.ancestors().stream().anyMatch(patches::contains)) {
        ignored(mail, "a patch without number that answers one of the series");
      } else {
        Posting posting = new Posting(mail.version(), 1, true);
        posting.add(1, mail);
        postings.add(posting);
      }
    }
  }
}
