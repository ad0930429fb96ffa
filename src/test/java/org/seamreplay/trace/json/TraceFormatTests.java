package org.seamreplay.trace.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.Repeat;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.vm.SourceFrame;

class TraceFormatTests {
  private static final TraceHeader HEADER =
      new TraceHeader(
          "seamreplay 0.1.0", "linux-7.3", "0123456789ab", "", "boot", "bench-64g", "tdx-1.5.01");

  @Test
  void everythingATraceCanHoldComesBack() throws Exception {
    Map<String, TraceValue.Step> steps = new LinkedHashMap<>();
    steps.put("cpu", TraceValue.Step.parse("0x1"));
    steps.put("in.PAGE", TraceValue.Step.parse("[1]+0x40"));
    steps.put("out.NEXT", TraceValue.Step.parse("-0x1000"));
    MemoryNode memory =
        new MemoryNode.Struct(
            List.of(
                new MemoryNode.Field(
                    "pages",
                    new MemoryNode.Series(
                        TraceValue.address("vmalloc@f", 0, 0), new TraceValue.Step(0, 4096), 12)),
                new MemoryNode.Field("hash", new MemoryNode.Text("it's \"é\"")),
                new MemoryNode.Field(
                    "areas",
                    new MemoryNode.Sequence(
                        List.of(new MemoryNode.Leaf(TraceValue.decimal(-3)))))));
    SeamcallRecord call =
        new SeamcallRecord(
            0,
            2,
            "TDH.SYS.CONFIG",
            "what it means",
            0x1002d,
            List.of(
                new NamedValue("PAGE", TraceValue.address("kzalloc@config", 1, 0x200)),
                new NamedValue("COUNT", TraceValue.decimal(3))),
            "TDX_OPERAND_INVALID|RCX",
            0xC000010000000001L,
            List.of(new NamedValue("NEXT", TraceValue.hex(-1L))),
            List.of(new MemoryView("PAGE", "tdmr-info-array", memory)),
            List.of(new MemoryView("OUT", "cmr-info-array", new MemoryNode.Sequence(List.of()))),
            List.of("early read of X"),
            "__seamcall_ret",
            List.of(
                new SourceFrame("init_tdmr", "arch/x86/virt/vmx/tdx/tdx.c", 12, 0, false),
                new SourceFrame("kvm_f", "arch/x86/kvm/vmx/tdx.c", 7, 0, false),
                new SourceFrame("kzalloc", "shim/include/linux/slab.h", 7, 0, false)),
            List.of(new Repeat(256, Map.of()), new Repeat(3, steps)));
    EndRecord end =
        new EndRecord(
            768, List.of(new EndRecord.RecordedFinding("leak", "12 bytes", call.stack())));
    StepRecord step = new StepRecord("boot", OptionalLong.of(-5), List.of("virt/tdx: failed\t1"));
    Trace trace = new Trace(HEADER, List.of(call, step, end));
    String text = TraceWriter.toText(trace);

    assertThat(read(text)).isEqualTo(trace);
    assertThat(TraceWriter.toText(read(text))).isEqualTo(text);
    assertThat(text).isASCII().endsWith("\n");
    assertThat(trace.callCount()).isEqualTo(768);
  }

  @Test
  void expandedCallMovesWithBothLoops() {
    SeamcallRecord folded =
        new SeamcallRecord(
            10,
            0,
            "TDH.SYS.TDMR.INIT",
            "",
            36,
            List.of(new NamedValue("TDMR", TraceValue.hex(0))),
            "TDX_SUCCESS",
            0,
            List.of(new NamedValue("NEXT", TraceValue.hex(0x40000000))),
            List.of(),
            List.of(),
            List.of(),
            "__seamcall_ret",
            List.of(),
            List.of(
                new Repeat(256, Map.of()),
                new Repeat(4, Map.of("out.NEXT", TraceValue.Step.parse("0x40000000")))));
    SeamcallRecord call = folded.expand(256 * 2 + 5);
    assertThat(call.sequence()).isEqualTo(10 + 256 * 2 + 5);
    assertThat(call.out("NEXT")).contains(TraceValue.hex(0xC0000000L));
    assertThat(call.repeat()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | t:2: no JSON",
        "[1] | t:2: a line of a trace is a JSON object",
        "{} | t:2: needs a key seq, event, step or end",
        "{\"seq\":1} | t:2: seq: must be 0, not 1",
        "{\"seq\":0,\"cpu\":-1} | t:2: cpu: -1 is not in 0 to 65536",
        "{\"seq\":0,\"cpu\":0,\"leaf\":1} | t:2: leaf: must be text",
        "{\"seq\":0,\"cpu\":0,\"leaf\":\"a\",\"rax\":7} | t:2: rax: must be text",
        "{\"seq\":0,\"cpu\":0,\"leaf\":\"a\",\"rax\":\"7\"} | t:2: rax: not a value such as",
        "{\"step\":\"boot\",\"x\":1} | t:2: unknown key x",
        "{\"step\":\"boot\",\"step\":\"b\"} | t:2: no JSON: Duplicate",
        "{\"step\":\"boot\",\"log\":[1]} | t:2: log: must hold texts",
        "{\"step\":\"boot\"} {} | t:2: text after the JSON object",
        "{\"step\":\"boot\"} | t:2: trace is cut off, its end line is missing",
        "{\"end\":3} | t:2: end: says 3 calls, the trace holds 0",
        "{\"step\":[[[[[[[[[[[[[1]]]]]]]]]]]]]} | t:2: no JSON: Document nesting depth",
      })
  void brokenLineIsNamed(String line, String message) {
    String text = TraceWriter.header(HEADER) + "\n" + line + "\n";
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(TraceFormatException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void repeatThatStandsForTooManyCallsIsRefused() {
    String loop = "{\"times\":1000000000000}";
    String line =
        "{\"seq\":0,\"cpu\":0,\"leaf\":\"a\",\"rax\":\"0x1\",\"status\":\"s\",\"repeat\":["
            + loop
            + ","
            + loop
            + "],\"via\":\"v\"}";
    assertThatThrownBy(() -> read(TraceWriter.header(HEADER) + "\n" + line + "\n"))
        .hasMessage("t:2: repeat: stands for too many calls");
  }

  @Test
  void otherFormatVersionIsRefused() {
    String header = TraceWriter.header(HEADER).replace("\"version\":2", "\"version\":3");
    assertThatThrownBy(() -> read(header + "\n"))
        .hasMessage("t:1: version: this program reads format versions 1 to 2, the trace has 3");
  }

  @Test
  void fileOfAnotherKindIsNoTrace() {
    assertThatThrownBy(() -> read("{\"a\":1}\n"))
        .hasMessage("t:1: no trace: format must be seamreplay-trace");
    assertThatThrownBy(() -> read("")).hasMessageStartingWith("t:1: empty file");
  }

  @Test
  void endlessLineIsCutShort() {
    String text = TraceWriter.header(HEADER) + "\n" + " ".repeat(TraceReader.MAX_LINE + 1);
    assertThatThrownBy(() -> read(text)).hasMessage("t:2: line longer than 1048576 characters");
  }

  @Property
  void valueTextComesBack(@ForAll("values") TraceValue value) {
    assertThat(TraceValue.parse(value.toString())).isEqualTo(value);
  }

  @Property
  void stepTextComesBack(@ForAll("steps") TraceValue.Step step) {
    assertThat(TraceValue.Step.parse(step.toString())).isEqualTo(step);
  }

  @Provide
  Arbitrary<TraceValue> values() {
    Arbitrary<Long> number = Arbitraries.longs();
    return Arbitraries.oneOf(
        number.map(TraceValue::hex),
        number.flatMap(
            offset ->
                Arbitraries.longs()
                    .between(-1, 1L << 30)
                    .map(ordinal -> TraceValue.address("pamt-4k@set_up", ordinal, offset))));
  }

  @Provide
  Arbitrary<TraceValue.Step> steps() {
    return Arbitraries.longs()
        .flatMap(
            number ->
                Arbitraries.longs()
                    .between(-1_000_000, 1_000_000)
                    .map(ordinal -> new TraceValue.Step(ordinal, number)));
  }

  private static Trace read(String text) throws IOException, TraceFormatException {
    return TraceReader.read(new StringReader(text), "t");
  }
}
