package org.seamreplay.module;

import java.util.Arrays;
import org.seamreplay.abi.Features;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.module.leaf.TdGuest;
import org.seamreplay.module.port.GuestMemory;
import org.seamreplay.platform.PhysicalMemory;

/** A host with a module whose extensions need four pool pages. */
final class TestExtensions {
  static final String PROFILE = "src/test/resources/module/small-ext.yaml";
  static final long QUOTE = 1L << Features.QUOTE;
  static final long LIST = TestHost.SHARED + 0x2_0000;
  static final long POOL = TestHost.PRIVATE + 0x80_0000;

  /** The quote buffer; its first page takes the report too, as Linux has it. */
  static final long REPORT = TestHost.SHARED + 0x10_0000;

  static final long NODE = TestHost.SHARED + 0x3_0000;
  static final int BUFFER_PAGES = 3;
  static final long DEFAULT_QUOTE = 0xFFFFL << 32;

  final TestHost host;
  private int bufferPages = BUFFER_PAGES;

  private TestExtensions(TestHost host) {
    this.host = host;
  }

  /** On a host that is up already. */
  static TestExtensions on(TestHost host) {
    return new TestExtensions(host);
  }

  static TestExtensions booted(TestHost host) {
    host.initialised().configured(1, QUOTE).keyed().tdmrInitialised();
    TestExtensions extensions = new TestExtensions(host);
    extensions.describeList();
    return extensions;
  }

  static long listInfo(int first, int last) {
    return LIST | ((long) first << 3) | ((long) last << 55);
  }

  void describeList() {
    for (int i = 0; i < 512; i++) {
      host.machine.memory().writeLong(LIST + 8L * i, POOL + 0x1000L * i);
    }
  }

  TestExtensions pool() {
    host.must(host.call(LeafNumber.EXT_MEM_ADD, listInfo(0, 3), 0, 0, 0));
    return this;
  }

  TestExtensions initialised() {
    host.must(host.call(LeafNumber.EXT_INIT));
    return this;
  }

  TestExtensions quoting() {
    host.must(host.call(LeafNumber.QUOTE_INIT));
    return this;
  }

  /** A TD that is not final yet, and a buffer for its quote. */
  TestExtensions built() {
    TestTd td = new TestTd(host).created().keyed().tdcs().initialised();
    td.vcpuCreated().vcpuPages().vcpuInitialised().sept(0);
    td.page(0, TestTd.PAGES, new byte[4096]);
    describeBuffer();
    return this;
  }

  /** A runnable TD, its report in the first page of a buffer for its quote. */
  TestExtensions runnable() {
    new TestTd(host).runnable();
    describeBuffer();
    report(TestTd.TDR);
    return this;
  }

  void describeBuffer() {
    describeBuffer(BUFFER_PAGES);
    // A source that shows where quotes begin and end, and which keys and report they are of.
    host.module.setQuoteSource(
        request -> {
          byte[] quote = new byte[5000];
          Arrays.fill(quote, (byte) request.generation());
          System.arraycopy(request.tdReport(), 128, quote, 0, 64);
          return quote;
        });
  }

  /** A list of as many pages as asked, with nodes as the kernel lays them out. */
  void describeBuffer(int pages) {
    PhysicalMemory memory = host.machine.memory();
    for (int node = 0; node <= (pages - 1) / 511; node++) {
      long base = NODE + 0x1000L * node;
      for (int i = 0; i < 511; i++) {
        int page = node * 511 + i;
        memory.writeLong(base + 8L * i, page < pages ? REPORT + 0x1000L * page : -1);
      }
      memory.writeLong(base + 8 * 511, (node + 1) * 511 < pages ? base + 0x1000 : -1);
    }
    bufferPages = pages;
  }

  void report(long tdr) {
    TdGuest guest = host.module.guest(tdr, GuestMemory.NOTHING_SHARED).orElseThrow();
    guest.write(0x400, new byte[] {1, 2, 3});
    SeamRegisters r = new SeamRegisters();
    r.rax = 4;
    r.rcx = 0x800;
    r.rdx = 0x400;
    guest.tdcall(r);
    host.must(r.rax);
    host.machine.memory().write(REPORT, guest.read(0x800, 1024));
  }

  long quote() {
    SeamRegisters r = host.r;
    r.rcx = TestTd.TDR;
    r.rdx = DEFAULT_QUOTE;
    r.r8 = REPORT;
    r.r9 = 1024;
    r.r10 = NODE;
    r.r11 = 0x1000L * bufferPages;
    return again(LeafNumber.QUOTE_GET, 0);
  }

  /** Repeats a call with the registers as they came back, as the kernel does. */
  long again(int leaf, int lp) {
    host.r.rax = leaf;
    host.module.seamcall(lp, host.r);
    return host.r.rax;
  }
}
