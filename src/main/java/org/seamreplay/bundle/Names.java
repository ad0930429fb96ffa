package org.seamreplay.bundle;

import java.util.Locale;
import java.util.regex.Pattern;

/** The files of a bundle. */
final class Names {
  static final String MANIFEST = "manifest.json";

  /** The base's files as {@code git ls-tree -r} lists them. */
  static final String TREE = "base.tree";

  /** Digests of the results as {@code sha256sum} lists them. */
  static final String RESULTS = "results.sha256";

  static final String BLOBS = "blobs/";
  static final String SERIES = "series/";
  static final String DEFINITIONS = "definitions/";
  static final String SCENARIOS = "definitions/scenarios/";
  static final String PLATFORMS = "definitions/platforms/";
  static final String MODULES = "definitions/modules/";
  static final String GOLDEN = "golden/";
  static final String TRACES = "traces/";

  /** A path of names that start with a letter or digit, so none leads anywhere else. */
  private static final String PATH = "[A-Za-z0-9][A-Za-z0-9@+._-]*(/[A-Za-z0-9][A-Za-z0-9@+._-]*)*";

  private static final Pattern KNOWN =
      Pattern.compile(
          "manifest\\.json|base\\.tree|results\\.sha256"
              + "|blobs/[0-9a-f]{40}"
              + "|series/[0-9]{4}(\\.utf8)?\\.diff"
              + "|definitions/(scenarios|platforms|modules)/[A-Za-z0-9][A-Za-z0-9@+._-]*"
              + "|(golden|traces)/"
              + PATH
              + "\\.jsonl");

  private static final int MOST_SHOWN = 80;

  private Names() {}

  /** Whether a bundle can have a file of this name. */
  static boolean isKnown(String name) {
    return KNOWN.matcher(name).matches();
  }

  /** Text out of a bundle that stands in a message: one short line that does nothing else. */
  static String shown(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() > MOST_SHOWN ? clean.substring(0, MOST_SHOWN) + "..." : clean;
  }

  static String diff(int number) {
    return String.format(Locale.ROOT, "%s%04d.diff", SERIES, number);
  }

  static String utf8Diff(int number) {
    return diff(number).replace(".diff", ".utf8.diff");
  }

  /** What a run at a step is called. */
  static String cell(int step, String run) {
    return String.format(Locale.ROOT, "%02d/%s", step, run);
  }
}
