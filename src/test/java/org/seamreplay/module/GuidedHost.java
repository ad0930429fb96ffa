package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.abi.Status;
import org.seamreplay.module.leaf.TdGuest;
import org.seamreplay.module.port.GuestMemory;
import org.seamreplay.module.state.SystemState;

/** A host that makes the calls of a script in their order, and others in between. */
final class GuidedHost {
  private static final int TRIES = 6;
  private static final long[] STRAY = {
    0, 1, 8, 0x1000, TestTd.FREE, TestTd.PAGES, TestHost.PAMTS, 1L << 46, 1L << 52, -1
  };

  /** A call: RAX, the LP, and operands from RCX to R11. */
  private record Call(long rax, int lp, long... operands) {}

  private final TestHost host = new TestHost(TestExtensions.PROFILE);
  private final TestExtensions extensions = TestExtensions.on(host);
  private final List<Call> script = new ArrayList<>();
  private final Random random;
  private final Set<String> seen;
  private int position;

  GuidedHost(Random random, Set<String> seen) {
    this.random = random;
    this.seen = seen;
    host.module.setInterruptionPlan((lp, leaf, call, done) -> random.nextInt(4) == 0);
    host.describeTdmr(0, 4 * TestHost.GIGABYTE, 4 * TestHost.GIGABYTE, TestHost.PAMTS);
    extensions.describeList();
    extensions.describeBuffer();
    new TestTd(host).describeParams();
    TestUpdate.describe(host, host.module.image().orElseThrow());
    boot();
    buildTd();
    quote();
    update();
    quote();
    tearDown();
    add(LeafNumber.SYS_DISABLE, 0);
  }

  private void add(long rax, int lp, long... operands) {
    script.add(new Call(rax, lp, operands));
  }

  private void initialise() {
    add(LeafNumber.SYS_INIT, 0);
    for (int lp = 0; lp < 4; lp++) {
      add(LeafNumber.SYS_LP_INIT, lp);
    }
  }

  private void boot() {
    initialise();
    add(LeafNumber.SYS_CONFIG | 1 << 16, 0, TestHost.ARRAY, 1, 32, TestExtensions.QUOTE);
    add(LeafNumber.SYS_KEY_CONFIG, 0);
    add(LeafNumber.SYS_KEY_CONFIG, 2);
    for (int slice = 0; slice < 4; slice++) {
      add(LeafNumber.SYS_TDMR_INIT, 0, 4 * TestHost.GIGABYTE);
    }
    add(LeafNumber.EXT_MEM_ADD, 0, TestExtensions.listInfo(0, 3));
    add(LeafNumber.EXT_INIT, 0);
    add(LeafNumber.QUOTE_INIT, 0);
  }

  private void buildTd() {
    add(LeafNumber.MNG_CREATE, 0, TestTd.TDR, TestTd.HKID);
    add(LeafNumber.MNG_KEY_CONFIG, 0, TestTd.TDR);
    add(LeafNumber.MNG_KEY_CONFIG, 2, TestTd.TDR);
    for (int i = 0; i < 6; i++) {
      add(LeafNumber.MNG_ADDCX, 0, TestTd.TDCS + 0x1000L * i, TestTd.TDR);
    }
    add(LeafNumber.MNG_INIT, 0, TestTd.TDR, TestTd.PARAMS);
    add(LeafNumber.VP_CREATE, 0, TestTd.TDVPR, TestTd.TDR);
    for (int i = 0; i < 5; i++) {
      add(LeafNumber.VP_ADDCX, 0, TestTd.TDVPS + 0x1000L * i, TestTd.TDVPR);
    }
    add(LeafNumber.VP_INIT, 0, TestTd.TDVPR, 7);
    for (int level = 3; level >= 1; level--) {
      add(LeafNumber.MEM_SEPT_ADD, 0, level, TestTd.TDR, TestTd.SEPT + 0x1000L * level);
    }
    add(LeafNumber.MEM_PAGE_ADD, 0, 0, TestTd.TDR, TestTd.PAGES, TestTd.SOURCE);
    add(LeafNumber.MR_EXTEND, 0, 0, TestTd.TDR);
    add(LeafNumber.MR_FINALIZE, 0, TestTd.TDR);
  }

  private void quote() {
    add(
        LeafNumber.QUOTE_GET,
        1,
        TestTd.TDR,
        TestExtensions.DEFAULT_QUOTE,
        TestExtensions.REPORT,
        1024,
        TestExtensions.NODE,
        0x3000);
  }

  private void update() {
    add(LeafNumber.SYS_SHUTDOWN, 0, 0);
    for (int lp = 0; lp < 4; lp++) {
      add(0x8000000000000001L, lp, TestUpdate.PARAMS);
    }
    initialise();
    add(LeafNumber.SYS_UPDATE | 1 << 16, 0, 0, 0, 0, TestExtensions.QUOTE);
    add(LeafNumber.EXT_INIT, 3);
    add(LeafNumber.QUOTE_INIT, 3);
  }

  private void tearDown() {
    add(LeafNumber.VP_FLUSH, 0, TestTd.TDVPR);
    add(LeafNumber.MNG_VPFLUSHDONE, 0, TestTd.TDR);
    add(LeafNumber.PHYMEM_CACHE_WB, 0, 0);
    add(LeafNumber.PHYMEM_CACHE_WB, 2, 0);
    add(LeafNumber.MNG_KEY_FREEID, 0, TestTd.TDR);
    add(LeafNumber.PHYMEM_PAGE_RECLAIM, 0, TestTd.PAGES);
    for (int level = 1; level <= 3; level++) {
      add(LeafNumber.PHYMEM_PAGE_RECLAIM, 0, TestTd.SEPT + 0x1000L * level);
    }
    for (int i = 0; i < 5; i++) {
      add(LeafNumber.PHYMEM_PAGE_RECLAIM, 0, TestTd.TDVPS + 0x1000L * i);
    }
    add(LeafNumber.PHYMEM_PAGE_RECLAIM, 0, TestTd.TDVPR);
    for (int i = 0; i < 6; i++) {
      add(LeafNumber.PHYMEM_PAGE_RECLAIM, 0, TestTd.TDCS + 0x1000L * i);
    }
    add(LeafNumber.PHYMEM_PAGE_RECLAIM, 0, TestTd.TDR);
  }

  /** Follows the script; a call that fails too often is left out. */
  void run() {
    for (position = 0; position < script.size(); position++) {
      Call call = script.get(position);
      long[] operands = call.operands.clone();
      for (int attempt = 0; attempt < TRIES; attempt++) {
        if ((call.rax & 0xFFFF) == LeafNumber.QUOTE_GET && attempt % 2 == 0) {
          report();
        }
        while (random.nextInt(4) == 0) {
          stray();
        }
        long status = make(new Call(call.rax, call.lp, operands));
        if (status == Status.SUCCESS) {
          break;
        }
        if (status == Status.INTERRUPTED_RESUMABLE
            && call.rax == LeafNumber.EXT_MEM_ADD
            && random.nextInt(4) != 0) {
          operands[0] = host.r.rcx;
        } else if (status == Status.INTERRUPTED_RESUMABLE
            && call.rax == LeafNumber.PHYMEM_CACHE_WB) {
          operands[0] = 1;
        }
      }
    }
  }

  /** A call of the script out of turn, with something changed; or one of the guest. */
  private void stray() {
    if (random.nextInt(6) == 0) {
      guestCall();
      return;
    }
    if (random.nextInt(3) == 0) {
      long[] extension = {LeafNumber.EXT_INIT, LeafNumber.QUOTE_INIT, LeafNumber.QUOTE_INIT};
      make(new Call(extension[random.nextInt(3)], lp()));
      return;
    }
    Call call = script.get(random.nextBoolean() ? position : random.nextInt(script.size()));
    boolean ends =
        call.rax < 0
            || call.rax == LeafNumber.SYS_SHUTDOWN
            || call.rax == LeafNumber.SYS_DISABLE
            || call.rax == LeafNumber.MNG_VPFLUSHDONE;
    if (ends && random.nextInt(50) != 0) {
      return;
    }
    long[] operands = new long[6];
    System.arraycopy(call.operands, 0, operands, 0, call.operands.length);
    int which = random.nextInt(Math.max(1, call.operands.length));
    operands[which] =
        switch (random.nextInt(3)) {
          case 0 -> operands[which] ^ 1L << random.nextInt(64);
          case 1 -> operands[which] + STRAY[random.nextInt(STRAY.length)];
          default -> STRAY[random.nextInt(STRAY.length)];
        };
    make(new Call(call.rax, lp(), operands));
  }

  private int lp() {
    return random.nextBoolean() ? script.get(position).lp : random.nextInt(4);
  }

  private long make(Call call) {
    SeamRegisters r = host.r;
    long[] operands = new long[6];
    System.arraycopy(call.operands, 0, operands, 0, call.operands.length);
    r.rax = call.rax;
    r.rcx = operands[0];
    r.rdx = operands[1];
    r.r8 = operands[2];
    r.r9 = operands[3];
    r.r10 = operands[4];
    r.r11 = operands[5];
    SystemState before = host.module.systemState().orElse(null);
    host.module.seamcall(call.lp, r);
    Invariants.checkPhase(before, host.module.systemState().orElse(null));
    Invariants.check(host);
    String name = Abi.shipped().leaves().name(call.rax);
    if (r.end == SeamcallEnd.COMPLETED) {
      assertThat(Abi.shipped().statuses().knows(r.rax))
          .as("status 0x%x of %s", r.rax, name)
          .isTrue();
      seen.add(name + " " + Abi.shipped().statuses().name(r.rax));
      return r.rax;
    }
    assertThat(r.end).isIn(SeamcallEnd.VMFAIL_INVALID, SeamcallEnd.NOT_MODELLED);
    return -1;
  }

  /** The TD's report, if it is so far. */
  private void report() {
    host.module
        .guest(TestTd.TDR, GuestMemory.NOTHING_SHARED)
        .filter(guest -> guest.write(0x400, new byte[] {1, 2, 3}))
        .ifPresent(
            guest -> {
              assertThat(tdcall(guest, 4, 0x800, 0x400, 0)).isZero();
              host.machine.memory().write(TestExtensions.REPORT, guest.read(0x800, 1024));
            });
  }

  private void guestCall() {
    host.module
        .guest(TestTd.TDR, GuestMemory.NOTHING_SHARED)
        .ifPresent(
            guest -> {
              long leaf = new long[] {2, 4, 22, 3, 4 | 1 << 16}[random.nextInt(5)];
              long gpa = new long[] {0, 0x400, 0x800, 0x801, 1L << 47, -1}[random.nextInt(6)];
              long status = tdcall(guest, leaf, gpa, random.nextInt(6) * 0x40L, random.nextInt(2));
              if (host.r.end == SeamcallEnd.COMPLETED) {
                assertThat(Abi.shipped().statuses().knows(status)).isTrue();
                seen.add("TDCALL " + leaf + " " + Abi.shipped().statuses().name(status));
              }
            });
  }

  private long tdcall(TdGuest guest, long leaf, long rcx, long rdx, long r8) {
    host.r.rax = leaf;
    host.r.rcx = rcx;
    host.r.rdx = rdx;
    host.r.r8 = r8;
    guest.tdcall(host.r);
    return host.r.rax;
  }
}
