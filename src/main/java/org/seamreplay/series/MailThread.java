package org.seamreplay.series;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sorts the patch mails of one thread, or of several, into postings. */
final class MailThread {
  private final List<Note> notes = new ArrayList<>();
  private final List<Posting> postings = new ArrayList<>();

  /** What belongs together at first sight. */
  private record Key(int version, int count) {}

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
    Map<Key, List<PatchMail>> groups = new LinkedHashMap<>();
    for (PatchMail mail : numbered) {
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

  private List<PatchMail> candidates(List<PatchMail> mails) {
    List<PatchMail> candidates = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int replies = 0;
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
        if (mail.isNumbered()) {
          ignored(mail, "has no diff");
        }
      } else if (mail.isNumbered() && mail.number() > mail.subject().count().orElseThrow()) {
        ignored(mail, "its number is higher than the count");
      } else {
        candidates.add(mail);
      }
    }
    if (replies > 0) {
      notes.add(
          new Note(
              Note.Kind.IGNORED, replies + (replies == 1 ? " answer" : " answers") + " not read"));
    }
    return candidates;
  }

  private void ignored(PatchMail mail, String why) {
    notes.add(
        new Note(
            Note.Kind.IGNORED,
            mail.where() + " is not taken: " + why + ": '" + mail.subject().text() + "'"));
  }

  /** Mails of one version and count: usually one posting, or one that was sent again. */
  private void group(Key key, List<PatchMail> mails) {
    Map<String, PatchMail> byId = new LinkedHashMap<>();
    mails.forEach(mail -> mail.id().ifPresent(id -> byId.put(id, mail)));
    Map<String, Posting> byRoot = new LinkedHashMap<>();
    for (PatchMail mail : mails) {
      Posting posting =
          byRoot.computeIfAbsent(root(mail, byId), any -> new Posting(key.version(), key.count()));
      posting.add(mail.number(), mail);
    }
    List<Posting> merged = new ArrayList<>();
    for (Posting posting : byRoot.values()) {
      Optional<Posting> home =
          merged.stream().filter(other -> !other.overlaps(posting)).findFirst();
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
                ? posting.sent().isAfter(other.sent())
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

  private static String root(PatchMail mail, Map<String, PatchMail> byId) {
    Set<PatchMail> seen = new HashSet<>();
    PatchMail at = mail;
    while (seen.add(at)) {
      Optional<PatchMail> parent =
          at.ancestors().stream().filter(byId::containsKey).findFirst().map(byId::get);
      if (parent.isEmpty()) {
        break;
      }
      at = parent.get();
    }
    return at.id().orElse("");
  }

  /** Patches without numbers: their order is that of the source. */
  private void inOrder(List<PatchMail> mails) {
    Map<Integer, List<PatchMail>> byVersion = new LinkedHashMap<>();
    for (PatchMail mail : mails) {
      byVersion.computeIfAbsent(mail.version(), any -> new ArrayList<>()).add(mail);
    }
    byVersion.forEach(
        (version, patches) -> {
          Posting posting = new Posting(version, patches.size());
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
                            + " stand"));
          }
          postings.add(posting);
        });
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
        Posting posting = new Posting(mail.version(), 1);
        posting.add(1, mail);
        postings.add(posting);
      }
    }
  }
}
