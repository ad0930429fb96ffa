package org.seamreplay.module.state;

import java.util.BitSet;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.Machine;

/** The state of one loaded module image, and what all its leaves need to know of the machine. */
public final class ModuleState {
  public final Machine machine;
  public final ModuleImage image;
  public final ModuleProfile profile;
  public final AddressRules addresses;
  public final CmrTable cmrs;
  public final OperandMemory memory;

  public SystemState phase = SystemState.INIT_PENDING;

  /** RCX of SYS.INIT. */
  public long attributes;

  /** LPs on which SYS.LP.INIT was done. */
  public final BitSet initialisedLps = new BitSet();

  /** Add-on features that SYS.CONFIG or SYS.UPDATE asked for. */
  public long configuredFeatures;

  public ModuleTables tables;

  public final Extensions extensions = new Extensions(this);

  /** Pages that the pool had when SYS.CONFIG or SYS.UPDATE succeeded. */
  public long poolPagesAtConfig;

  /** What the module before this one left, or null. */
  public HandoffData handoff;

  /** SYS.DISABLE was interrupted: no other TDH.SYS leaf works (Linux 7.3 caller). */
  public boolean disabling;

  /** Set by SYS.DISABLE: the module answers nothing any more. */
  public boolean disabled;

  public ModuleState(
      Machine machine, ModuleImage image, OperandMemory memory, HandoffData handoff) {
    this.machine = machine;
    this.image = image;
    this.profile = image.profile();
    this.memory = memory;
    this.handoff = handoff;
    addresses = new AddressRules(machine.profile());
    cmrs = new CmrTable(machine.profile().cmrs());
    tables =
        new ModuleTables(
            machine.profile().mktmeKeyIds() + machine.profile().tdxKeyIds(),
            machine.profile().packages());
  }

  public int packageOf(int lp) {
    return machine.profile().cpus().get(lp).packageId();
  }

  /** A bit for each package of the platform. */
  public long allPackages() {
    return (1L << machine.profile().packages()) - 1;
  }

  /** Whether as many LPs are initialised as SYS.CONFIG and SYS.UPDATE want. */
  public boolean enoughLps() {
    return switch (profile.choices().lpsBeforeConfig()) {
      case ALL -> initialisedLps.cardinality() == machine.profile().cpus().size();
      case ANY -> !initialisedLps.isEmpty();
      case ONE_PER_PACKAGE ->
          initialisedLps.stream().mapToLong(lp -> 1L << packageOf(lp)).reduce(0, (a, b) -> a | b)
              == allPackages();
    };
  }

  /**
   * Whether a page is the module's. What reading one with a shared KeyID does is not public; the
   * model refuses operands that lead there.
   */
  boolean isPrivate(long hpa) {
    return machine.memory().stateAt(hpa) == ByteState.FOREIGN;
  }

  /**
   * Whether an operand names a page that is the host's to give for reading or writing: an address
   * that any buffer may have, in memory that exists, and not the module's. Public sources say only
   * the first; the rest is a choice of the model for leaves whose checks are not public.
   */
  public boolean isHostPage(long hpa) {
    return addresses.shared(hpa, AddressRules.PAGE)
        && addresses.inMemory(hpa)
        && !isPrivate(addresses.plain(hpa));
  }

  /**
   * The check of a 4 KB page that belongs to, or goes to, the module: address, TDMR, type (TDX
   * module 1.5.01; locks are never taken, because LPs run one after the other).
   *
   * @param operand the operand id for the status
   */
  public long checkPrivatePage(long hpa, int type, int operand) {
    if (!addresses.page(hpa)) {
      return Status.of(Status.OPERAND_INVALID, operand);
    }
    if (!tables.pamt.usable(hpa)) {
      return Status.of(Status.OPERAND_ADDR_RANGE_ERROR, operand);
    }
    if (tables.pamt.type(hpa) != type) {
      return Status.of(Status.PAGE_METADATA_INCORRECT, operand);
    }
    return Status.SUCCESS;
  }
}
