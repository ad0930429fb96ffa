package org.seamreplay.trace;

/**
 * The first line of a trace: what was run on what. No paths, no times, no hosts.
 *
 * @param version of the format: 1 has calls and steps, 2 has events as well
 * @param tool who wrote the trace, with version; not compared
 * @param kernel release of the kernel, for example {@code linux-7.3}
 * @param tree hash of the compiled sources; not compared
 * @param series id of the patch series, empty for an unpatched tree
 * @param scenario name of the scenario case, for example {@code boot-failures/sys-config}
 * @param platform name of the machine profile
 * @param module name of the TDX module profile
 */
public record TraceHeader(
    int version,
    String tool,
    String kernel,
    String tree,
    String series,
    String scenario,
    String platform,
    String module) {
  /** Value of the key {@code format} in every trace. */
  public static final String FORMAT = "seamreplay-trace";

  /** Of a trace that says all that this program sees. */
  public TraceHeader(
      String tool,
      String kernel,
      String tree,
      String series,
      String scenario,
      String platform,
      String module) {
    this(EVENTS, tool, kernel, tree, series, scenario, platform, module);
  }

  /** Calls and steps alone: older traces, and recordings of machines, which show no more. */
  public static final int CALLS = 1;

  /** What else the kernel does, too. */
  public static final int EVENTS = 2;

  /** The same of a trace that has calls and steps alone. */
  public TraceHeader ofCalls() {
    return new TraceHeader(CALLS, tool, kernel, tree, series, scenario, platform, module);
  }

  /** Whether a trace says what no call shows; if not, nothing follows from its silence. */
  public boolean hasEvents() {
    return version >= EVENTS;
  }
}
