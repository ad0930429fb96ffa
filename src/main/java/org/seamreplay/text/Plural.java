package org.seamreplay.text;

import java.util.regex.Pattern;

/** Numbers of things as messages say them: {@code 1 patch}, {@code 2 patches}. */
public final class Plural {
  private static final Pattern HISSES = Pattern.compile(".*(s|x|ch|sh)");
  private static final Pattern ENDS_WITH_Y = Pattern.compile(".*[^aeiou]y");

  private Plural() {}

  /**
   * A number with its noun.
   *
   * @param noun in the singular, a regular one
   */
  public static String of(long count, String noun) {
    return count + " " + (count == 1 ? noun : more(noun));
  }

  private static String more(String noun) {
    if (ENDS_WITH_Y.matcher(noun).matches()) {
      return noun.substring(0, noun.length() - 1) + "ies";
    }
    return noun + (HISSES.matcher(noun).matches() ? "es" : "s");
  }
}
