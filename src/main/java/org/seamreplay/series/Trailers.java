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
  static final String BASE_COMMIT = "base-commit";

  private static final Pattern BASE = Pattern.compile(BASE_COMMIT + ":\\s*([0-9a-f]{7,64})\\s*");

  private Trailers() {}

  /** The commits that a mail names as the base, in its message, comment, or below the diff. */
  static List<String> baseCommits(PatchText text) {
    List<String> commits = new ArrayList<>();
    text.message().lines().forEach(line -> baseCommit(line).ifPresent(commits::add));
    text.comment().lines().forEach(line -> baseCommit(line).ifPresent(commits::add));
    byte[] diff = text.diff();
    for (int at = 0; at < diff.length; ) {
      int end = TextLine.endOfLine(diff, at, diff.length);
      if (diff[at] == BASE_COMMIT.charAt(0) && end - at < 200) {
        baseCommit(new String(diff, at, end - at, ISO_8859_1)).ifPresent(commits::add);
      }
      at = end;
    }
    return commits;
  }

  private static Optional<String> baseCommit(String line) {
    Matcher matcher = BASE.matcher(line);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
