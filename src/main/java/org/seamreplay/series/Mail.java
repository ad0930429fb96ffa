package org.seamreplay.series;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A message: of its head what a series needs, of its body the text.
 *
 * @param where what to call it in messages
 * @param id its Message-ID without angle brackets
 * @param ancestors the messages it answers, the nearest first
 * @param subject unfolded and decoded; empty if there is none
 * @param from the sender, unfolded and decoded
 * @param date when it was sent
 * @param texts the parts that are its text, in their order
 * @param files parts that are files with lines: patches, most often
 * @param attached parts that are messages themselves: patch files with a head, forwarded mails
 */
record Mail(
    String where,
    Optional<String> id,
    List<String> ancestors,
    String subject,
    Optional<String> from,
    Optional<OffsetDateTime> date,
    List<MailText> texts,
    List<MailText> files,
    List<byte[]> attached) {
  /** Copies the lists. */
  Mail {
    ancestors = List.copyOf(ancestors);
    texts = List.copyOf(texts);
    files = List.copyOf(files);
    attached = List.copyOf(attached);
  }
}
