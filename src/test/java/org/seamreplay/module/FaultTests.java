package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.PageType;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.module.port.ModuleObserver;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.MachineProfile;

/** What the observer is told, and how the instruction itself fails. */
class FaultTests {
  private static final int SERVTD_BIND = 48;

  private final TestHost host = new TestHost("tdx-1.5-fast");

  @Test
  void seamcallOutsideOfVmxOperationIsUndefined() {
    host.machine.setVmxOperation(0, false);
    host.call(LeafNumber.SYS_INIT);
    assertThat(host.r.end).isEqualTo(SeamcallEnd.UNDEFINED_OPCODE);
  }

  @Test
  void platformWithoutPrivateKeyIdsFaults() {
    MachineProfile p = TestHost.machine(1, 1);
    MachineProfile without =
        new MachineProfile(
            p.name(),
            1,
            p.cpus(),
            p.memory(),
            p.cmrs(),
            52,
            6,
            63,
            0,
            p.cpuModel(),
            p.features(),
            p.msrs(),
            p.cpuid(),
            p.seamrr());
    TestHost plain = new TestHost(without, "tdx-1.5");
    plain.call(LeafNumber.SYS_INIT);
    assertThat(plain.r.end).isEqualTo(SeamcallEnd.GENERAL_PROTECTION);
  }

  @Test
  void noModuleIsLoaded() {
    TdxModule absent = TdxModule.absent(host.machine);
    host.r.rax = LeafNumber.SYS_INIT;
    absent.seamcall(0, host.r);
    assertThat(host.r.end).isEqualTo(SeamcallEnd.VMFAIL_INVALID);
  }

  @Test
  void leafThatIsNotModelledIsNoSuccess() {
    host.booted();
    host.call(SERVTD_BIND);
    assertThat(host.r.end).isEqualTo(SeamcallEnd.NOT_MODELLED);
    assertThat(host.r.rax).isEqualTo(-1);
  }

  @Test
  void loaderRefusesFunctionsThatItDoesNotHave() {
    host.call(0, 1L << 63 | 77, 0, 0, 0, 0);
    assertThat(host.name(host.r.rax)).isEqualTo("TDX_OPERAND_INVALID");
    host.call(0, 1L << 63 | 1L << 16, 0, 0, 0, 0);
    assertThat(host.name(host.r.rax)).isEqualTo("TDX_OPERAND_INVALID");
    // SEAMLDR.SHUTDOWN is known by name only.
    host.call(0, 1L << 63 | 2, 0, 0, 0, 0);
    assertThat(host.r.end).isEqualTo(SeamcallEnd.NOT_MODELLED);
  }

  @Test
  void pageThatAddcxRefusesLateStaysTheHostsButLosesItsContent() {
    host.booted();
    new TestTd(host).created().keyed().tdcs().initialised();
    host.machine.memory().writeLong(TestTd.FREE, 42);
    host.call(LeafNumber.MNG_ADDCX, TestTd.FREE, TestTd.TDR, 0, 0);
    assertThat(host.name(host.r.rax)).isEqualTo("TDX_OP_STATE_INCORRECT");
    assertThat(host.machine.memory().readLong(TestTd.FREE)).isNotEqualTo(42);
    assertThat(host.machine.memory().stateAt(TestTd.FREE)).isEqualTo(ByteState.UNDEFINED);
    host.must(host.call(LeafNumber.PHYMEM_PAGE_RDMD, TestTd.FREE, 0, 0, 0));
    assertThat(host.r.rcx).isEqualTo(PageType.NDA);
  }

  private List<String> watch() {
    List<String> seen = new ArrayList<>();
    host.module.setObserver(
        new ModuleObserver() {
          @Override
          public void readOfUndefined(long hpa, String field) {
            seen.add("undefined " + field + " at " + Long.toHexString(hpa));
          }

          @Override
          public void accessToInaccessible(long hpa, byte state, String field) {
            seen.add("state " + state + " " + field);
          }

          @Override
          public void pagesTaken(long hpa, long size, String purpose) {
            seen.add("taken " + purpose + " " + size);
          }
        });
    return seen;
  }

  @Test
  void operandThatTheHostNeverWroteIsReportedByField() {
    host.initialised();
    host.describeTdmr(0, 4 * TestHost.GIGABYTE, 4 * TestHost.GIGABYTE, TestHost.PAMTS);
    byte[] state = host.machine.memory().frame(TestHost.TDMR_INFOS).state;
    state[48] = ByteState.UNDEFINED;
    List<String> seen = watch();
    host.must(host.call(LeafNumber.SYS_CONFIG, TestHost.ARRAY, 1, 32, 0));
    assertThat(seen).containsExactly("undefined TDMR_INFO.PAMT_4K_BASE at 110030");
  }

  @Test
  void operandInFreedMemoryIsReported() {
    host.initialised();
    host.describeTdmr(0, 4 * TestHost.GIGABYTE, 4 * TestHost.GIGABYTE, TestHost.PAMTS);
    host.machine.memory().setState(TestHost.ARRAY, 4096, ByteState.FREED);
    List<String> seen = watch();
    host.must(host.call(LeafNumber.SYS_CONFIG, TestHost.ARRAY, 1, 32, 0));
    assertThat(seen).containsExactly("state 3 TDMR_INFO_PA");
  }

  @Test
  void pamtsAreTakenWithTheFirstSlice() {
    host.ready();
    List<String> seen = watch();
    assertThat(host.machine.memory().stateAt(TestHost.PAMTS)).isEqualTo(ByteState.DEFINED);
    host.must(host.call(LeafNumber.SYS_TDMR_INIT, 4 * TestHost.GIGABYTE, 0, 0, 0));
    host.must(host.call(LeafNumber.SYS_TDMR_INIT, 4 * TestHost.GIGABYTE, 0, 0, 0));
    assertThat(seen)
        .containsExactly("taken PAMT_4K 16777216", "taken PAMT_2M 32768", "taken PAMT_1G 4096");
    assertThat(host.machine.memory().stateAt(TestHost.PAMTS)).isEqualTo(ByteState.FOREIGN);
  }

  @Test
  void reclaimedPageIsTheHostsAgainWithoutItsContent() {
    host.booted();
    TestTd td = new TestTd(host).runnable();
    td.flushed().blocked().writtenBack().keyFreed();
    host.must(host.call(LeafNumber.PHYMEM_PAGE_RECLAIM, TestTd.PAGES, 0, 0, 0));
    assertThat(host.r.rcx).isEqualTo(PageType.REG);
    assertThat(host.r.rdx).isEqualTo(TestTd.TDR);
    assertThat(host.machine.memory().stateAt(TestTd.PAGES)).isEqualTo(ByteState.UNDEFINED);
    assertThat(host.machine.memory().read(TestTd.PAGES, 8)).doesNotContain(0);
    host.must(host.call(LeafNumber.PHYMEM_PAGE_RDMD, TestTd.PAGES, 0, 0, 0));
    assertThat(host.r.rcx).isEqualTo(PageType.NDA);
    assertThat(host.r.rdx).isEqualTo(TestTd.TDR);
  }

  @Test
  void secondVcpuWithTheSameX2apicIdIsRefused() {
    host.booted();
    TestTd td = new TestTd(host).created().keyed().tdcs().initialised();
    td.vcpuCreated().vcpuPages();
    host.must(host.call(0, LeafNumber.VP_INIT | (1L << 16), TestTd.TDVPR, 0, 9, 0));
    long second = TestTd.FREE;
    host.must(host.call(LeafNumber.VP_CREATE, second, TestTd.TDR, 0, 0));
    for (int i = 1; i < 6; i++) {
      host.must(host.call(LeafNumber.VP_ADDCX, second + 0x1000L * i, second, 0, 0));
    }
    host.call(0, LeafNumber.VP_INIT | (1L << 16), second, 0, 9, 0);
    assertThat(host.name(host.r.rax)).isEqualTo("TDX_X2APIC_ID_NOT_UNIQUE");
    host.must(host.call(0, LeafNumber.VP_INIT | (1L << 16), second, 0, 10, 0));
  }

  @Test
  void septErrorsShowTheEntryAndItsLevel() {
    host.booted();
    TestTd td = new TestTd(host).created().keyed().tdcs().initialised();
    host.call(LeafNumber.MEM_PAGE_ADD, 0, TestTd.TDR, TestTd.PAGES, TestTd.SOURCE);
    assertThat(host.name(host.r.rax)).isEqualTo("TDX_EPT_WALK_FAILED|RCX");
    assertThat(host.r.rcx).isEqualTo(1L << 63);
    assertThat(host.r.rdx).isEqualTo(3);
    td.sept(0);
    host.call(LeafNumber.MEM_SEPT_ADD, 2, TestTd.TDR, TestTd.FREE, 0);
    assertThat(host.name(host.r.rax)).isEqualTo("TDX_EPT_ENTRY_STATE_INCORRECT|RCX");
    assertThat(host.r.rcx).isEqualTo(7);
    assertThat(host.r.rdx).isEqualTo(2 | (132 << 8));
  }
}
