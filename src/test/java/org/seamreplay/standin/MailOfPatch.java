package org.seamreplay.standin;

import java.util.List;
import java.util.Locale;

/** One patch of a posting as a mail, in the form in which git sends it. */
record MailOfPatch(
    Envelope envelope, int number, int count, PatchEdits patch, List<FileChange> changes) {
  /** What git ends a mail with; the version is one of many. */
  static final String SIGNATURE = "\n-- \n2.47.3\n\n";

  /** Where git folds a header, and where it cuts the subject in a file's name. */
  private static final int WIDTH = 78;

  private static final int NAME = 52;

  String subject() {
    return patch.subject();
  }

  /** The message of the commit. */
  String message() {
    return patch.message() + "\n\nSigned-off-by: " + envelope.author();
  }

  String text() {
    return head(envelope, number, count, subject())
        + message()
        + "\n---\n"
        + GitDiff.stat(changes)
        + "\n"
        + GitDiff.of(changes)
        + SIGNATURE.substring(1);
  }

  String fileName() {
    String slug = subject().replaceAll("[^A-Za-z0-9._]+", "-");
    String cut = slug.substring(0, Math.min(NAME, slug.length())).replaceAll("[.-]+$", "");
    return String.format(Locale.ROOT, "%04d-%s.patch", number, cut);
  }

  /** The headers and the empty line after them. */
  static String head(Envelope envelope, int number, int count, String subject) {
    String digits = Integer.toString(count);
    String of = ("0".repeat(digits.length()) + number);
    String tag = of.substring(of.length() - digits.length()) + "/" + digits;
    String version = envelope.version() == 1 ? "" : " v" + envelope.version();
    StringBuilder head = new StringBuilder();
    head.append("From ").append("0".repeat(40)).append(" Mon Sep 17 00:00:00 2001\n");
    head.append("From: ").append(envelope.author()).append('\n');
    head.append("Date: ").append(envelope.mailDate(number)).append('\n');
    head.append(fold("Subject: [PATCH" + version + " " + tag + "] " + subject)).append('\n');
    head.append("Message-ID: ").append(envelope.messageId(number)).append('\n');
    if (number > 0) {
      head.append("In-Reply-To: ").append(envelope.messageId(0)).append('\n');
      head.append("References: ").append(envelope.messageId(0)).append('\n');
    }
    return head.append("MIME-Version: 1.0\n")
        .append("Content-Type: text/plain; charset=UTF-8\n")
        .append("Content-Transfer-Encoding: 8bit\n\n")
        .toString();
  }

  private static String fold(String header) {
    StringBuilder folded = new StringBuilder();
    int length = 0;
    for (String word : header.split(" ", -1)) {
      if (length > 0 && length + 1 + word.length() > WIDTH) {
        folded.append("\n");
        length = 0;
      }
      folded.append(folded.isEmpty() ? "" : " ").append(word);
      length += 1 + word.length();
    }
    return folded.toString();
  }
}
