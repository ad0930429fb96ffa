package org.seamreplay.series;

import java.text.Normalizer;
import java.util.Locale;

/** Titles as names of files: {@code x86/virt/tdx: Read it} is {@code x86-virt-tdx-read-it}. */
public final class Slug {
  private static final int LENGTH = 60;

  private Slug() {}

  /** Never empty; {@code series} if nothing of the title can stand in such a name. */
  public static String of(String title) {
    String plain = Normalizer.normalize(title, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    StringBuilder slug = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        slug.append(c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK && !endsWithDash(slug)) {
        slug.append('-');
      }
    }
    return cut(slug.toString());
  }

  private static boolean endsWithDash(StringBuilder slug) {
    return slug.length() == 0 || slug.charAt(slug.length() - 1) == '-';
  }

  private static String cut(String slug) {
    String cut = slug;
    if (slug.length() > LENGTH) {
      int dash = slug.lastIndexOf('-', LENGTH);
      cut = slug.substring(0, dash > 0 ? dash : LENGTH);
    }
    if (cut.endsWith("-")) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut.isEmpty() ? "series" : cut;
  }
}
