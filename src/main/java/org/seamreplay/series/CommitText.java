package org.seamreplay.series;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * What a commit says about itself, as it would be after it went by mail.
 *
 * @param subject the lines of the first paragraph, joined
 * @param body the rest, to a line of three dashes
 * @param author who wrote it
 * @param date when it was written
 */
record CommitText(String subject, String body, Author author, Optional<OffsetDateTime> date) {
  static CommitText of(RevCommit commit, String message) {
    String text = message.replace("\r\n", "\n").strip();
    int end = (text + "\n\n").indexOf("\n\n");
    String subject = Shown.clean(text.substring(0, end).replaceAll("\\s+", " "), ' ').strip();
    StringBuilder body = new StringBuilder();
    text.substring(end)
        .lines()
        .takeWhile(line -> !line.stripTrailing().equals("---"))
        .forEach(line -> body.append(line.stripTrailing()).append('\n'));
    PersonIdent ident = commit.getAuthorIdent();
    return new CommitText(
        subject.isEmpty() ? "(no subject)" : subject,
        PatchText.tidy(body),
        author(ident),
        Optional.ofNullable(ident).map(CommitText::date));
  }

  private static Author author(PersonIdent ident) {
    if (ident == null) {
      return new Author("unknown", "");
    }
    String mail = Shown.clean(ident.getEmailAddress(), ' ').strip();
    String name = Shown.clean(ident.getName(), ' ').strip();
    return new Author(name.isEmpty() ? mail : name, mail);
  }

  private static OffsetDateTime date(PersonIdent ident) {
    ZoneOffset zone;
    try {
      zone = ident.getZoneOffset();
    } catch (DateTimeException e) {
      zone = ZoneOffset.UTC;
    }
    return ident.getWhenAsInstant().atOffset(zone);
  }
}
