package org.seamreplay.series;

import java.time.OffsetDateTime;
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
 * @param text taken apart
 */
record PatchMail(
    String where,
    Optional<String> id,
    List<String> ancestors,
    SubjectLine subject,
    Optional<String> sender,
    Optional<OffsetDateTime> sent,
    PatchText text) {

  static PatchMail of(Mail mail, boolean unescape) {
    return new PatchMail(
        mail.where(),
        mail.id(),
        mail.ancestors(),
        SubjectLine.of(mail.subject()),
        mail.from(),
        mail.date(),
        PatchText.of(mail.texts(), unescape));
  }

  /** A file that is no mail: a diff, with or without a description above it. */
  static PatchMail ofDiff(String where, String name, MailText content) {
    PatchText text = PatchText.of(List.of(content), false);
    String subject =
        text.message().lines().filter(line -> !line.isBlank()).findFirst().orElse(name);
    return new PatchMail(
        where,
        Optional.empty(),
        List.of(),
        SubjectLine.of(text.subject().orElse(subject)),
        Optional.empty(),
        Optional.empty(),
        text);
  }

  boolean isCover() {
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

  /** Whether it has a diff of its own, not one that it quotes. */
  boolean hasDiff() {
    byte[] diff = text.diff();
    DiffCursor cursor = new DiffCursor(diff, where);
    while (!cursor.atEnd()) {
      if (cursor.startsWith("diff --git ")
          || (cursor.startsWith("--- ") && cursor.aheadStartsWith(1, "+++ "))) {
        return true;
      }
      cursor.next();
    }
    return false;
  }

  /** Turns it into a patch; only now the diff is read. */
  Patch patch(int number, List<Note> notes) {
    DiffReader.Diff diff = DiffReader.read(text.diff(), where);
    if (diff.files().isEmpty()) {
      throw new BadSeries(BadSeries.Reason.CORRUPT, where + ": has no diff that can be read");
    }
    if (diff.cut()) {
      notes.add(
          new Note(Note.Kind.IGNORED, where + ": a further diff below scissors is not taken"));
    }
    String title =
        text.subject().map(SubjectLine::of).map(SubjectLine::text).orElse(subject.text());
    return new Patch(
        number,
        title,
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
