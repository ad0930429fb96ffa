package org.seamreplay.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggests known names that look like a mistyped one. */
public final class NearNames {
  private static final int SHOWN = 3;

  private NearNames() {}

  /** {@code ; did you mean a, b?}, or nothing if no known name is near. */
  public static String near(String wrong, Collection<String> known) {
    List<String> near = nearest(wrong, known);
    return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
  }

  /** Up to three known names, the nearest first, equally near ones in alphabetical order. */
  public static List<String> nearest(String wrong, Collection<String> known) {
    String cut = wrong.length() > 100 ? wrong.substring(0, 100) : wrong;
    int limit = Math.max(2, cut.length() / 3);
    return known.stream()
        .filter(name -> distance(cut, name) <= limit || contains(name, cut))
        .sorted(
            Comparator.comparingInt((String name) -> distance(cut, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SHOWN)
        .toList();
  }

  private static boolean contains(String name, String part) {
    return part.length() >= 3
        && name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  /** Levenshtein distance, upper and lower case being equal. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int cost = Math.min(diagonal + (same ? 0 : 1), Math.min(row[j], row[j - 1]) + 1);
        diagonal = row[j];
        row[j] = cost;
      }
    }
    return row[b.length()];
  }
}
