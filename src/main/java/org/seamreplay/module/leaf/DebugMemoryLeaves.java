package org.seamreplay.module.leaf;

import java.nio.ByteBuffer;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.leaf.PrivateMemory.Operands;
import org.seamreplay.module.leaf.PrivateMemory.Place;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.state.Lock;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.Td;

/** MEM.RD and MEM.WR: memory of debug TDs, eight bytes at a time (TDX module 1.5.01). */
final class DebugMemoryLeaves {
  private static final int SIZE = 8;

  private final ModuleState state;
  private final PrivateMemory memory;

  DebugMemoryLeaves(ModuleState state, PrivateMemory memory) {
    this.state = state;
    this.memory = memory;
  }

  long read(int lp, int version, SeamRegisters r) {
    r.r8 = value(place(r, LeafNumber.MEM_RD));
    return Status.SUCCESS;
  }

  long write(int lp, int version, SeamRegisters r) {
    long value = r.r8;
    long at = place(r, LeafNumber.MEM_WR);
    r.r8 = value(at);
    byte[] bytes = new byte[SIZE];
    Bytes.of(bytes).putLong(0, value);
    state.memory.writePrivate(at, bytes);
    return Status.SUCCESS;
  }

  private long value(long hpa) {
    ByteBuffer bytes = Bytes.of(state.memory.readPrivate(hpa, SIZE));
    return bytes.getLong(0);
  }

  private long place(SeamRegisters r, int leaf) {
    Operands in = Operands.take(r);
    r.r8 = 0;
    Td td = memory.td(in.rdx(), leaf, Lock.SHARED);
    if (!td.debug()) {
      throw new Refused(Status.TD_NON_DEBUG);
    }
    if ((in.rcx() & (SIZE - 1)) != 0) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RCX));
    }
    Place place = memory.mapping(td, in.rcx(), r);
    return place.entry().page + (in.rcx() & (SecureEpt.size(place.entry().level) - 1));
  }
}
