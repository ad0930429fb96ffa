package org.seamreplay.replay;

import java.util.Optional;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.LineShift;
import org.seamreplay.vm.Reuse;

/**
 * What of the programs of a run has made a difference to it.
 *
 * @param host of the kernel
 * @param guest of all guests; {@link Footprint#NONE} without any
 */
public record Footprints(Footprint host, Footprint guest) {
  /**
   * Where the kernel's lines have gone, if the run would be the same with the other programs. Lines
   * of guests are in no trace.
   */
  Optional<LineShift> shift(
      CProgram host, CProgram newHost, Optional<CProgram> guest, Optional<CProgram> newGuest) {
    boolean guestIsSame =
        (guest.isEmpty() || newGuest.isEmpty())
            ? guest.isEmpty() == newGuest.isEmpty()
            : shift(guest.get(), newGuest.get(), this.guest).isPresent();
    return guestIsSame ? shift(host, newHost, this.host) : Optional.empty();
  }

  private static Optional<LineShift> shift(CProgram before, CProgram after, Footprint seen) {
    return before.layout().equals(after.layout())
        ? Reuse.of(before.program(), after.program(), seen)
        : Optional.empty();
  }
}
