package org.seamreplay.series;

import java.util.OptionalInt;

/**
 * What to take from a source.
 *
 * @param version the version wanted; without one the highest that is complete
 * @param partial whether patches may be missing
 */
public record ReadOptions(OptionalInt version, boolean partial) {
  /** The highest complete version. */
  public static final ReadOptions DEFAULT = new ReadOptions(OptionalInt.empty(), false);

  /** Only this version. */
  public static ReadOptions version(int version) {
    return new ReadOptions(OptionalInt.of(version), false);
  }
}
