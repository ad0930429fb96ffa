package org.seamreplay.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A subject, taken apart: {@code Re: [PATCH RFC v2 03/17] x86: add a thing}.
 *
 * @param reply whether something like {@code Re:} is in front
 * @param patch whether it calls itself a patch
 * @param tags the words in brackets that are neither version nor number, as written
 * @param version the version if it is given
 * @param minor 1 in {@code v2.1}, which is how some replace a single patch of version 2; else 0
 * @param number the number of the patch if it is given; 0 is the cover letter
 * @param count how many patches there are; given if the number is
 * @param text the subject of the commit
 */
record SubjectLine(
    boolean reply,
    boolean patch,
    List<String> tags,
    OptionalInt version,
    int minor,
    OptionalInt number,
    OptionalInt count,
    String text) {
  /** Words of mail programs in all languages: short, and with a colon. */
  private static final Pattern REPLY =
      Pattern.compile("^\\s*(\\p{L}{2,5}(\\s?[\\[(]\\d+[\\])])?\\s*[:\\uFF1A])\\s*(?=\\S)");

  private static final Pattern REPLY_ALONE =
      Pattern.compile("(?i)^(re|fw|fwd|aw|antw|sv|vs|wg|tr|rif|odp|ynt)([\\[(]\\d+[\\])])?\\s*:");

  /** In brackets, so that {@code mm: [tag] fix} is no answer. */
  private static final Pattern CALLED_PATCH =
      Pattern.compile("(?i)^\\[[^\\]]*(\\bpatch|\\brfc\\b|\\d/\\d)");

  private static final Pattern BRACKET = Pattern.compile("^\\s*\\[([^\\]]*)\\]");
  private static final Pattern VERSION =
      Pattern.compile("(?i)(?:(?:patch|rfc)-?)?v(\\d{1,4})(?:\\.(\\d{1,4}))?");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  /** Copies the list. */
  SubjectLine {
    tags = List.copyOf(tags);
  }

  /** Takes an unfolded and decoded subject apart. */
  static SubjectLine of(String subject) {
    String rest = subject.substring(0, Math.min(subject.length(), SeriesLimits.SUBJECT)).strip();
    boolean reply = false;
    Matcher marker = REPLY.matcher(rest);
    while (marker.find()
        && (CALLED_PATCH.matcher(marker.replaceFirst("")).find()
            || REPLY_ALONE.matcher(rest).find())) {
      reply = true;
      rest = marker.replaceFirst("");
      marker = REPLY.matcher(rest);
    }
    boolean patch = false;
    List<String> tags = new ArrayList<>();
    OptionalInt version = OptionalInt.empty();
    int minor = 0;
    OptionalInt number = OptionalInt.empty();
    OptionalInt count = OptionalInt.empty();
    Matcher bracket = BRACKET.matcher(rest);
    while (bracket.find()) {
      for (String word : bracket.group(1).strip().split("[\\s,]+", -1)) {
        Matcher versionWord = VERSION.matcher(word);
        Matcher numberWord = NUMBER.matcher(word);
        if (versionWord.matches()) {
          version = OptionalInt.of(Integer.parseInt(versionWord.group(1)));
          minor = versionWord.group(2) == null ? 0 : Integer.parseInt(versionWord.group(2));
          patch |= !word.toLowerCase(Locale.ROOT).startsWith("v");
        } else if (numberWord.matches() && number.isEmpty()) {
          number = OptionalInt.of(Integer.parseInt(numberWord.group(1)));
          count = OptionalInt.of(Integer.parseInt(numberWord.group(2)));
        } else if (!word.isEmpty()) {
          tags.add(word);
          patch |= word.equalsIgnoreCase("PATCH") || word.equalsIgnoreCase("RFC");
        }
      }
      rest = rest.substring(bracket.end());
      bracket = BRACKET.matcher(rest);
    }
    patch |= number.isPresent();
    String text = Shown.clean(rest.replaceAll("\\s+", " "), ' ').strip();
    return new SubjectLine(reply, patch, tags, version, minor, number, count, text);
  }

  /** The same without version and number. */
  SubjectLine unnumbered() {
    return new SubjectLine(
        false, patch, tags, OptionalInt.empty(), 0, OptionalInt.empty(), OptionalInt.empty(), text);
  }
}
