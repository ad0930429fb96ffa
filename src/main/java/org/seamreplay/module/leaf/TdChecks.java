package org.seamreplay.module.leaf;

import java.util.Set;
import org.seamreplay.abi.OpState;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.Lifecycle;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Td;
import org.seamreplay.module.state.Vcpu;

/** The checks that leaves on TDs and VCPUs share (TDX module 1.5.01). */
final class TdChecks {
  private final ModuleState state;

  TdChecks(ModuleState state) {
    this.state = state;
  }

  /** The page must be a TDR. */
  long tdr(long hpa, int operand, Lock lock) {
    return state.checkPrivatePage(hpa, PageType.TDR, operand, lock);
  }

  /** The TD of a TDR that is in a state for the leaf. */
  Td open(long tdr, int operand, int leaf, Lock lock) {
    require(tdr(tdr, operand, lock));
    Td td = td(tdr);
    require(tdState(td, leaf));
    return td;
  }

  /** The TDR that a page belongs to, found through PAMT: locked shared. */
  long implicitTdr(Td td) {
    if (!state.locks.free(td.tdr, AddressRules.PAGE, Lock.SHARED)) {
      return Status.of(Status.OPERAND_BUSY, OperandId.TDR);
    }
    state.locks.take(td.tdr, AddressRules.PAGE, Lock.SHARED);
    return Status.SUCCESS;
  }

  /** A VCPU that no LP has becomes this one's; the call ends if another one has it. */
  void associate(Vcpu vcpu, int lp) {
    if (vcpu.lp == Vcpu.NO_LP) {
      vcpu.lp = lp;
      vcpu.td.associatedVcpus++;
    } else if (vcpu.lp != lp) {
      throw new Refused(Status.VCPU_ASSOCIATED);
    }
  }

  /** The call ends unless a check succeeded. */
  void require(long status) {
    if (status != Status.SUCCESS) {
      throw new Refused(status);
    }
  }

  /** The TD of a page that passed {@link #tdr}. */
  Td td(long hpa) {
    return state.tables.tds.get(hpa);
  }

  /** The VCPU of a page that is a TDVPR. */
  Vcpu vcpu(long hpa) {
    return state.tables.vcpus.get(hpa);
  }

  /** TDCS pages without those of nested VMs. */
  int tdcsBasePages() {
    return (int) (state.profile.value("TDCS_BASE_SIZE") / AddressRules.PAGE);
  }

  /** TDVPS pages of a VCPU. */
  int tdvpsPages(Td td) {
    long size = state.profile.value("TDVPS_BASE_SIZE");
    int l2Vms = td.params == null ? 0 : td.params.l2Vms();
    return (int) ((size + l2Vms * state.profile.value("TDVPS_SIZE_PER_L2_VM")) / AddressRules.PAGE);
  }

  /** Fatal, keys, TDCS pages, OP_STATE: what most leaves test once they have the TDR. */
  long tdState(Td td, int leaf) {
    if (td.fatal) {
      return Status.TD_FATAL;
    }
    if (td.lifecycle != Lifecycle.KEYS_CONFIGURED) {
      return Status.TD_KEYS_NOT_CONFIGURED;
    }
    if (td.tdcsPages.size() < tdcsBasePages()) {
      return Status.TDCS_NOT_ALLOCATED;
    }
    return states(leaf).contains(td.opState) ? Status.SUCCESS : Status.OP_STATE_INCORRECT;
  }

  private Set<OpState> states(int leaf) {
    return state.profile.abi().leaves().find(leaf).orElseThrow().states();
  }

  /** Takes a free page for a TD. */
  void give(long page, int type, Td td) {
    state.tables.pamt.assign(page, type, td.tdr);
    state.memory.take(page, AddressRules.PAGE, "TD page");
    td.children++;
  }
}
