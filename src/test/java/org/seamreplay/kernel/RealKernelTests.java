package org.seamreplay.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.module.TdxModule;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.Profiles;
import org.seamreplay.replay.run.TdxEntry;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.depend.AskedProgram;

/** Boots the unmodified TDX units of released kernels, where this machine has their sources. */
class RealKernelTests {
  private static final long TDMR_INIT = 36;
  private static final long REFUSED = 0xC000_0100_0000_0000L;

  /**
   * In Linux 7.2 and 7.3 the callback of a CPU that goes offline asserts that preemption is off,
   * which it is not in the CPU hotplug thread: lockdep warns.
   */
  private static final String KNOWN = "lockdep_assert_preemption_disabled(): preemption is on";

  /** A kernel with a real module behind SEAMCALL. */
  private static final class Run {
    final Machine machine;
    final Kernel kernel;
    final List<Long> leaves = new ArrayList<>();
    private final TdxModule module;
    private final LongPredicate refused;
    private final SeamRegisters registers = new SeamRegisters();

    Run(Program program, String platform, KernelOptions options, LongPredicate refused) {
      machine = new Machine(Profiles.load(platform));
      module = new TdxModule(machine, ModuleImage.of(ModuleProfile.load("tdx-1.5-fast")));
      this.refused = refused;
      Externals externals = new Externals();
      for (String name : List.of("__seamcall", "__seamcall_ret", "__seamcall_saved_ret")) {
        externals.function(name, this::seamcall);
      }
      kernel = new Kernel(machine, AskedProgram.of(program), externals, Budget.DEFAULT, options);
    }

    /** The six registers of an ordinary call, as they lie in struct tdx_module_args. */
    private void seamcall(ExternalCall call) {
      Memory memory = call.vm().memory();
      long arguments = call.arg(1);
      SeamRegisters r = registers;
      r.rax = call.arg(0);
      r.end = SeamcallEnd.COMPLETED;
      r.rcx = memory.load(arguments, 8);
      r.rdx = memory.load(arguments + 8, 8);
      r.r8 = memory.load(arguments + 16, 8);
      r.r9 = memory.load(arguments + 24, 8);
      leaves.add(r.rax & 0xffff);
      if (refused.test(leaves.size())) {
        r.rax = REFUSED;
      } else {
        module.seamcall(kernel.cpu(), r);
      }
      assertThat(r.end).isEqualTo(SeamcallEnd.COMPLETED);
      if (!call.name().equals("__seamcall")) {
        memory.store(arguments, 8, r.rcx);
        memory.store(arguments + 8, 8, r.rdx);
        memory.store(arguments + 16, 8, r.r8);
        memory.store(arguments + 24, 8, r.r9);
      }
      call.result(r.rax);
    }

    List<String> findings() {
      return kernel.finish().stream().map(Finding::message).filter(m -> !m.equals(KNOWN)).toList();
    }
  }

  private static Program program(String release) {
    String given = System.getenv("SEAMREPLAY_KERNELS");
    Path kernels =
        given != null
            ? Path.of(given)
            : Path.of(System.getProperty("user.home"), ".cache", "seamreplay", "kernels");
    Path tree = kernels.resolve("linux-" + release);
    assumeTrue(
        Files.isDirectory(tree),
        "no " + tree + "; get the kernels with .ci/fetch-kernels, or set SEAMREPLAY_KERNELS");
    return Trees.tdx(tree);
  }

  private static Run run(String release, String platform) {
    return new Run(program(release), platform, KernelOptions.DEFAULT, n -> false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12", "7.2", "7.3"})
  void kernelEnablesTdxOnEveryMachine(String release) {
    for (String platform : List.of("bench-64g", "laptop-8g", "server-512g", "large-6t")) {
      Run run = run(release, platform);
      assertThat(run.kernel.boot(TdxEntry.BOOT)).as(platform).isZero();
      assertThat(run.findings()).as(platform).isEmpty();
      assertThat(run.kernel.log().stream().map(LogLine::text))
          .as(platform)
          .anyMatch(text -> text.toLowerCase(java.util.Locale.ROOT).endsWith("module initialized"));
    }
  }

  /** Counts measured with the same sources compiled natively. */
  @ParameterizedTest
  @ValueSource(strings = {"7.2", "7.3"})
  void bootTakesAsManySeamcallsAsOnHardware(String release) {
    Run run = run(release, "bench-64g");
    run.kernel.boot(TdxEntry.BOOT);
    assertThat(run.leaves).hasSize(193);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12", "7.2", "7.3"})
  void refusedSeamcallLosesNothing(String release) {
    Program program = program(release);
    Run good = run(release, "laptop-8g");
    good.kernel.boot(TdxEntry.BOOT);
    for (int n = 1; n <= good.leaves.size(); n++) {
      int nth = n;
      boolean middle =
          n > 1
              && n < good.leaves.size()
              && good.leaves.get(n - 1) == TDMR_INIT
              && good.leaves.get(n - 2) == TDMR_INIT;
      if (middle) {
        continue;
      }
      Run run = new Run(program, "laptop-8g", KernelOptions.DEFAULT, call -> call == nth);
      assertThat(run.kernel.boot(TdxEntry.BOOT)).as("SEAMCALL %d refused", n).isEqualTo(-5);
      assertThat(run.findings()).as("SEAMCALL %d refused", n).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12", "7.2", "7.3"})
  void failedAllocationLosesNothing(String release) {
    Program program = program(release);
    Run good = run(release, "laptop-8g");
    good.kernel.boot(TdxEntry.BOOT);
    assertThat(good.kernel.allocationCalls()).isPositive();
    for (int n = 1; n <= good.kernel.allocationCalls(); n++) {
      KernelOptions options = KernelOptions.DEFAULT.withFailAllocations(Set.of(n));
      Run run = new Run(program, "laptop-8g", options, call -> false);
      assertThat(run.kernel.boot(TdxEntry.BOOT)).as("allocation %d fails", n).isEqualTo(-12);
      assertThat(run.findings()).as("allocation %d fails", n).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12", "7.2", "7.3"})
  void bootedKernelLivesThroughHotplugSleepAndShutdown(String release) {
    Run run = run(release, "bench-64g");
    Kernel kernel = run.kernel;
    kernel.boot(TdxEntry.BOOT);
    assertThat(run.machine.inVmxOperation(5)).isTrue();
    assertThat(kernel.cpuOffline(5)).isZero();
    assertThat(run.machine.inVmxOperation(5)).isFalse();
    assertThat(kernel.cpuOnline(5)).isZero();
    assertThat(run.machine.inVmxOperation(5)).isTrue();
    assertThat(kernel.memoryOnline(0x10_0000, 0x8000)).isZero();
    assertThat(kernel.memoryOnline(0x1000_0000, 0x8000)).isNegative();
    assertThat(kernel.suspend()).isZero();
    kernel.resume();
    kernel.shutdown();
    for (int cpu = 0; cpu < 8; cpu++) {
      assertThat(run.machine.inVmxOperation(cpu)).isFalse();
    }
    assertThat(run.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7.2", "7.3"})
  void runningModuleIsReplaced(String release) {
    Run run = run(release, "bench-64g");
    run.kernel.boot(TdxEntry.BOOT);
    byte[] image = ModuleImage.of(ModuleProfile.load("tdx-1.5")).file();
    assertThat(run.kernel.upload(TdxEntry.INSTALL, image)).isZero();
    assertThat(run.kernel.upload(TdxEntry.INSTALL, new byte[100])).isEqualTo(-22);
    assertThat(run.findings()).isEmpty();
  }
}
