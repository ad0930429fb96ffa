package org.seamreplay.series;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A message that may be a patch or a cover letter of a series.
 *
 * @param where what to call it
 * @param id its Message-ID
 * @param ancestors what it answers, the nearest first
 * @param subject taken apart
 * @param sender the From header, decoded
 * @param sent the Date header
 * @param text taken apart; empty in an answer, of which nothing is read
 * @param hasDiff whether it has a diff of its own, not one that it quotes
 * @param quotes whether it quotes another message
 * @param leftFiles whether files are attached beside the diff of its text
 */
record PatchMail(
    String where,
    Optional<String> id,
    List<String> ancestors,
    SubjectLine subject,
    Optional<String> sender,
    Optional<OffsetDateTime> sent,
    PatchText text,
    boolean hasDiff,
    boolean quotes,
    boolean leftFiles) {
  /**
   * Which of two mails replaces the other: {@code v2.1} replaces {@code v2}, later replaces
   * earlier.
   */
  static final Comparator<PatchMail> BY_AGE =
      Comparator.<PatchMail>comparingInt(mail -> mail.subject().minor())
          .thenComparing(PatchMail::time);

  static PatchMail of(Mail mail) {
    SubjectLine subject = SubjectLine.of(mail.subject());
    PatchText text = PatchText.of(mail.texts(), !isCover(subject));
    boolean diff = hasDiff(text.diff());
    boolean left = diff && !(mail.files().isEmpty() && mail.attached().isEmpty());
    if (!diff && !mail.files().isEmpty()) {
      List<MailText> all = new ArrayList<>(mail.texts());
      all.addAll(mail.files());
      text = PatchText.of(all, !isCover(subject));
      diff = hasDiff(text.diff());
    }
    return new PatchMail(
        mail.where(),
        mail.id(),
        mail.ancestors(),
        subject,
        mail.from(),
        mail.date(),
        subject.reply() ? PatchText.of(List.of(), false) : text,
        diff,
        isQuote(text.message()) || isQuote(text.comment()),
        left);
  }

  /** A file that is no mail: a diff, with or without a description above it. */
  static PatchMail ofDiff(String where, String name, MailText content) {
    PatchText text = PatchText.of(List.of(content), true);
    String subject = text.subject().or(text::takeTitle).orElse(name);
    return new PatchMail(
        where,
        Optional.empty(),
        List.of(),
        SubjectLine.of(subject),
        Optional.empty(),
        Optional.empty(),
        text,
        hasDiff(text.diff()),
        false,
        false);
  }

  /** The mail with what a patch file attached to it says, which may have a head of its own. */
  PatchMail with(PatchMail file) {
    boolean numbered = isNumbered() || !file.isNumbered();
    return new PatchMail(
        where,
        id,
        ancestors,
        numbered && subject.patch() ? subject : file.subject,
        file.sender.or(() -> sender),
        file.sent.or(() -> sent),
        file.text,
        file.hasDiff,
        quotes,
        false);
  }

  /** The same as a patch whose place is given, whatever number it has. */
  PatchMail placed() {
    return new PatchMail(
        where,
        Optional.empty(),
        List.of(),
        subject.unnumbered(),
        sender,
        sent,
        text,
        hasDiff,
        quotes,
        leftFiles);
  }

  private static boolean isQuote(String text) {
    return text.lines().anyMatch(line -> line.startsWith(">"));
  }

  private static boolean hasDiff(byte[] diff) {
    for (DiffCursor cursor = new DiffCursor(diff, ""); !cursor.atEnd(); cursor.next()) {
      if (cursor.startsWith("diff --git ")
          || (cursor.startsWith("--- ") && cursor.aheadStartsWith(1, "+++ "))) {
        return true;
      }
    }
    return false;
  }

  boolean isCover() {
    return isCover(subject);
  }

  private static boolean isCover(SubjectLine subject) {
    return subject.number().orElse(-1) == 0;
  }

  boolean isNumbered() {
    return subject.number().isPresent();
  }

  int number() {
    return subject.number().orElseThrow();
  }

  int version() {
    return subject.version().orElse(1);
  }

  /** When it was sent, as one number to compare; the smallest if it does not say. */
  long time() {
    return sent.map(OffsetDateTime::toEpochSecond).orElse(Long.MIN_VALUE);
  }

  /** Whether the two come from one address. */
  boolean sameSender(PatchMail other) {
    return sender
        .flatMap(HeaderText::author)
        .map(Author::mail)
        .equals(other.sender.flatMap(HeaderText::author).map(Author::mail));
  }

  /** Turns it into a patch; only now the diff is read. */
  Patch patch(int number, List<Note> notes) {
    DiffReader.Diff diff = DiffReader.read(text.diff(), where);
    if (diff.files().isEmpty()) {
      throw new BadSeries(BadSeries.Reason.CORRUPT, where + ": has no diff that can be read");
    }
    diff.remarks().forEach(remark -> notes.add(new Note(Note.Kind.IGNORED, where + ": " + remark)));
    if (leftFiles) {
      notes.add(
          new Note(Note.Kind.IGNORED, where + ": files attached beside its diff are not taken"));
    }
    String title =
        text.subject().map(SubjectLine::of).map(SubjectLine::text).orElse(subject.text());
    return new Patch(
        number,
        title.isEmpty() ? "(no subject)" : title,
        text.message(),
        author(),
        text.date().or(() -> sent),
        diff.files(),
        text.diffInUtf8().map(bytes -> DiffReader.read(bytes, where).files()),
        origin());
  }

  Cover cover() {
    String body = text.message() + "\n" + text.comment();
    return new Cover(subject.text(), body, author(), origin());
  }

  private Author author() {
    return text.from()
        .flatMap(HeaderText::author)
        .or(() -> sender.flatMap(HeaderText::author))
        .orElse(new Author("unknown", ""));
  }

  private Origin origin() {
    return new Origin(where, id, Optional.empty());
  }
}
