package org.seamreplay.module.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.abi.OpState;

/** A TD as its TDR and TDCS pages describe it. */
public final class Td {
  public final long tdr;
  public final int hkid;
  public final byte[] uuid;

  /** TEE_TCB_SVN of the module that created it; an update does not change it (Linux 7.3 caller). */
  public final byte[] teeTcbSvn;

  public boolean fatal;
  public Lifecycle lifecycle = Lifecycle.HKID_ASSIGNED;
  public OpState opState = OpState.UNINITIALIZED;

  /** A bit for each package that has the TD's key. */
  public long keyedPackages;

  /** Number of 4 KB pages besides the TDR. */
  public long children;

  public final List<Long> tdcsPages = new ArrayList<>();

  /** From MNG.INIT on; null before. */
  public TdParams params;

  public Measurements measurements;
  public SecureEpt sept;

  private final List<SecureEpt> nested = new ArrayList<>();

  /** Initialised VCPUs, by index. */
  public final List<Vcpu> vcpus = new ArrayList<>();

  /** The epoch of TLB tracking; MEM.TRACK begins a new one. */
  public long epoch = 1;

  /** VCPUs inside the guest that entered in an even and in an odd epoch. */
  public final int[] inGuest = new int[2];

  /** Values of metadata fields that were written and mean nothing to the model. */
  public final Map<Long, Long> written = new HashMap<>();

  /** NOTIFY_ENABLES: bit 0 asks for a #VE after the zero-step filter. */
  public long notifyEnables;

  /** HP_LOCK_TIMEOUT in ticks of the TSC: how long a guest waits for a lock of the host. */
  public long lockTimeout = 2_500_000_000L;

  /** TD_CTLS: bit 0 means that pages which are pending give no #VE. */
  public long controls;

  /** VCPUs that are associated with an LP. */
  public int associatedVcpus;

  public Td(long tdr, int hkid, byte[] uuid, byte[] teeTcbSvn) {
    this.tdr = tdr;
    this.hkid = hkid;
    this.uuid = uuid;
    this.teeTcbSvn = teeTcbSvn;
  }

  /** The tree of a nested VM, as far as pages were added to it. */
  public SecureEpt nestedSept(int vm) {
    while (nested.size() < vm) {
      nested.add(new SecureEpt(sept.rootLevel()));
    }
    return nested.get(vm - 1);
  }

  /** Whether the host, not the guest, learns of accesses to pending pages. */
  public boolean pendingVeDisabled() {
    return (controls & 1) != 0;
  }

  public boolean debug() {
    return params != null && (params.attributes() & TdParams.DEBUG) != 0;
  }
}
