package org.seamreplay.module;

import java.util.HexFormat;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.platform.PhysicalMemory;

/** Builds a TD step by step on a host that has booted. */
final class TestTd {
  static final long TDR = TestHost.PRIVATE;
  static final long TDCS = TDR + 0x1000;
  static final long TDVPR = TDR + 0x1_0000;
  static final long TDVPS = TDVPR + 0x1000;
  static final long SEPT = TDR + 0x2_0000;
  static final long PAGES = TDR + 0x3_0000;

  /** A free page that nothing here uses. */
  static final long FREE = TDR + 0x10_0000;

  static final long PARAMS = TestHost.SHARED;
  static final long SOURCE = TestHost.SHARED + 0x1_0000;
  static final int HKID = 40;

  final TestHost host;
  private final int base;

  TestTd(TestHost host) {
    this(host, 0);
  }

  /** Another TD beside the first, 2 MB further on. */
  TestTd(TestHost host, int number) {
    this.host = host;
    this.base = number;
  }

  long at(long page) {
    return page + base * 0x20_0000L;
  }

  TestTd created() {
    host.must(host.call(LeafNumber.MNG_CREATE, at(TDR), HKID + base, 0, 0));
    return this;
  }

  TestTd keyed() {
    for (int pkg = 0; pkg < host.machine.profile().packages(); pkg++) {
      host.must(host.call(host.firstLpOf(pkg), LeafNumber.MNG_KEY_CONFIG, at(TDR), 0, 0, 0));
    }
    return this;
  }

  TestTd tdcs() {
    for (int i = 0; i < 6; i++) {
      host.must(host.call(LeafNumber.MNG_ADDCX, at(TDCS) + 0x1000L * i, at(TDR), 0, 0));
    }
    return this;
  }

  void describeParams() {
    PhysicalMemory memory = host.machine.memory();
    memory.write(PARAMS, new byte[1024]);
    memory.writeLong(PARAMS + 8, 3);
    memory.writeLong(PARAMS + 16, 2);
    memory.writeLong(PARAMS + 24, 6 | (3 << 3));
    memory.writeLong(PARAMS + 40, 100);
    memory.write(PARAMS + 80, HexFormat.of().parseHex("c1".repeat(48)));
    memory.write(PARAMS + 128, HexFormat.of().parseHex("c2".repeat(48)));
    memory.write(PARAMS + 176, HexFormat.of().parseHex("c3".repeat(48)));
  }

  TestTd initialised() {
    describeParams();
    host.must(host.call(LeafNumber.MNG_INIT, at(TDR), PARAMS, 0, 0));
    return this;
  }

  TestTd vcpuCreated() {
    host.must(host.call(LeafNumber.VP_CREATE, at(TDVPR), at(TDR), 0, 0));
    return this;
  }

  TestTd vcpuPages() {
    for (int i = 0; i < 5; i++) {
      host.must(host.call(LeafNumber.VP_ADDCX, at(TDVPS) + 0x1000L * i, at(TDVPR), 0, 0));
    }
    return this;
  }

  TestTd vcpuInitialised() {
    host.must(host.call(LeafNumber.VP_INIT, at(TDVPR), 7, 0, 0));
    return this;
  }

  /** SEPT pages for one GPA. */
  TestTd sept(long gpa) {
    for (int level = 3; level >= 1; level--) {
      long aligned = gpa & -(1L << (12 + 9 * level));
      host.must(
          host.call(
              LeafNumber.MEM_SEPT_ADD, aligned | level, at(TDR), at(SEPT) + 0x1000L * level, 0));
    }
    return this;
  }

  TestTd page(long gpa, long page, byte[] content) {
    host.machine.memory().write(SOURCE, content);
    host.must(host.call(LeafNumber.MEM_PAGE_ADD, gpa, at(TDR), at(page), SOURCE));
    return this;
  }

  TestTd extended(long gpa) {
    for (int chunk = 0; chunk < 16; chunk++) {
      host.must(host.call(LeafNumber.MR_EXTEND, gpa + 256L * chunk, at(TDR), 0, 0));
    }
    return this;
  }

  TestTd finalized() {
    host.must(host.call(LeafNumber.MR_FINALIZE, at(TDR), 0, 0, 0));
    return this;
  }

  /** All of the above with an empty page at GPA 0. */
  TestTd runnable() {
    created().keyed().tdcs().initialised().vcpuCreated().vcpuPages().vcpuInitialised();
    return sept(0).page(0, PAGES, new byte[4096]).finalized();
  }

  TestTd flushed() {
    host.must(host.call(LeafNumber.VP_FLUSH, at(TDVPR), 0, 0, 0));
    return this;
  }

  TestTd blocked() {
    host.must(host.call(LeafNumber.MNG_VPFLUSHDONE, at(TDR), 0, 0, 0));
    return this;
  }

  TestTd writtenBack() {
    for (int pkg = 0; pkg < host.machine.profile().packages(); pkg++) {
      host.must(host.call(host.firstLpOf(pkg), LeafNumber.PHYMEM_CACHE_WB, 0, 0, 0, 0));
    }
    return this;
  }

  TestTd keyFreed() {
    host.must(host.call(LeafNumber.MNG_KEY_FREEID, at(TDR), 0, 0, 0));
    return this;
  }

  byte[] mrtd() {
    byte[] mrtd = new byte[48];
    for (int word = 0; word < 6; word++) {
      host.must(host.call(LeafNumber.MNG_RD, at(TDR), 0x1310000300000000L + word, 0, 0));
      Bytes.of(mrtd).putLong(8 * word, host.r.r8);
    }
    return mrtd;
  }
}
