package org.seamreplay.module.state;

import java.util.ArrayList;
import java.util.List;
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

  /** Initialised VCPUs, by index. */
  public final List<Vcpu> vcpus = new ArrayList<>();

  /** VCPUs that are associated with an LP. */
  public int associatedVcpus;

  public Td(long tdr, int hkid, byte[] uuid, byte[] teeTcbSvn) {
    this.tdr = tdr;
    this.hkid = hkid;
    this.uuid = uuid;
    this.teeTcbSvn = teeTcbSvn;
  }

  public boolean debug() {
    return params != null && (params.attributes() & TdParams.DEBUG) != 0;
  }
}
