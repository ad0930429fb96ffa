package org.seamreplay.module.port;

import java.util.Optional;

/**
 * What runs inside TDs. The module calls it for each VM entry; it plays the guest until the next VM
 * exit. A script does, a program in another machine could.
 */
@FunctionalInterface
public interface Guests {
  /**
   * Nobody plays: the guest stays inside until somebody else says which exit came, see {@code
   * TdxModule.guestExit}.
   */
  Guests NOBODY = (lp, tdvpr, entry) -> Optional.empty();

  /**
   * Lets the guest run.
   *
   * @param lp the LP that executes it
   * @param tdvpr names the VCPU
   * @param entry registers and event that it finds
   * @return the exit; empty if the guest is still inside
   */
  Optional<VmExit> run(int lp, long tdvpr, GuestEntry entry);
}
