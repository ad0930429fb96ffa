package org.seamreplay.trace;

/**
 * The first line of a trace: what was run on what. No paths, no times, no hosts.
 *
 * @param tool who wrote the trace, with version; not compared
 * @param kernel release of the kernel, for example {@code linux-7.3}
 * @param tree hash of the compiled sources; not compared
 * @param series id of the patch series, empty for an unpatched tree
 * @param scenario name of the scenario case, for example {@code boot-failures/sys-config}
 * @param platform name of the machine profile
 * @param module name of the TDX module profile
 */
public record TraceHeader(
    String tool,
    String kernel,
    String tree,
    String series,
    String scenario,
    String platform,
    String module) {
  /** Value of the key {@code format} in every trace. */
  public static final String FORMAT = "seamreplay-trace";

  /** The version of the format that this program writes. */
  public static final int VERSION = 1;
}
