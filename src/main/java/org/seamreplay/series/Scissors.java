package org.seamreplay.series;

/**
 * The line to cut along: {@code -- >8 --}. What is above it is talk, what is below the patch; below
 * a patch it starts something else.
 */
final class Scissors {
  private static final int SHORTEST = 8;

  private Scissors() {}

  /**
   * Whether a line is one, as git sees it: scissors, more than a third of it is the cut itself, and
   * of that at most half are blanks.
   */
  static boolean isCut(String line) {
    String text = line.strip();
    if (text.length() < SHORTEST) {
      return false;
    }
    int perforation = 0;
    int scissors = 0;
    int blanks = 0;
    boolean within = false;
    for (int i = 0; i < text.length(); i++) {
      if (isScissors(text, i)) {
        scissors++;
        perforation += 2;
        within = true;
        i++;
      } else if (text.charAt(i) == '-') {
        perforation++;
        within = true;
      } else if (text.charAt(i) == ' ' && within) {
        perforation++;
        blanks++;
      } else {
        within = false;
      }
    }
    return scissors > 0 && perforation * 3 > text.length() && blanks * 2 < perforation;
  }

  private static boolean isScissors(String text, int at) {
    if (at + 1 >= text.length()) {
      return false;
    }
    String two = text.substring(at, at + 2);
    return two.equals(">8") || two.equals("8<") || two.equals(">%") || two.equals("%<");
  }
}
