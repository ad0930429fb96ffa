package org.seamreplay.module.leaf;

import java.util.Map;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.MetadataTable;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.port.QuoteService;
import org.seamreplay.module.profile.Choices;
import org.seamreplay.module.state.Interrupts;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.PendingCalls;
import org.seamreplay.module.state.SystemState;

/**
 * From RAX to the leaf: the checks before any leaf code runs, in the order of TDX module 1.5.01.
 * Consequences: an unknown leaf before READY answers SYS_NOT_READY, a wrong version is reported
 * before a wrong state.
 */
public final class Dispatcher {
  private static final int LEAVES = 256;
  private static final long RESERVED = 0xFFFFFFFFFF000000L;

  /** Leaves that preset their results before they look at a version that is too high. */
  private static final int[] PRESETS_BEFORE_VERSION = {
    LeafNumber.MEM_SEPT_ADD,
    LeafNumber.MNG_RD,
    LeafNumber.MEM_PAGE_PROMOTE,
    LeafNumber.VP_RD,
    LeafNumber.MEM_SEPT_REMOVE
  };

  /** Answer of VP.ENTER when the guest runs. */
  public static final long IN_GUEST = -2L;

  /** Answer for leaves that the module has and the model does not. */
  public static final long NOT_MODELLED = -1L;

  private final ModuleState state;
  private final VmExits exits;
  private final Leaf[] bodies = new Leaf[LEAVES];
  private final byte[] highestVersion = new byte[LEAVES];
  private final boolean[] beforeReady = new boolean[LEAVES];
  private final boolean[] presetsBeforeVersion = new boolean[LEAVES];
  private final boolean[] needsInitialisedLp = new boolean[LEAVES];

  public Dispatcher(ModuleState state, Interrupts interrupts, QuoteService quotes) {
    this.state = state;
    for (Map.Entry<Integer, Integer> leaf : state.profile.leaves().entrySet()) {
      bodies[leaf.getKey()] = Dispatcher::notModelled;
      highestVersion[leaf.getKey()] = leaf.getValue().byteValue();
      needsInitialisedLp[leaf.getKey()] = true;
    }
    InitLeaves init = new InitLeaves(state);
    early(LeafNumber.SYS_INIT, init::init);
    early(LeafNumber.SYS_LP_INIT, init::lpInit);
    early(LeafNumber.SYS_CONFIG, init::config);
    early(LeafNumber.SYS_KEY_CONFIG, init::keyConfig);
    ready(LeafNumber.SYS_TDMR_INIT, init::tdmrInit);
    GlobalMetadata global = new GlobalMetadata(state.profile, new MetadataValues(state));
    MetadataLeaves metadata = new MetadataLeaves(state, global);
    early(LeafNumber.SYS_INFO, metadata::info);
    early(LeafNumber.SYS_RD, metadata::read);
    early(LeafNumber.SYS_RDALL, metadata::readAll);
    LifecycleLeaves lifecycle = new LifecycleLeaves(state, interrupts);
    ready(LeafNumber.SYS_SHUTDOWN, lifecycle::shutdown);
    early(LeafNumber.SYS_UPDATE, lifecycle::update);
    early(LeafNumber.SYS_LP_SHUTDOWN, lifecycle::lpShutdown);
    early(LeafNumber.SYS_DISABLE, lifecycle::disable);
    PhysicalMemoryLeaves physical = new PhysicalMemoryLeaves(state, interrupts);
    ready(LeafNumber.PHYMEM_PAGE_RDMD, physical::readMetadata);
    ready(LeafNumber.PHYMEM_PAGE_WBINVD, physical::writeBackPage);
    ready(LeafNumber.PHYMEM_CACHE_WB, physical::writeBackCache);
    TdChecks checks = new TdChecks(state);
    TdLeaves td = new TdLeaves(state, checks);
    ready(LeafNumber.MNG_CREATE, td::create);
    ready(LeafNumber.MNG_KEY_CONFIG, td::keyConfig);
    ready(LeafNumber.MNG_ADDCX, td::addPage);
    ready(LeafNumber.MNG_INIT, td::init);
    ready(LeafNumber.MR_FINALIZE, td::finalizeMeasurement);
    VcpuLeaves vcpu = new VcpuLeaves(state, checks);
    ready(LeafNumber.VP_CREATE, vcpu::create);
    ready(LeafNumber.VP_ADDCX, vcpu::addPage);
    ready(LeafNumber.VP_INIT, vcpu::init);
    ready(LeafNumber.VP_FLUSH, vcpu::flush);
    memoryLeaves(interrupts, checks);
    exits = guestLeaves(interrupts, checks, global);
    PendingCalls pending = new PendingCalls(state);
    ExtensionLeaves extensions = new ExtensionLeaves(state, interrupts, pending);
    ready(LeafNumber.EXT_MEM_ADD, extensions::addMemory);
    ready(LeafNumber.EXT_INIT, extensions::init);
    QuoteLeaves quote = new QuoteLeaves(state, checks, interrupts, pending, quotes);
    ready(LeafNumber.QUOTE_INIT, quote::init);
    ready(LeafNumber.QUOTE_GET, quote::get);
    state
        .profile
        .answers()
        .forEach(
            (leaf, rule) ->
                ready(leaf, new DefinedLeaf(state, leaf, rule, pending, interrupts)::execute));
    TeardownLeaves teardown = new TeardownLeaves(state, checks, pending);
    ready(LeafNumber.MNG_VPFLUSHDONE, teardown::flushDone);
    ready(LeafNumber.MNG_KEY_FREEID, teardown::freeKey);
    ready(LeafNumber.PHYMEM_PAGE_RECLAIM, teardown::reclaim);
    // Obsolete; succeeds without effect (TDX module 1.5.01).
    ready(LeafNumber.MNG_KEY_RECLAIMID, lifecycle::lpShutdown);
  }

  private void memoryLeaves(Interrupts interrupts, TdChecks checks) {
    PrivateMemory memory = new PrivateMemory(state, checks);
    TdMemoryLeaves build = new TdMemoryLeaves(state, memory);
    ready(LeafNumber.MEM_PAGE_ADD, build::addPage);
    ready(LeafNumber.MR_EXTEND, build::extend);
    SeptLeaves sept = new SeptLeaves(memory);
    ready(LeafNumber.MEM_SEPT_ADD, sept::add);
    ready(LeafNumber.MEM_SEPT_REMOVE, sept::remove);
    ready(LeafNumber.MEM_SEPT_RD, sept::read);
    PageLeaves pages = new PageLeaves(state, memory);
    ready(LeafNumber.MEM_PAGE_AUG, pages::augment);
    ready(LeafNumber.MEM_PAGE_REMOVE, pages::remove);
    ready(LeafNumber.MEM_PAGE_RELOCATE, pages::relocate);
    LargePageLeaves large = new LargePageLeaves(state, memory, interrupts);
    ready(LeafNumber.MEM_PAGE_PROMOTE, large::promote);
    ready(LeafNumber.MEM_PAGE_DEMOTE, large::demote);
    RangeLeaves ranges = new RangeLeaves(checks, memory);
    ready(LeafNumber.MEM_RANGE_BLOCK, ranges::block);
    ready(LeafNumber.MEM_RANGE_UNBLOCK, ranges::unblock);
    ready(LeafNumber.MEM_TRACK, ranges::track);
    DebugMemoryLeaves debug = new DebugMemoryLeaves(state, memory);
    ready(LeafNumber.MEM_RD, debug::read);
    ready(LeafNumber.MEM_WR, debug::write);
    for (int leaf : PRESETS_BEFORE_VERSION) {
      presetsBeforeVersion[leaf] = bodies[leaf] != null;
    }
  }

  private VmExits guestLeaves(Interrupts interrupts, TdChecks checks, GlobalMetadata global) {
    MetadataTable tables = state.profile.abi().metadata();
    FieldAccess tdFields = new FieldAccess(state, new FieldTable(tables.td()));
    FieldAccess vcpuFields = new FieldAccess(state, new FieldTable(tables.vcpu()));
    TdMetadata metadata = new TdMetadata(state, checks, tdFields, vcpuFields);
    ready(LeafNumber.MNG_RD, metadata::readTd);
    ready(LeafNumber.MNG_WR, metadata::writeTd);
    ready(LeafNumber.VP_RD, metadata::readVcpu);
    ready(LeafNumber.VP_WR, metadata::writeVcpu);
    ready(LeafNumber.VP_ENTER, new VpEnter(state, checks)::enter);
    GuestOperands operands = new GuestOperands(state);
    return new VmExits(
        state,
        new TdCalls(
            state,
            new TdAttestationCalls(state, operands, interrupts),
            new TdMemoryCalls(state, interrupts),
            new TdMetadataCalls(state, tdFields, vcpuFields, global)),
        new Emulation(state));
  }

  /** What happens when guests leave. */
  public VmExits exits() {
    return exits;
  }

  private void early(int leaf, Leaf body) {
    ready(leaf, body);
    beforeReady[leaf] = bodies[leaf] != null;
    needsInitialisedLp[leaf] = false;
  }

  private void ready(int leaf, Leaf body) {
    if (bodies[leaf] != null) {
      bodies[leaf] = body;
    }
  }

  private boolean isSystemLeaf(int leaf) {
    return state.profile.abi().leaves().find(leaf).orElseThrow().name().startsWith("TDH.SYS.");
  }

  private static long notModelled(int lp, int version, SeamRegisters registers) {
    return NOT_MODELLED;
  }

  /**
   * The answer to a leaf or version that the profile does not list: the module's, if it is known
   * not to have it; else the model knows too little.
   */
  private long unknown(int leaf, int version) {
    if (state.profile.complete()) {
      return Status.OPERAND_INVALID;
    }
    boolean lacking =
        state
            .profile
            .abi()
            .leaves()
            .find(leaf)
            .filter(LeafDescription::modelled)
            .filter(found -> found.versions().contains(version))
            .isPresent();
    return lacking ? Status.OPERAND_INVALID : NOT_MODELLED;
  }

  /** Executes a call and returns its status, or {@link #NOT_MODELLED}. */
  public long call(int lp, SeamRegisters registers) {
    long rax = registers.rax;
    if ((rax & RESERVED) != 0) {
      return Status.OPERAND_INVALID;
    }
    int leaf = (int) rax & 0xFFFF;
    int version = (int) (rax >>> 16);
    boolean known = leaf < LEAVES && bodies[leaf] != null;
    if (version > 0 && !(known && highestVersion[leaf] > 0)) {
      return unknown(leaf, version);
    }
    // SYS.DISABLE works in every state: the kernel calls it without asking (Linux 7.3 caller).
    boolean disable = leaf == LeafNumber.SYS_DISABLE && known;
    if (state.phase != SystemState.READY && !disable) {
      if (state.phase == SystemState.SHUTDOWN && leaf != LeafNumber.SYS_LP_SHUTDOWN) {
        return Status.SYS_SHUTDOWN;
      }
      if (leaf >= LEAVES || !beforeReady[leaf]) {
        return Status.SYS_NOT_READY;
      }
    }
    if (!known || (version > highestVersion[leaf] && !presetsBeforeVersion[leaf])) {
      return unknown(leaf, version);
    }
    if (state.disabling && isSystemLeaf(leaf) && !disable) {
      state.memory.observer().choice("an interrupted SYS.DISABLE locks other TDH.SYS leaves out");
      return Status.SYS_BUSY;
    }
    if (needsInitialisedLp[leaf]
        && !state.initialisedLps.get(lp)
        && state.profile.choices().uninitialisedLp() == Choices.UninitialisedLp.REFUSED) {
      state.memory.observer().choice("a leaf is refused on an LP without SYS.LP.INIT");
      return Status.SYS_LP_INIT_NOT_DONE;
    }
    try {
      return bodies[leaf].execute(lp, version, registers);
    } catch (Refused refused) {
      return refused.status();
    } finally {
      state.locks.endOfCall();
    }
  }
}
