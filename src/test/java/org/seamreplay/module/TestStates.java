package org.seamreplay.module;

import org.seamreplay.abi.LeafNumber;

/** States of the module that test tables name. */
final class TestStates {
  private TestStates() {}

  private static TestTd td(TestHost host) {
    return new TestTd(host.booted());
  }

  private static TestTd initialised(TestHost host) {
    return td(host).created().keyed().tdcs().initialised();
  }

  static TestHost in(String state, String profile) {
    return in(state, new TestHost(profile));
  }

  /** Brings a host that has just been switched on into a state. */
  static TestHost in(String state, TestHost host) {
    return switch (state) {
      case "loaded" -> host;
      case "sysInit" -> {
        host.must(host.call(LeafNumber.SYS_INIT));
        yield host;
      }
      case "oneLpLeft" -> {
        host.must(host.call(LeafNumber.SYS_INIT));
        for (int lp = 0; lp < 3; lp++) {
          host.must(host.call(lp, LeafNumber.SYS_LP_INIT, 0, 0, 0, 0));
        }
        yield host;
      }
      case "initialised" -> host.initialised();
      case "readyToConfig" -> {
        host.initialised();
        host.describeTdmr(0, 4 * TestHost.GIGABYTE, 4 * TestHost.GIGABYTE, TestHost.PAMTS);
        yield host;
      }
      case "twoTdmrs" -> {
        host.initialised();
        host.describeTdmr(0, 4 * TestHost.GIGABYTE, 2 * TestHost.GIGABYTE, TestHost.PAMTS);
        host.describeTdmr(
            1, 6 * TestHost.GIGABYTE, 2 * TestHost.GIGABYTE, TestHost.PAMTS + 0x100_0000);
        yield host;
      }
      case "configured" -> host.initialised().configured(0, 0);
      case "oneKeyLeft" -> {
        host.initialised().configured(0, 0);
        host.must(host.call(LeafNumber.SYS_KEY_CONFIG));
        yield host;
      }
      case "ready" -> host.ready();
      case "booted" -> host.booted();
      case "shutDown" -> {
        host.booted();
        host.must(host.call(LeafNumber.SYS_SHUTDOWN));
        yield host;
      }
      case "replaced" -> TestUpdate.replaced(host.booted());
      case "replacedInitialised" -> TestUpdate.replaced(host.booted()).initialised();
      case "updated" -> {
        TestUpdate.replaced(host.booted()).initialised();
        host.must(host.call(LeafNumber.SYS_UPDATE));
        yield host;
      }
      case "tdCreated" -> td(host).created().host;
      case "tdOneKeyLeft" -> {
        td(host).created();
        host.must(host.call(LeafNumber.MNG_KEY_CONFIG, TestTd.TDR, 0, 0, 0));
        yield host;
      }
      case "tdKeyed" -> td(host).created().keyed().host;
      case "tdcs" -> td(host).created().keyed().tdcs().host;
      case "tdcsFull" -> {
        td(host).created().keyed().tdcs();
        for (int i = 6; i < 9; i++) {
          host.must(host.call(LeafNumber.MNG_ADDCX, TestTd.TDCS + 0x1000L * i, TestTd.TDR, 0, 0));
        }
        yield host;
      }
      case "tdParams" -> {
        td(host).created().keyed().tdcs().describeParams();
        yield host;
      }
      case "tdInit" -> td(host).created().keyed().tdcs().initialised().host;
      case "vcpuCreated" -> initialised(host).vcpuCreated().host;
      case "vcpuFull" -> initialised(host).vcpuCreated().vcpuPages().host;
      case "vcpuOverfull" -> {
        initialised(host).vcpuCreated().vcpuPages();
        for (int i = 5; i < 14; i++) {
          host.must(host.call(LeafNumber.VP_ADDCX, TestTd.TDVPS + 0x1000L * i, TestTd.TDVPR, 0, 0));
        }
        yield host;
      }
      case "vcpuInit" -> initialised(host).vcpuCreated().vcpuPages().vcpuInitialised().host;
      case "sept" -> initialised(host).sept(0).host;
      case "septTop" -> {
        initialised(host);
        host.must(host.call(LeafNumber.MEM_SEPT_ADD, 3, TestTd.TDR, TestTd.SEPT, 0));
        yield host;
      }
      case "page" -> initialised(host).sept(0).page(0, TestTd.PAGES, new byte[4096]).host;
      case "runnable" -> td(host).runnable().host;
      case "flushed" -> td(host).runnable().flushed().host;
      case "blocked" -> td(host).runnable().flushed().blocked().host;
      case "writtenBack" -> td(host).runnable().flushed().blocked().writtenBack().host;
      case "teardown" -> td(host).runnable().flushed().blocked().writtenBack().keyFreed().host;
      case "teardownEmpty" -> td(host).created().blocked().writtenBack().keyFreed().host;
      case "bootedOnOneLp" -> {
        host.must(host.call(LeafNumber.SYS_INIT));
        host.must(host.call(LeafNumber.SYS_LP_INIT));
        host.configured(0, 0);
        host.must(host.call(LeafNumber.SYS_KEY_CONFIG));
        // The other package has its key from an LP that is not initialised: no leaf but these asks.
        host.must(host.call(3, LeafNumber.SYS_KEY_CONFIG, 0, 0, 0, 0));
        yield host.tdmrInitialised();
      }
      case "allVcpus" -> {
        initialised(host);
        for (int vcpu = 0; vcpu < 3; vcpu++) {
          long tdvpr = TestTd.FREE + (2 - vcpu) * 0x1_0000L;
          host.must(host.call(LeafNumber.VP_CREATE, tdvpr, TestTd.TDR, 0, 0));
          for (int i = 1; i < 6; i++) {
            host.must(host.call(LeafNumber.VP_ADDCX, tdvpr + 0x1000L * i, tdvpr, 0, 0));
          }
          if (vcpu < 2) {
            host.must(host.call(LeafNumber.VP_INIT, tdvpr, 0, 0, 0));
          }
        }
        yield host;
      }
      case "reservedArea" -> host.withReservedArea().booted();
      case "extReservedArea" -> TestExtensions.booted(host.withReservedArea()).host;
      case "extReady" -> {
        host.initialised().configured(1, TestExtensions.QUOTE).keyed();
        TestExtensions.on(host).describeList();
        yield host;
      }
      case "extWithTd" -> {
        TestExtensions.booted(host);
        yield new TestTd(host).created().host;
      }
      case "extShutDown" -> {
        TestExtensions.booted(host).pool().initialised().quoting();
        host.must(host.call(LeafNumber.SYS_SHUTDOWN));
        yield host;
      }
      case "extReplaced" ->
          TestUpdate.replaced(TestExtensions.booted(host).pool().initialised().quoting().host)
              .initialised();
      case "extUpdated" -> {
        TestExtensions.booted(host).pool().initialised().quoting();
        TestUpdate.replaced(host).initialised();
        host.must(host.call(0, LeafNumber.SYS_UPDATE | (1L << 16), 0, 0, 0, TestExtensions.QUOTE));
        yield host;
      }
      case "quotableUpdated" -> {
        TestExtensions.booted(host).pool().initialised().quoting().runnable();
        TestUpdate.replaced(host).initialised();
        host.must(host.call(0, LeafNumber.SYS_UPDATE | (1L << 16), 0, 0, 0, TestExtensions.QUOTE));
        yield host;
      }
      case "extBooted" -> TestExtensions.booted(host).host;
      case "extPool" -> TestExtensions.booted(host).pool().host;
      case "extInit" -> TestExtensions.booted(host).pool().initialised().host;
      case "quoting" -> TestExtensions.booted(host).pool().initialised().quoting().host;
      case "quotable" -> TestExtensions.booted(host).pool().initialised().quoting().runnable().host;
      case "quotableBuilt" ->
          TestExtensions.booted(host).pool().initialised().quoting().built().host;
      case "quoteTdBlocked" -> {
        TestExtensions.booted(host).pool().initialised().quoting().runnable();
        new TestTd(host).flushed().blocked();
        yield host;
      }
      default -> throw new AssertionError("unknown state " + state);
    };
  }
}
