package org.seamreplay.module;

import java.util.Optional;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.abi.Status;
import org.seamreplay.module.leaf.Dispatcher;
import org.seamreplay.module.leaf.TdGuest;
import org.seamreplay.module.port.GuestEntry;
import org.seamreplay.module.port.GuestMemory;
import org.seamreplay.module.port.Guests;
import org.seamreplay.module.port.InterruptionPlan;
import org.seamreplay.module.port.ModuleObserver;
import org.seamreplay.module.port.QuoteService;
import org.seamreplay.module.port.QuoteSource;
import org.seamreplay.module.port.Seam;
import org.seamreplay.module.port.VmExit;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.CallCounts;
import org.seamreplay.module.state.HandoffData;
import org.seamreplay.module.state.Interrupts;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.OperandMemory;
import org.seamreplay.module.state.SystemState;
import org.seamreplay.module.state.Td;
import org.seamreplay.platform.Machine;

/**
 * What is behind the SEAMCALL instruction of a machine: the TDX module that firmware loaded, or a
 * later one, and the persistent loader.
 *
 * <p>LPs execute one after the other, so a lock is never found taken; busy results must be
 * injected. Every call leaves the module in a consistent state; none throws. Not thread safe.
 */
public final class TdxModule implements Seam {
  private static final int UPDATES_IN_A_BOOT = 16;
  private static final int LOADER_INFO = 0;
  private static final int LOADER_INSTALL = 1;

  private final Machine machine;
  private final OperandMemory memory;
  private final SeamLoader loader;
  private final CallCounts counts = new CallCounts();
  private final Interrupts interrupts = new Interrupts(counts);

  private final QuoteService quotes = new QuoteService();

  private Guests guests;
  private GuestEntry entry;

  /** RAX of the call in work: results of a guest are in the registers when it ends. */
  private long call;

  private ModuleState state;
  private Dispatcher dispatcher;

  private TdxModule(Machine machine) {
    this.machine = machine;
    memory = new OperandMemory(machine.memory());
    loader = new SeamLoader(machine, memory, UPDATES_IN_A_BOOT);
  }

  /** A machine whose firmware has loaded a module. */
  public TdxModule(Machine machine, ModuleImage image) {
    this(machine);
    load(image, null);
  }

  /** A machine whose firmware has loaded no module. */
  public static TdxModule absent(Machine machine) {
    return new TdxModule(machine);
  }

  private void load(ModuleImage image, HandoffData handoff) {
    state = new ModuleState(machine, image, memory, handoff);
    dispatcher = new Dispatcher(state, interrupts, quotes);
  }

  /**
   * Firmware loads another image over the one that is there: handoff data and memory stay, all else
   * begins anew.
   */
  public void replace(ModuleImage image) {
    load(image, state == null ? null : state.handoff);
  }

  /** Who watches what the module does to memory, and where it had to choose. */
  public void setObserver(ModuleObserver observer) {
    memory.setObserver(observer);
  }

  /** When interrupts are pending while resumable leaves work. */
  public void setInterruptionPlan(InterruptionPlan plan) {
    interrupts.setPlan(plan);
  }

  /** Who plays the insides of TDs; without one VP.ENTER is not modelled. */
  public void setGuests(Guests newGuests) {
    guests = newGuests;
  }

  /** Who makes the bytes of quotes; without one QUOTE.GET is not modelled. */
  public void setQuoteSource(QuoteSource source) {
    quotes.set(source);
  }

  /**
   * The guest side of a TD that was initialised; empty if there is no such TD.
   *
   * @param tdr HPA of its TDR
   */
  public Optional<TdGuest> guest(long tdr, GuestMemory shared) {
    Td td = state == null ? null : state.tables.tds.get(tdr);
    return td == null || td.params == null
        ? Optional.empty()
        : Optional.of(new TdGuest(state, td, shared));
  }

  /** The image that answers now; empty if there is none. */
  public Optional<ModuleImage> image() {
    return Optional.ofNullable(state).map(s -> s.image);
  }

  /** How far the module has come; empty if there is none or it was disabled. */
  public Optional<SystemState> systemState() {
    return answers() ? Optional.of(state.phase) : Optional.empty();
  }

  /**
   * Whether a page is of the extensions' pool and serves them: it was given for good. Pages of a
   * pool that no EXT.INIT accepted are of no use to anybody.
   */
  public boolean servesExtensions(long hpa) {
    return state != null
        && state.tables.poolInUse
        && state.tables.pamt.type(hpa & -AddressRules.PAGE) == PageType.POOL;
  }

  /** The state of the image that is loaded, for tests of invariants. */
  ModuleState state() {
    return state;
  }

  /** The words of the module that is loaded; those of the program if there is none. */
  private Abi abi() {
    return state == null ? Abi.shipped() : state.profile.abi();
  }

  private boolean answers() {
    return state != null && !state.disabled && !loader.installing();
  }

  @Override
  public void seamcall(int lp, SeamRegisters registers) {
    boolean ofLoader = registers.rax < 0;
    int leaf = (int) registers.rax & 0xFFFF;
    counts.count(ofLoader, leaf);
    call = registers.rax;
    if (state != null) {
      state.missing = null;
    }
    registers.end = SeamcallEnd.COMPLETED;
    if (!machine.inVmxOperation(lp)) {
      registers.end = SeamcallEnd.UNDEFINED_OPCODE;
    } else if (machine.profile().tdxKeyIds() == 0) {
      registers.end = SeamcallEnd.GENERAL_PROTECTION;
    } else if (ofLoader) {
      callLoader(lp, registers);
    } else if (!answers()) {
      registers.end = SeamcallEnd.VMFAIL_INVALID;
    } else {
      enterGuests(lp, registers, dispatcher.call(lp, registers));
    }
  }

  /** Lets guests run as long as nobody else gets the LP. */
  private void enterGuests(int lp, SeamRegisters registers, long status) {
    long answer = status;
    while (answer == Dispatcher.IN_GUEST) {
      if (guests == null) {
        answer = Dispatcher.NOT_MODELLED;
        break;
      }
      entry = dispatcher.exits().entry(lp);
      Optional<VmExit> exit = guests.run(lp, state.running[lp].tdvpr, entry);
      if (exit.isEmpty()) {
        registers.end = SeamcallEnd.IN_GUEST;
        return;
      }
      answer = dispatcher.exits().exit(lp, exit.get(), registers);
    }
    finish(registers, answer);
  }

  /**
   * The guest that is inside on an LP leaves it, for those who play it step by step.
   *
   * @param registers what the host gets; its end says whether the guest goes on instead
   */
  public void guestExit(int lp, VmExit exit, SeamRegisters registers) {
    registers.end = SeamcallEnd.COMPLETED;
    if (!answers()) {
      finish(registers, Dispatcher.NOT_MODELLED);
      return;
    }
    enterGuests(lp, registers, dispatcher.exits().exit(lp, exit, registers));
  }

  /** What a guest finds that went on last. */
  public GuestEntry guestEntry() {
    return entry;
  }

  private void finish(SeamRegisters registers, long status) {
    if (status == Dispatcher.NOT_MODELLED) {
      registers.end = SeamcallEnd.NOT_MODELLED;
      String leaf = abi().leaves().name(call);
      String missing = state == null ? null : state.missing;
      registers.missing = missing == null ? leaf : missing + " of " + leaf;
      memory.observer().notModelled(registers.missing);
    }
    registers.rax = status;
  }

  private void callLoader(int lp, SeamRegisters registers) {
    long leaf = registers.rax & Long.MAX_VALUE;
    if (leaf == LOADER_INFO) {
      registers.rax = loader.info(registers, state);
    } else if (leaf == LOADER_INSTALL) {
      registers.rax = loader.install(lp, registers, state);
      if (loader.installing()) {
        ModuleImage image = loader.take();
        if (image != null) {
          load(image, state.handoff);
        }
      }
    } else if (leaf <= 0xFFFF && abi().leaves().find(registers.rax).isPresent()) {
      finish(registers, Dispatcher.NOT_MODELLED);
    } else {
      memory.observer().choice("the loader refuses functions that it does not have");
      registers.rax = Status.OPERAND_INVALID;
    }
  }
}
