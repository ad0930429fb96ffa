package org.seamreplay.module.state;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.CpuModel;
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

  /** The VCPU whose guest runs on an LP; null where the host runs. */
  public final Vcpu[] running;

  public final PageLocks locks = new PageLocks();

  public final Extensions extensions = new Extensions(this);

  /** Pages that the pool had when SYS.CONFIG or SYS.UPDATE succeeded. */
  public long poolPagesAtConfig;

  /** What the module before this one left, or null. */
  public HandoffData handoff;

  /** What the model lacks for the call that is not modelled; null if it is the leaf. */
  public String missing;

  /** Leaves defined by the profile that have succeeded. */
  public final Set<Integer> succeeded = new HashSet<>();

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
    running = new Vcpu[machine.profile().cpus().size()];
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

  /** What CPUID leaf 1 shows in EAX. */
  public long cpuSignature() {
    return CpuModel.all().stream()
        .filter(model -> model.name().equals(machine.profile().cpuModel()))
        .mapToLong(CpuModel::cpuidSignature)
        .findFirst()
        .orElse(0);
  }

  /** The models that a TD may claim: the CPU's own, then older ones that the module knows. */
  public List<Long> allowedModels() {
    List<Long> known = profile.allowedModels();
    int own = known.indexOf(cpuSignature());
    return own < 0 ? List.of(cpuSignature()) : known.subList(own, known.size());
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
   * module 1.5.01). Pages that the call goes on to work with stay locked until it ends.
   *
   * @param operand the operand id for the status
   */
  public long checkPrivatePage(long hpa, int type, int operand, Lock lock) {
    if (!addresses.page(hpa)) {
      return Status.of(Status.OPERAND_INVALID, operand);
    }
    if (!tables.pamt.usable(hpa)) {
      return Status.of(Status.OPERAND_ADDR_RANGE_ERROR, operand);
    }
    if (!locks.free(hpa, AddressRules.PAGE, lock)) {
      return Status.of(Status.OPERAND_BUSY, operand);
    }
    if (tables.pamt.level(hpa) != 0 || tables.pamt.type(hpa) != type) {
      return Status.of(Status.PAGE_METADATA_INCORRECT, operand);
    }
    if (type != PageType.NDA) {
      locks.take(hpa, AddressRules.PAGE, lock);
    }
    return Status.SUCCESS;
  }
}
