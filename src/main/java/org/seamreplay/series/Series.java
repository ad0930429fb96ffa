package org.seamreplay.series;

import java.util.List;
import java.util.Optional;

/**
 * A series as posted.
 *
 * @param cover the letter in front, if there is one
 * @param version 1 if nothing else is said
 * @param count how many patches the author counts
 * @param patches in order, with ascending numbers; fewer than the count only if that was allowed
 * @param baseCommits the commits that its trailers name as its base, as written; usually one or
 *     none
 * @param notes what was inferred, ignored and missed
 */
public record Series(
    Optional<Cover> cover,
    int version,
    int count,
    List<Patch> patches,
    List<String> baseCommits,
    List<Note> notes) {
  /** Copies the lists. */
  public Series {
    patches = List.copyOf(patches);
    baseCommits = List.copyOf(baseCommits);
    notes = List.copyOf(notes);
  }

  /** What to call it: the subject of the cover letter, or of the first patch. */
  public String title() {
    return cover.map(Cover::subject).orElseGet(() -> patches.get(0).subject());
  }

  /**
   * A short name for files: of the title what is left in lower case of letters, digits and dashes,
   * at most 60 characters and cut between words. The version is not in it, so that the next one has
   * the same.
   */
  public String id() {
    return Slug.of(title());
  }

  /** {@code 07/15}: as many digits as the count has. */
  public String label(int number) {
    return label(number, count);
  }

  static String label(int number, int count) {
    String total = Integer.toString(count);
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, total.length() - text.length())) + text + "/" + total;
  }
}
