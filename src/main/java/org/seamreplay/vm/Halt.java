package org.seamreplay.vm;

/** Ends a flow after a fatal finding, or after exit() of a hosted program. */
public final class Halt extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Finding finding;
  private final int exitStatus;

  /** Ends the flow because of {@code finding}. */
  public Halt(Finding finding) {
    super(finding.message(), null, false, false);
    this.finding = finding;
    this.exitStatus = -1;
  }

  /** Ends the flow because the program asked for it. */
  public Halt(int exitStatus) {
    super("exit " + exitStatus, null, false, false);
    this.finding = null;
    this.exitStatus = exitStatus;
  }

  /** The finding, or {@code null} after an exit. */
  public Finding finding() {
    return finding;
  }

  /** The status given to exit(), -1 after a finding. */
  public int exitStatus() {
    return exitStatus;
  }
}
