package org.seamreplay.module.leaf;

import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.leaf.PrivateMemory.Operands;
import org.seamreplay.module.leaf.PrivateMemory.Place;
import org.seamreplay.module.state.EntryState;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.Td;

/**
 * MEM.RANGE.BLOCK, MEM.RANGE.UNBLOCK and MEM.TRACK: how the host takes a translation away from
 * VCPUs that run (TDX module 1.5.01).
 */
final class RangeLeaves {
  private final TdChecks checks;
  private final PrivateMemory memory;

  RangeLeaves(TdChecks checks, PrivateMemory memory) {
    this.checks = checks;
    this.memory = memory;
  }

  long block(int lp, int version, SeamRegisters r) {
    Place place = place(r, LeafNumber.MEM_RANGE_BLOCK);
    EntryState now = place.entry().state;
    if (now.blocked()) {
      throw place.refusedRcx(Status.GPA_RANGE_ALREADY_BLOCKED);
    }
    if (now == EntryState.FREE) {
      throw place.wrongState();
    }
    memory.noteBlock(place);
    place.td().sept.set(place.entry(), now.block());
    return Status.SUCCESS;
  }

  long unblock(int lp, int version, SeamRegisters r) {
    Place place = place(r, LeafNumber.MEM_RANGE_UNBLOCK);
    EntryState now = place.entry().state;
    if (!now.blocked()) {
      throw place.wrongState();
    }
    if (PrivateMemory.tracks(place.td()) && !memory.tracked(place)) {
      throw new Refused(Status.of(Status.TLB_TRACKING_NOT_DONE, OperandId.SEPT_TREE));
    }
    place.td().sept.set(place.entry(), now.unblock());
    return Status.SUCCESS;
  }

  private Place place(SeamRegisters r, int leaf) {
    Operands in = Operands.take(r);
    Td td = memory.td(in.rdx(), leaf, Lock.SHARED);
    return memory.place(td, in.rcx(), SecureEpt.LEAF_LEVEL, td.sept.rootLevel(), r);
  }

  /** Begins a new epoch: VCPUs that entered before may have old translations until they leave. */
  long track(int lp, int version, SeamRegisters r) {
    Td td = checks.open(r.rcx, OperandId.RCX, LeafNumber.MEM_TRACK, Lock.SHARED);
    if (td.inGuest[1 - (int) (td.epoch & 1)] != 0) {
      throw new Refused(Status.PREVIOUS_TLB_EPOCH_BUSY);
    }
    td.epoch++;
    return Status.SUCCESS;
  }
}
