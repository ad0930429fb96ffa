package org.seamreplay.module;

import java.util.ArrayList;
import java.util.List;

/** A TD as its TDR and TDCS pages describe it. */
final class Td {
  final long tdr;
  final int hkid;
  final byte[] uuid;

  /** TEE_TCB_SVN of the module that created it; an update does not change it (Linux 7.3 caller). */
  final byte[] teeTcbSvn;

  boolean fatal;
  Lifecycle lifecycle = Lifecycle.HKID_ASSIGNED;
  OpState opState = OpState.UNINITIALIZED;

  /** A bit for each package that has the TD's key. */
  long keyedPackages;

  /** Number of 4 KB pages besides the TDR. */
  long children;

  final List<Long> tdcsPages = new ArrayList<>();

  /** From MNG.INIT on; null before. */
  TdParams params;

  Measurements measurements;
  SecureEpt sept;

  /** Initialised VCPUs, by index. */
  final List<Vcpu> vcpus = new ArrayList<>();

  /** VCPUs that are associated with an LP. */
  int associatedVcpus;

  Td(long tdr, int hkid, byte[] uuid, byte[] teeTcbSvn) {
    this.tdr = tdr;
    this.hkid = hkid;
    this.uuid = uuid;
    this.teeTcbSvn = teeTcbSvn;
  }

  boolean debug() {
    return params != null && (params.attributes() & TdParams.DEBUG) != 0;
  }
}
