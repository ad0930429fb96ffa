package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that {@code git format-patch --base} and b4 add for programs. */
final class Trailers {
  /** The commit that the series was made on. */
  private static final String BASE_COMMIT = "base-commit";

  private static final int LONGEST = 200;

  private static final Pattern BASE = Pattern.compile(BASE_COMMIT + ":\\s*([0-9a-f]{7,64})\\s*");

  private static final Pattern PREREQUISITE =
      Pattern.compile("prerequisite-patch-id:\\s*([0-9a-f]{7,64})\\s*");

  private Trailers() {}

  /** The commits that a mail names as the base, in its message, comment, or below the diff. */
  static List<String> baseCommits(PatchText text) {
    return values(BASE, text);
  }

  /** The ids of patches that the series builds on. */
  static List<String> prerequisites(PatchText text) {
    return values(PREREQUISITE, text);
  }

  private static List<String> values(Pattern pattern, PatchText text) {
    List<String> values = new ArrayList<>();
    text.message().lines().forEach(line -> value(pattern, line).ifPresent(values::add));
    text.comment().lines().forEach(line -> value(pattern, line).ifPresent(values::add));
    byte[] diff = text.diff();
    for (int at = 0; at < diff.length; ) {
      int end = TextLine.endOfLine(diff, at, diff.length);
      if (diff[at] == pattern.pattern().charAt(0) && end - at < LONGEST) {
        value(pattern, new String(diff, at, end - at, ISO_8859_1)).ifPresent(values::add);
      }
      at = end;
    }
    return values;
  }

  private static Optional<String> value(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
