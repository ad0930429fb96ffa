package org.seamreplay.module;

import org.seamreplay.abi.MemoryLayouts;
import org.seamreplay.abi.StructLayout;

/** Values in test tables: numbers, names of places, and sums of both, such as {@code array+8}. */
final class Symbols {
  private Symbols() {}

  static long of(TestHost host, String text) {
    long sum = 0;
    for (String term : text.split("\\+", -1)) {
      sum += term(host, term.strip());
    }
    return sum;
  }

  private static long term(TestHost host, String term) {
    if (term.startsWith("tdmr[")) {
      int close = term.indexOf(']');
      long info = TestHost.TDMR_INFOS + 1024L * Integer.parseInt(term.substring(5, close));
      return info + offset(MemoryLayouts.TDMR_INFO, term.substring(close + 2));
    }
    if (term.startsWith("params.")) {
      return TestTd.PARAMS + offset(MemoryLayouts.TD_PARAMS, term.substring(7));
    }
    return switch (term) {
      case "array" -> TestHost.ARRAY;
      case "tdmrInfo" -> TestHost.TDMR_INFOS;
      case "shared" -> TestHost.SHARED;
      case "private" -> TestHost.PRIVATE;
      case "pamts" -> TestHost.PAMTS;
      case "seamrr" -> host.machine.profile().seamrr().base();
      case "tdr" -> TestTd.TDR;
      case "tdcs" -> TestTd.TDCS;
      case "tdvpr" -> TestTd.TDVPR;
      case "sept" -> TestTd.SEPT;
      case "freeEntry" -> 1L << 63;
      case "pages" -> TestTd.PAGES;
      case "params" -> TestTd.PARAMS;
      case "source" -> TestTd.SOURCE;
      case "free" -> TestTd.FREE;
      case "quoteFeature" -> TestExtensions.QUOTE;
      case "noMemory" -> 0x10_0000_0000L;
      case "reserved" -> TestHost.RESERVED;
      case "pool4" -> TestExtensions.listInfo(0, 3);
      case "list" -> TestExtensions.LIST;
      case "listInfo" -> TestExtensions.listInfo(0, 1);
      case "poolPage" -> TestExtensions.POOL;
      case "report" -> TestExtensions.REPORT;
      case "node" -> TestExtensions.NODE;
      case "sharedKeyId" -> 1L << 46;
      case "privateKeyId" -> 33L << 46;
      case "tooLarge" -> 1L << 52;
      case "ones" -> -1L;
      default -> number(term);
    };
  }

  private static long offset(StructLayout layout, String name) {
    return layout.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no field " + name))
        .offset();
  }

  static long number(String term) {
    String digits = term.replace("_", "");
    if (digits.endsWith("G")) {
      return Long.parseLong(digits.substring(0, digits.length() - 1)) << 30;
    }
    return digits.startsWith("0x")
        ? Long.parseUnsignedLong(digits.substring(2), 16)
        : Long.parseLong(digits);
  }
}
