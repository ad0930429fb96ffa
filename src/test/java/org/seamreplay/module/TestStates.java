package org.seamreplay.module;

/** States of the module that test tables name. */
final class TestStates {
  private TestStates() {}

  static TestHost in(String state, String profile) {
    TestHost host = new TestHost(profile);
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
      default -> throw new AssertionError("unknown state " + state);
    };
  }
}
