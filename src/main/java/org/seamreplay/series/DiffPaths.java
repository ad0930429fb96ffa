package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.util.QuotedString;

/** The names in the head of a diff: quoted as in C or not, with one directory in front. */
final class DiffPaths {
  static final String NULL = "/dev/null";

  private DiffPaths() {}

  /** The name at the start of a text: to the closing quote, or to a tab, or to the end. */
  static String name(byte[] text) {
    if (text.length > 0 && text[0] == '"') {
      int close = closingQuote(text, 0);
      if (close > 0) {
        return QuotedString.GIT_PATH.dequote(text, 0, close + 1);
      }
    }
    int end = 0;
    while (end < text.length && text[end] != '\t') {
      end++;
    }
    return new String(text, 0, end, UTF_8);
  }

  /** A name that is not shortened: of renames and copies, which have no directory in front. */
  static String whole(byte[] text) {
    return text.length > 0 && text[0] == '"' ? name(text) : new String(text, UTF_8);
  }

  /** What stands behind the name: a tab and a date in diffs that git did not make. */
  static String behindName(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\t') {
        return new String(text, i + 1, text.length - i - 1, UTF_8);
      }
    }
    return "";
  }

  /** Without the first directory; empty if there is none. Repeated slashes count as one. */
  static Optional<String> stripped(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String rest = name.substring(slash).replaceAll("/+", "/").substring(1);
    return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
  }

  /**
   * The one name of {@code diff --git a/NAME b/NAME}, which is all there is for an empty file or a
   * change of mode; empty if the two differ. Unquoted names may have blanks in them.
   */
  static Optional<String> common(byte[] text) {
    for (List<byte[]> pair : splits(text)) {
      Optional<String> left = stripped(whole(pair.get(0)));
      if (left.isPresent() && left.equals(stripped(whole(pair.get(1))))) {
        return left;
      }
    }
    return Optional.empty();
  }

  private static List<List<byte[]>> splits(byte[] text) {
    List<List<byte[]>> splits = new ArrayList<>();
    if (text.length > 0 && text[0] == '"') {
      int close = closingQuote(text, 0);
      if (close > 0 && close + 1 < text.length && text[close + 1] == ' ') {
        splits.add(at(text, close + 1));
      }
      return splits;
    }
    // Equal names have equal lengths; one of them may be quoted only if it need not be.
    int middle = text.length / 2;
    if (text.length % 2 == 1 && text[middle] == ' ') {
      splits.add(at(text, middle));
    }
    for (int i = 0; i + 1 < text.length; i++) {
      if (text[i] == ' ' && text[i + 1] == '"') {
        splits.add(at(text, i));
      }
    }
    return splits;
  }

  private static List<byte[]> at(byte[] text, int blank) {
    return List.of(
        Arrays.copyOfRange(text, 0, blank), Arrays.copyOfRange(text, blank + 1, text.length));
  }

  private static int closingQuote(byte[] text, int open) {
    for (int i = open + 1; i < text.length; i++) {
      if (text[i] == '\\') {
        i++;
      } else if (text[i] == '"') {
        return i;
      }
    }
    return -1;
  }
}
