package org.seamreplay.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.Profiles;
import org.seamreplay.platform.TestMachines;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Halt;
import org.seamreplay.vm.depend.AskedProgram;

/** Boot, hotplug, sleep, shutdown and the end of a flow, with the functions of {@code flow.c}. */
class FlowTests {
  private final Machine machine = new Machine(Profiles.load("bench-64g"));
  private final List<String> events = new ArrayList<>();
  private final Kernel kernel = kernel(KernelOptions.DEFAULT);

  private Kernel kernel(KernelOptions options) {
    KernelListener listener =
        new KernelListener() {
          @Override
          public void cpuOnline(int cpu, boolean online) {
            events.add("cpu " + cpu + (online ? " online" : " offline"));
          }
        };
    return new Kernel(
        machine,
        AskedProgram.of(Trees.unit("units/flow.c")),
        new Externals(),
        Budget.DEFAULT,
        options.withListener(listener));
  }

  private List<String> log() {
    return kernel.log().stream().map(LogLine::text).toList();
  }

  private List<String> findings() {
    return kernel.finish().stream().map(f -> f.kind().id()).toList();
  }

  @Test
  void initcallsRunByLevel() {
    kernel.boot();
    assertThat(kernel.call("initcall_order")).isEqualTo(147);
    assertThat(kernel.initcallResults())
        .containsEntry("middle", 3)
        .containsEntry("core", 0)
        .containsEntry("late", 0);
    assertThat(findings()).isEmpty();
  }

  @Test
  void bootReturnsTheFirstErrorOfAnInitcall() {
    assertThat(kernel.boot()).isEqualTo(3);
  }

  @Test
  void bootOnlyFunctionIsGoneAfterBoot() {
    kernel.boot();
    assertThatThrownBy(() -> kernel.call("call_boot_only_function")).isInstanceOf(Halt.class);
    assertThat(findings()).containsExactly("init-after-boot");
  }

  @Test
  void bootOnlyDataIsGoneAfterBoot() {
    kernel.boot();
    assertThatThrownBy(() -> kernel.call("read_boot_only_data")).isInstanceOf(Halt.class);
    assertThat(findings()).containsExactly("init-after-boot");
  }

  @Test
  void finalDataIsReadAfterBoot() {
    kernel.boot();
    assertThat(kernel.call("read_final_value")).isEqualTo(6);
    assertThat(findings()).isEmpty();
  }

  @Test
  void finalDataIsNotWrittenAfterBoot() {
    kernel.boot();
    assertThatThrownBy(() -> kernel.call("write_final_value")).isInstanceOf(Halt.class);
    assertThat(findings()).containsExactly("write-to-constant");
  }

  @Test
  void stateStartsOnEveryCpu() {
    kernel.boot();
    assertThat(kernel.call("set_up")).isEqualTo(160);
    assertThat(kernel.call("ready_cpus")).isEqualTo(0xff);
    kernel.call("take_down");
    assertThat(kernel.call("ready_cpus")).isZero();
    assertThat(findings()).isEmpty();
  }

  @Test
  void failingStartUnwindsTheCpusBefore() {
    kernel.boot();
    assertThat((int) kernel.call("set_up_but_refuse", 5)).isEqualTo(-5);
    assertThat(kernel.call("ready_cpus")).isZero();
    assertThat(kernel.cpuOffline(2)).isZero();
    assertThat(findings()).isEmpty();
  }

  @Test
  void cpuGoesAndComesBack() {
    kernel.boot();
    kernel.call("set_up");
    assertThat(kernel.cpuOffline(3)).isZero();
    assertThat(kernel.call("ready_cpus")).isEqualTo(0xf7);
    assertThat(kernel.cpuOnline(3)).isZero();
    assertThat(kernel.call("ready_cpus")).isEqualTo(0xff);
    assertThat(events).containsExactly("cpu 3 offline", "cpu 3 online");
    assertThat(findings()).isEmpty();
  }

  @Test
  void cpuThatIsRefusedToGoStays() {
    kernel.boot();
    kernel.call("set_up");
    kernel.call("refuse", -1, 3);
    assertThat(kernel.cpuOffline(3)).isEqualTo(-16);
    assertThat(kernel.call("ready_cpus")).isEqualTo(0xff);
    assertThat(events).isEmpty();
  }

  @Test
  void cpuThatCannotStartStaysOffline() {
    kernel.boot();
    kernel.call("set_up");
    kernel.cpuOffline(3);
    kernel.call("refuse", 3, -1);
    assertThat(kernel.cpuOnline(3)).isEqualTo(-5);
    assertThat(kernel.call("ready_cpus")).isEqualTo(0xf7);
  }

  @Test
  void cpuThatIsNotThereIsAnInvalidArgument() {
    kernel.boot();
    assertThat(kernel.cpuOffline(8)).isEqualTo(-22);
    assertThat(kernel.cpuOnline(0)).isEqualTo(-22);
  }

  @Test
  void lastCpuStays() {
    kernel.boot();
    for (int cpu = 1; cpu < 8; cpu++) {
      assertThat(kernel.cpuOffline(cpu)).isZero();
    }
    assertThat(kernel.cpuOffline(0)).isEqualTo(-16);
  }

  @Test
  void cpuBeyondMaxcpusStaysOfflineUntilSomebodyBringsItOnline() {
    Kernel kernel = on(TestMachines.withCpus("{packages: 1, cores: 4, threads: 1, maxcpus: 3}"));
    kernel.boot();
    kernel.call("set_up");
    assertThat(kernel.call("ready_cpus")).isEqualTo(0b0111);
    assertThat(kernel.cpuOnline(3)).isZero();
    assertThat(kernel.call("ready_cpus")).isEqualTo(0b1111);
  }

  @Test
  void secondThreadStaysOfflineForGoodWithNosmt() {
    Kernel kernel = on(TestMachines.withCpus("{packages: 1, cores: 2, threads: 2, nosmt: true}"));
    kernel.boot();
    kernel.call("set_up");
    assertThat(kernel.call("ready_cpus")).isEqualTo(0b0011);
    assertThat(kernel.cpuOnline(2)).isEqualTo(-1);
    assertThat(kernel.call("ready_cpus")).isEqualTo(0b0011);
  }

  @Test
  void whoWakesUpBringsOnlyThoseOnlineThatWereBefore() {
    Kernel kernel = on(TestMachines.withCpus("{packages: 1, cores: 4, threads: 1, maxcpus: 3}"));
    kernel.boot();
    kernel.call("set_up");
    kernel.cpuOffline(1);
    assertThat(kernel.suspend()).isZero();
    kernel.resume();
    assertThat(kernel.call("ready_cpus")).isEqualTo(0b0101);
  }

  @Test
  void machineWithoutAnyPageForTheKernelPanics() {
    Kernel kernel = on(TestMachines.withMemory("{base: 0x1000, size: 0x9_E000}"));
    assertThatThrownBy(
            () -> {
              kernel.boot();
              kernel.lend(8);
            })
        .isInstanceOf(Halt.class);
    assertThat(kernel.finish().get(0).message())
        .isEqualTo("panic: out of memory, no page is left for the kernel");
  }

  @Test
  void imageThatFindsNoMemoryIsNoFailureOfOurs() {
    Kernel kernel = on(TestMachines.withMemory("{base: 1M, size: 64K}"));
    kernel.boot();
    assertThat(kernel.upload("seamldr_install_module", new byte[1 << 20])).isEqualTo(-12);
    assertThatThrownBy(() -> kernel.processMemory(1 << 20)).isInstanceOf(Halt.class);
    assertThat(kernel.finish().get(0).message())
        .isEqualTo("panic: out of memory, a process finds no 1024 KB");
  }

  private static Kernel on(MachineProfile machine) {
    return new Kernel(
        new Machine(machine),
        AskedProgram.of(Trees.unit("units/flow.c")),
        new Externals(),
        Budget.DEFAULT,
        KernelOptions.DEFAULT);
  }

  @Test
  void memoryGoesOnlineUnlessANotifierRefuses() {
    kernel.boot();
    kernel.call("register_all");
    assertThat(kernel.memoryOnline(0x100000, 0x8000)).isZero();
    assertThat(kernel.memoryOnline(0x1000000, 0x8000)).isEqualTo(-1);
    assertThat(log())
        .containsExactly(
            "memory 8 100000+8000",
            "memory 1 100000+8000",
            "memory 8 1000000+8000",
            "memory 16 1000000+8000");
    assertThat(findings()).isEmpty();
  }

  @Test
  void sleepTakesTheOtherCpusAwayAndCallsBothFormsOfCallbacks() {
    kernel.boot();
    kernel.call("register_all");
    assertThat(kernel.suspend()).isZero();
    kernel.resume();
    assertThat(log())
        .containsExactly("suspend 9 cpus 1 irqs 1", "old suspend", "old resume", "resume");
    assertThat(events).hasSize(14);
    assertThat(findings()).isEmpty();
  }

  @Test
  void refusedSleepWakesEverybody() {
    kernel.boot();
    kernel.call("register_all");
    kernel.call("refuse", -1, 99);
    assertThat(kernel.suspend()).isEqualTo(-16);
    assertThat(log()).containsExactly("suspend 9 cpus 1 irqs 1", "old suspend", "resume");
    assertThat(events).hasSize(14);
  }

  @Test
  void shutdownCallsRebootNotifiersThenSyscore() {
    kernel.boot();
    kernel.call("register_all");
    machine.setVmxOperation(2, true);
    kernel.shutdown();
    assertThat(log()).containsExactly("reboot", "shutdown");
    assertThat(machine.inVmxOperation(2)).isFalse();
  }

  @Test
  void imageComesInAVmallocAreaThatIsFreedAfterwards() {
    kernel.boot();
    assertThat(kernel.upload("seamldr_install_module", new byte[] {1, 2, 3, 4, 5})).isEqualTo(-5);
    assertThat(findings()).isEmpty();
  }

  @Test
  void memoryThatSomebodyElseOwnsIsAbandonedNotLeaked() {
    kernel.boot();
    long hpa = kernel.call("allocate_for_others");
    machine.memory().setState(hpa, 16 * 4096, ByteState.FOREIGN);
    kernel.call("forget_pool");
    assertThat(findings()).containsExactly("abandoned-memory");
  }

  @Test
  void memoryThatSomebodyElseOwnsAndAVariableNamesIsFine() {
    kernel.boot();
    long hpa = kernel.call("allocate_for_others");
    machine.memory().setState(hpa, 16 * 4096, ByteState.FOREIGN);
    assertThat(kernel.addressOf(hpa)).isEqualTo(AddressSpace.direct(hpa));
    assertThat(findings()).isEmpty();
  }

  @Test
  void logThatNeverEndsIsNoHang() {
    kernel.boot();
    assertThatThrownBy(() -> kernel.call("print_without_end")).isInstanceOf(Halt.class);
    assertThat(findings()).containsExactly("did-not-finish");
  }

  @Test
  void loopThatNeverEndsIsNoHang() {
    Kernel brief =
        new Kernel(
            machine,
            AskedProgram.of(Trees.unit("units/flow.c")),
            new Externals(),
            new Budget(1_000_000, 64 << 10, 64L << 20, 100),
            KernelOptions.DEFAULT);
    brief.boot();
    assertThatThrownBy(() -> brief.call("keep_waiting")).isInstanceOf(Halt.class);
    assertThat(brief.finish().get(0).kind().id()).isEqualTo("did-not-finish");
  }
}
