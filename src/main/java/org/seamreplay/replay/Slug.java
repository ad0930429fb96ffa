package org.seamreplay.replay;

import java.util.Locale;

/** Names for files, made of titles. */
final class Slug {
  private static final int LONGEST = 60;

  private Slug() {}

  /**
   * Small letters, digits and hyphens: {@code enable-tdx-module-extensions}. Cut at a word so that
   * no file system minds.
   */
  static String of(String title) {
    StringBuilder slug = new StringBuilder();
    for (String word : title.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      if (slug.length() + word.length() >= LONGEST) {
        break;
      }
      slug.append(slug.isEmpty() ? "" : "-").append(word);
    }
    return slug.isEmpty() ? "untitled" : slug.toString();
  }
}
