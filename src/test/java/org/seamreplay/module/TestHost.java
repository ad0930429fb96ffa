package org.seamreplay.module;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.MachineProfile.Cpu;
import org.seamreplay.platform.MachineProfile.MemoryRegion;
import org.seamreplay.platform.MachineProfile.Range;
import org.seamreplay.platform.Profiles;

/**
 * A host that brings a module up step by step, as Linux does, on a machine that tests can change.
 */
final class TestHost {
  static final long GIGABYTE = 1L << 30;
  static final long ARRAY = 0x10_0000;
  static final long TDMR_INFOS = 0x11_0000;

  /** First byte of a memory area for PAMTs, outside of TDMRs. */
  static final long PAMTS = 0x1000_0000;

  /** A page of a TDMR, usable after boot, and where the pages after it are. */
  static final long PRIVATE = 0x1_0000_0000L;

  /** A page that may lie in a reserved area of the TDMR, see {@link #withReservedArea}. */
  static final long RESERVED = PRIVATE + 0xC000_0000L;

  /** A page that stays with the host. */
  static final long SHARED = 0x20_0000;

  private static final Map<String, ModuleProfile> PROFILES = new ConcurrentHashMap<>();

  final Machine machine;
  final TdxModule module;
  final SeamRegisters r = new SeamRegisters();
  private boolean reservedArea;

  TestHost(String moduleProfile) {
    this(machine(2, 4), moduleProfile);
  }

  TestHost(MachineProfile profile, String moduleProfile) {
    this(profile, profile(moduleProfile));
  }

  /** A module profile by name or file; each is read once. */
  static ModuleProfile profile(String nameOrFile) {
    return PROFILES.computeIfAbsent(nameOrFile, ModuleProfile::load);
  }

  /** The module of a profile, known to have nothing that the tables do not name. */
  static ModuleProfile complete(String name) {
    return Profiles.isFile(name)
        ? profile(name)
        : profile("{name: " + name + ", extends: " + name + ", complete: true}");
  }

  TestHost(MachineProfile profile, ModuleProfile moduleProfile) {
    machine = new Machine(profile);
    module = new TdxModule(machine, ModuleImage.of(moduleProfile));
    for (int lp = 0; lp < profile.cpus().size(); lp++) {
      machine.setVmxOperation(lp, true);
    }
    for (MemoryRegion region : profile.memory()) {
      machine.memory().setState(region.base(), region.size(), ByteState.DEFINED);
    }
  }

  /** 2 GB below 4 GB, 8 GB above; private KeyIDs 32 to 63; KeyID bits 51 to 46. */
  static MachineProfile machine(int packages, int cpus) {
    List<Range> cmrs = List.of(new Range(0, 2 * GIGABYTE), new Range(4 * GIGABYTE, 8 * GIGABYTE));
    return machine(packages, cpus, cmrs, Map.of());
  }

  /** The same with other convertible memory and MSRs. */
  static MachineProfile machine(int packages, int cpus, List<Range> cmrs, Map<Long, Long> msrs) {
    return new MachineProfile(
        "test",
        packages,
        IntStream.range(0, cpus).mapToObj(lp -> new Cpu(lp * packages / cpus, lp, 0, lp)).toList(),
        List.of(
            new MemoryRegion(0, 2 * GIGABYTE, 0), new MemoryRegion(4 * GIGABYTE, 8 * GIGABYTE, 0)),
        cmrs,
        52,
        6,
        31,
        32,
        "GRANITERAPIDS_X",
        List.of(),
        msrs,
        List.of(),
        new Range(0xC000_0000L, 0x400_0000));
  }

  /** A call on LP 0. */
  long call(int leaf, long rcx, long rdx, long r8, long r9) {
    return call(0, leaf, rcx, rdx, r8, r9);
  }

  long call(int lp, long rax, long rcx, long rdx, long r8, long r9) {
    r.rax = rax;
    r.rcx = rcx;
    r.rdx = rdx;
    r.r8 = r8;
    r.r9 = r9;
    module.seamcall(lp, r);
    return r.rax;
  }

  long call(int leaf) {
    return call(leaf, 0, 0, 0, 0);
  }

  String name(long status) {
    return Abi.shipped().statuses().name(status);
  }

  TestHost initialised() {
    must(call(LeafNumber.SYS_INIT));
    for (int lp = 0; lp < machine.profile().cpus().size(); lp++) {
      must(call(lp, LeafNumber.SYS_LP_INIT, 0, 0, 0, 0));
    }
    return this;
  }

  /** One TDMR from 4 GB on with PAMTs outside of it. */
  void describeTdmr(int number, long base, long size, long pamt) {
    long info = TDMR_INFOS + 1024L * number;
    machine.memory().writeLong(ARRAY + 8L * number, info);
    long pamt4k = (size >>> 12) << 4;
    long pamt2m = Math.max(4096, (size >>> 21) << 4);
    long pamt1g = (((size >>> 30) << 4) + 4095) & -4096L;
    long[] words = {
      base, size, pamt + pamt4k + pamt2m, pamt1g, pamt + pamt4k, pamt2m, pamt, pamt4k
    };
    for (int i = 0; i < 40; i++) {
      machine.memory().writeLong(info + 8L * i, i < words.length ? words[i] : 0);
    }
  }

  /** The TDMR that will be configured has its last gigabyte reserved. */
  TestHost withReservedArea() {
    reservedArea = true;
    return this;
  }

  TestHost configured(long version, long features) {
    describeTdmr(0, 4 * GIGABYTE, 4 * GIGABYTE, PAMTS);
    if (reservedArea) {
      machine.memory().writeLong(TDMR_INFOS + 64, 3 * GIGABYTE);
      machine.memory().writeLong(TDMR_INFOS + 72, GIGABYTE);
    }
    must(call(0, LeafNumber.SYS_CONFIG | (version << 16), ARRAY, 1, 32, features));
    return this;
  }

  TestHost keyed() {
    int packages = machine.profile().packages();
    for (int pkg = 0; pkg < packages; pkg++) {
      must(call(firstLpOf(pkg), LeafNumber.SYS_KEY_CONFIG, 0, 0, 0, 0));
    }
    return this;
  }

  int firstLpOf(int pkg) {
    for (int lp = 0; lp < machine.profile().cpus().size(); lp++) {
      if (machine.profile().cpus().get(lp).packageId() == pkg) {
        return lp;
      }
    }
    throw new AssertionError("no LP in package " + pkg);
  }

  TestHost ready() {
    return initialised().configured(0, 0).keyed();
  }

  /** READY, and the first TDMR initialised. */
  TestHost booted() {
    return ready().tdmrInitialised();
  }

  TestHost tdmrInitialised() {
    do {
      must(call(LeafNumber.SYS_TDMR_INIT, 4 * GIGABYTE, 0, 0, 0));
    } while (r.rdx != 8 * GIGABYTE);
    return this;
  }

  void must(long status) {
    if (status != 0) {
      throw new AssertionError(name(status));
    }
  }
}
