package org.seamreplay.module;

import java.util.Optional;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.abi.MetadataTable;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;

/**
 * A fault: some calls are answered without being executed. Results that the leaf presets on failure
 * are preset, other registers stay as they are.
 *
 * @param leaf the leaf of the module or the loader; empty for any
 * @param field for TDH.SYS.RD: the metadata field that is asked for; empty for any
 * @param lp the LP that makes the call; -1 for any
 * @param firstCall the first call that is answered among those that match, from 1
 * @param calls how many of them in a row are answered
 * @param end how the instruction ends
 * @param status what RAX holds if it completes
 */
public record Injection(
    Optional<LeafDescription> leaf,
    Optional<MetadataField> field,
    int lp,
    long firstCall,
    long calls,
    SeamcallEnd end,
    long status) {

  /** One call of a leaf on any LP that completes with a status. */
  public static Injection status(LeafDescription leaf, long call, long status) {
    return new Injection(
        Optional.of(leaf), Optional.empty(), -1, call, 1, SeamcallEnd.COMPLETED, status);
  }

  /** One call of a leaf on any LP whose instruction fails. */
  public static Injection end(LeafDescription leaf, long call, SeamcallEnd end) {
    return new Injection(Optional.of(leaf), Optional.empty(), -1, call, 1, end, 0);
  }

  private boolean matches(int onLp, SeamRegisters registers) {
    if (lp >= 0 && lp != onLp) {
      return false;
    }
    if (leaf.isPresent()
        && (leaf.get().loader() != registers.rax < 0
            || leaf.get().number() != (registers.rax & 0xFFFF))) {
      return false;
    }
    return field.isEmpty()
        || ((registers.rax & 0xFFFF) == LeafNumber.SYS_RD
            && registers.rax >= 0
            && MetadataTable.get().findGlobal(registers.rdx).equals(field));
  }

  /** An injection that counts the calls that match it. */
  static final class Armed {
    private final Injection injection;
    private long matched;

    Armed(Injection injection) {
      this.injection = injection;
    }

    Injection injection() {
      return injection;
    }

    /** Counts the call if it matches, and says whether it is to be answered. */
    boolean answers(int lp, SeamRegisters registers) {
      if (!injection.matches(lp, registers)) {
        return false;
      }
      matched++;
      return matched >= injection.firstCall && matched - injection.firstCall < injection.calls;
    }
  }
}
