package org.seamreplay.bundle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.seamreplay.series.Series;
import org.seamreplay.tree.FilesBase;

/**
 * All that a replay depends on, and what came out of it. No paths of the machine it was made on.
 *
 * @param tool who made it, with version
 * @param kernel release of the base, for example {@code linux-7.3}
 * @param base what the base was, for people
 * @param fuzz lines of context that may differ
 * @param series the patches; empty for a tree as it is
 * @param files the files of the base that were looked at, by path; others count as absent
 * @param repository whether there was a repository behind the base
 * @param blobs contents that were looked for in the base's repository, by the id in the patch
 * @param resources fingerprints of what the program brings along, by directory
 * @param definitions scenarios, machines and modules of the user's own, by path in the bundle
 * @param runs what each step was run with
 * @param golden the golden traces compared with, by path below their directory
 * @param results a digest of what each run at each step came to, by cell: {@code 02/boot}
 * @param traces traces of cells, where they differ from those of the step before
 */
record Bundle(
    String tool,
    String kernel,
    String base,
    int fuzz,
    Optional<Series> series,
    SortedMap<String, FilesBase.File> files,
    boolean repository,
    Map<String, byte[]> blobs,
    SortedMap<String, String> resources,
    SortedMap<String, byte[]> definitions,
    List<Run> runs,
    SortedMap<String, byte[]> golden,
    SortedMap<String, String> results,
    SortedMap<String, byte[]> traces) {
  Bundle {
    runs = List.copyOf(runs);
  }

  /**
   * A run.
   *
   * @param scenario its name
   * @param file the definition that the scenario is in; empty if it comes along with the program
   * @param platform a machine that comes along, or the definition it is in
   * @param module a module that comes along, or the definition it is in
   */
  record Run(String scenario, String file, String platform, String module) {}
}
