package org.seamreplay.standin;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/**
 * What the mails of a posting have in common, and its cover letter.
 *
 * @param date of the cover letter; the patches follow at intervals
 * @param version of the posting, as in {@code [PATCH v2 03/17]}
 */
record Envelope(
    String name, String address, OffsetDateTime date, int version, String subject, String cover) {
  /** Each mail is this much later than the one before it: no two have the same date. */
  private static final int MINUTES = 7;

  private static final DateTimeFormatter MAIL_DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  /** Reads it; {@code name} is what its lines are called by in messages. */
  static Envelope read(String file, String text) {
    MailText mail = MailText.read(file, text, List.of("From", "Date", "Version", "Subject"));
    String from = mail.header("From");
    if (!from.matches("[^<>]+ <[^<>@ ]+@[^<>@ ]+>")) {
      throw new BadEdits(file, "From: '" + from + "' is not as in 'Name <name@example.org>'");
    }
    if (!mail.header("Version").matches("[1-9][0-9]?")) {
      throw new BadEdits(file, "Version: '" + mail.header("Version") + "' is no number");
    }
    OffsetDateTime date;
    try {
      date = OffsetDateTime.parse(mail.header("Date")).withOffsetSameInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new BadEdits(
          file, "Date: '" + mail.header("Date") + "' is not as in 2026-06-29T09:00:00Z");
    }
    int bracket = from.indexOf(" <");
    return new Envelope(
        from.substring(0, bracket),
        from.substring(bracket + 2, from.length() - 1),
        date,
        Integer.parseInt(mail.header("Version")),
        mail.header("Subject"),
        mail.body());
  }

  String author() {
    return name + " <" + address + ">";
  }

  OffsetDateTime date(int number) {
    return date.plusMinutes((long) number * MINUTES);
  }

  String mailDate(int number) {
    return MAIL_DATE.format(date(number));
  }

  /** The same for the same posting: nothing of it is drawn. */
  String messageId(int number) {
    String day = DateTimeFormatter.BASIC_ISO_DATE.format(date.toLocalDate());
    return "<" + day + ".v" + version + "." + number + "." + address + ">";
  }
}
