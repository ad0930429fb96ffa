package org.seamreplay.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.module.TdxModule;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.MachineProfile.Cpu;
import org.seamreplay.platform.MachineProfile.MemoryRegion;
import org.seamreplay.platform.MachineProfile.Range;
import org.seamreplay.platform.YamlNode;

/** Giving a pool of 70,000 pages to the extensions: 137 calls of EXT.MEM.ADD. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 60)
@Measurement(iterations = 20)
public class PoolBenchmark {
  private static final int PAGES = 70_000;
  private static final long GIGABYTE = 1L << 30;
  private static final long LISTS = 0x100_0000;
  private static final long POOL = 4 * GIGABYTE + 0x100_0000;

  private Machine machine;
  private TdxModule module;
  private final SeamRegisters r = new SeamRegisters();

  /** A module that waits for its pool, and lists of the pages in memory. */
  @Setup(Level.Invocation)
  public void boot() {
    machine =
        new Machine(
            new MachineProfile(
                "bench",
                1,
                List.of(new Cpu(0, 0, 0, 0)),
                List.of(
                    new MemoryRegion(0, 2 * GIGABYTE, 0),
                    new MemoryRegion(4 * GIGABYTE, GIGABYTE, 0)),
                List.of(new Range(0, 2 * GIGABYTE), new Range(4 * GIGABYTE, GIGABYTE)),
                52,
                6,
                31,
                32,
                "GRANITERAPIDS_X",
                List.of(),
                Map.of(),
                List.of(),
                new Range(0xC000_0000L, 0x400_0000)));
    machine.setVmxOperation(0, true);
    String profile = "{name: b, extends: tdx-ext, extensions: {pages: {QUOTE: %d}}}";
    module =
        new TdxModule(
            machine,
            ModuleImage.of(ModuleProfile.read(YamlNode.parse("bench", profile.formatted(PAGES)))));
    long[] tdmr = {
      4 * GIGABYTE, GIGABYTE, 0x1800_0000, 4096, 0x1801_0000, 8192, 0x1000_0000, 4 << 20
    };
    machine.memory().writeLong(0x10_0000, 0x11_0000);
    for (int word = 0; word < 40; word++) {
      machine.memory().writeLong(0x11_0000 + 8 * word, word < tdmr.length ? tdmr[word] : 0);
    }
    call("TDH.SYS.INIT", 0, 0, 0, 0);
    call("TDH.SYS.LP.INIT", 0, 0, 0, 0);
    call("TDH.SYS.CONFIG", 0x10_0000, 1, 32, 1L << 50);
    call("TDH.SYS.KEY.CONFIG", 0, 0, 0, 0);
    call("TDH.SYS.TDMR.INIT", 4 * GIGABYTE, 0, 0, 0);
    for (int page = 0; page < PAGES; page++) {
      machine.memory().writeLong(LISTS + 8L * page, POOL + 4096L * page);
    }
  }

  @Benchmark
  public long fill() {
    for (int done = 0; done < PAGES; done += 512) {
      long last = Math.min(512, PAGES - done) - 1;
      call("TDH.EXT.MEM.ADD", (LISTS + 8L * done) | last << 55, 0, 0, 0);
    }
    return r.rax;
  }

  private void call(String leaf, long rcx, long rdx, long r8, long r9) {
    r.rax = Abi.shipped().leaves().named(leaf).orElseThrow().number();
    if (leaf.equals("TDH.SYS.CONFIG")) {
      r.rax |= 1 << 16;
    }
    r.rcx = rcx;
    r.rdx = rdx;
    r.r8 = r8;
    r.r9 = r9;
    module.seamcall(0, r);
    if (r.rax != 0) {
      throw new IllegalStateException(leaf + ": 0x" + Long.toHexString(r.rax));
    }
  }
}
