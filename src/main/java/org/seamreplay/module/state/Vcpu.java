package org.seamreplay.module.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A virtual CPU of a TD as its TDVPS pages describe it. */
public final class Vcpu {
  /** Not associated with any LP. */
  public static final int NO_LP = -1;

  /** Number of general registers without RSP. */
  public static final int REGISTERS = 15;

  /** Life of a VCPU (TDX module 1.5.01). */
  public enum State {
    UNINITIALIZED,
    READY,
    ACTIVE,
    DISABLED
  }

  /** How the guest was left last. */
  public enum LastExit {
    NONE,
    ASYNCHRONOUS,
    VMCALL
  }

  public final long tdvpr;
  public final Td td;

  /** TDVPS pages, in the order in which they were added; the TDVPR is the first. */
  public final List<Long> tdvpsPages = new ArrayList<>();

  public State state = State.UNINITIALIZED;
  public int index;
  public int x2apicId = -1;

  /** The LP that holds the VCPU's state. */
  public int lp = NO_LP;

  /** The TD epoch in which it entered the guest last. */
  public long epoch;

  /** RAX, RCX, RDX, RBX, RBP, RSI, RDI, R8 to R15 of the guest. */
  public long[] registers = new long[REGISTERS];

  public LastExit lastExit = LastExit.NONE;

  /** RCX of the TDG.VP.VMCALL that left the guest. */
  public long vmcallControl;

  /** The #VE that the guest has not asked about yet; null if there is none. */
  public VeInfo veInfo;

  /** An event that the next entry delivers, with its error code; 0 for none. */
  public long injected;

  public long error;

  /** How far the module has moved RIP since the last exit. */
  public long advanced;

  /** Host RBP at the last entry. */
  public long hostRbp;

  /** The host's tables for the shared half of the GPA space. */
  public long sharedEpt;

  /** PEND_NMI: any value but 0 is a pending NMI. */
  public long nmi;

  /** Bits 0 and 1 of TDG.VP.CPUIDVE.SET. */
  public long cpuidVe;

  /** Faults in a row at the same RIP, and what they were about once there are many. */
  public int faults;

  public final List<Long> faultingGpas = new ArrayList<>();

  /** Values of metadata fields that were written, by class and code. */
  public final Map<Long, Long> written = new HashMap<>();

  public Vcpu(long tdvpr, Td td) {
    this.tdvpr = tdvpr;
    this.td = td;
    tdvpsPages.add(tdvpr);
  }

  public boolean pendingNmi() {
    return nmi != 0;
  }

  public void clearPendingNmi() {
    nmi = 0;
  }

  public boolean initialised() {
    return state != State.UNINITIALIZED;
  }
}
