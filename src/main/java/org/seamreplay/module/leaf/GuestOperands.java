package org.seamreplay.module.leaf;

import org.seamreplay.abi.Register;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.EntryState;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.Td;
import org.seamreplay.module.state.Vcpu;

/** GPAs that a guest leaf names: which page of the host is behind them (TDX module 1.5.01). */
final class GuestOperands {
  static final int READ = 1;
  static final int WRITE = 2;

  private static final long ADDRESS = 0x000F_FFFF_FFFF_F000L;
  private static final long SUPPRESS_VE = 1L << 63;
  private static final long LARGE = 1 << 7;
  private static final int ACCESS = 7;
  private static final int MAPPED_RIGHTS_SHIFT = 3;
  private static final int LEVEL_BITS = 9;

  private final ModuleState state;

  GuestOperands(ModuleState state) {
    this.state = state;
  }

  /** The GPA must be one of the TD, and private if nothing else is allowed. */
  void check(Td td, long gpa, boolean privateOnly, Register operand) {
    boolean tooLarge = gpa >>> td.params.gpaBits() != 0;
    if (tooLarge || (privateOnly && !td.params.privateGpa(gpa))) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, operand));
    }
  }

  /**
   * HPA behind a GPA.
   *
   * @param access {@link #READ}, {@link #WRITE} or both
   */
  long hpa(Vcpu vcpu, long gpa, int access) {
    Td td = vcpu.td;
    if (!td.params.privateGpa(gpa)) {
      return sharedHpa(vcpu, gpa, access);
    }
    SecureEpt.Entry entry = td.sept.walk(gpa, SecureEpt.LEAF_LEVEL);
    if (entry.state == EntryState.MAPPED) {
      return entry.page + (gpa & (SecureEpt.size(entry.level) - 1));
    }
    if (entry.state == EntryState.PENDING) {
      if (!td.pendingVeDisabled()) {
        throw new GuestFault(access, gpa);
      }
      throw new FaultExit(FaultExit.EPT_VIOLATION, access, FaultExit.PENDING, gpa);
    }
    throw new FaultExit(FaultExit.EPT_VIOLATION, access, FaultExit.NO_DETAILS, gpa);
  }

  /** Walks the tables that the host made for the shared half. */
  private long sharedHpa(Vcpu vcpu, long gpa, int access) {
    long table = vcpu.sharedEpt & ADDRESS;
    int rights = ACCESS;
    for (int level = vcpu.td.params.rootLevel(); level >= 0; level--) {
      int shift = 12 + LEVEL_BITS * level;
      long index = (gpa >>> shift) & 511;
      long entry = state.memory.readPrivate8(state.addresses.plain(table) + 8 * index);
      int own = (int) entry & ACCESS;
      if ((own & READ) == 0 && own != 0) {
        throw new FaultExit(FaultExit.EPT_MISCONFIGURATION, 0, FaultExit.NO_DETAILS, gpa);
      }
      rights &= own;
      boolean leaf = level == 0 || (entry & LARGE) != 0;
      if (own == 0 || (leaf && (rights & access) != access)) {
        long qualification = (access & ~rights) | (long) rights << MAPPED_RIGHTS_SHIFT;
        if ((entry & SUPPRESS_VE) != 0) {
          throw new FaultExit(FaultExit.EPT_VIOLATION, qualification, FaultExit.NO_DETAILS, gpa);
        }
        throw new GuestFault(qualification, gpa);
      }
      if (leaf) {
        long mask = (1L << shift) - 1;
        return state.addresses.plain(entry & ADDRESS & ~mask) | (gpa & mask);
      }
      table = entry & ADDRESS;
    }
    throw new IllegalStateException("a walk ends at level 0");
  }

  static long page(long gpa) {
    return gpa & -AddressRules.PAGE;
  }
}
