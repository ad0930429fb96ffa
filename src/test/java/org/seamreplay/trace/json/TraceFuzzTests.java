package org.seamreplay.trace.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.vm.SourceFrame;

/** Traces come by mail: whatever is in them, reading ends soon, with a trace or with one line. */
class TraceFuzzTests {
  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "-1",
    "0x",
    "9223372036854775807",
    "1e9",
    "null",
    "'",
    "\\u0000",
    "\"repeat\":[{\"times\":1099511627776}]",
    "\"step\":{\"cpu\":\"[9]\"}",
    "+0xffffffffffffffff"
  };

  private final List<String> seeds = seeds();

  private static List<String> seeds() {
    try {
      List<String> seeds = new ArrayList<>();
      for (String name : new String[] {"update", "boot-failures/sys-config", "quote/two-tds"}) {
        seeds.add(Files.readString(Path.of("traces/fixture/" + name + ".jsonl")));
      }
      return seeds;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Property(tries = 400)
  void brokenTraceIsReadOrRefusedInOneLine(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
        case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(200)));
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 300)));
      }
    }
    try {
      Trace trace = TraceReader.read(new StringReader(text.toString()), "x.jsonl");
      String again = TraceWriter.toText(trace);
      assertThat(TraceWriter.toText(TraceReader.read(new StringReader(again), "y")))
          .isEqualTo(again);
    } catch (TraceFormatException e) {
      assertThat(e.getMessage()).matches("(?s)[xy](\\.jsonl)?:\\d+: .+").hasLineCount(1);
    }
  }

  @Test
  void patchOfAFrameComesBack() throws Exception {
    SourceFrame ours = new SourceFrame("f", "arch/x86/virt/vmx/tdx/tdx.c", 7, 0, false);
    SourceFrame base = new SourceFrame("g", "arch/x86/kvm/vmx/tdx.c", 8, 0, false);
    Trace boot = TraceReader.read(Path.of("traces/fixture/boot.jsonl"));
    Trace trace =
        new Trace(
                boot.header(),
                List.of(
                    new EndRecord(
                        0,
                        List.of(new EndRecord.RecordedFinding("leak", "x", List.of(ours, base))))))
            .withPatches(frame -> frame.equals(ours) ? 7 : 0);
    String text = TraceWriter.toText(trace);
    assertThat(text).contains("[\"tdx.c:7 f [07]\",\"/arch/x86/kvm/vmx/tdx.c:8 g\"]");
    Trace read = TraceReader.read(new StringReader(text), "x");
    assertThat(read.patches()).containsOnly(java.util.Map.entry(ours, 7));
    assertThat(TraceWriter.toText(read)).isEqualTo(text);
  }
}
