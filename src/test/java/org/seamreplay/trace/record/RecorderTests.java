package org.seamreplay.trace.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.trace.json.TraceReader;
import org.seamreplay.trace.json.TraceWriter;
import org.seamreplay.vm.SourceFrame;

class RecorderTests {
  private static final long TDMR_INIT = 36;
  private static final long SYS_RD = 34;
  private static final long SYS_CONFIG = 45;

  private final PhysicalMemory memory = new PhysicalMemory();

  /** Objects of 64 KB at a place that a test chooses. */
  private long heap = 0x1000000;

  private final AddressNames names =
      hpa ->
          hpa >= heap && hpa - heap < 16 << 16
              ? Optional.of(
                  TraceValue.address("kzalloc@f", (hpa - heap) >>> 16, (hpa - heap) & 0xffff))
              : Optional.empty();

  private final Recorder recorder =
      new Recorder(Abi.shipped(), names, new MemoryDecoder(memory, names), 46);

  @Test
  void operandsAreNamedAndFieldsExplained() {
    call(
        0,
        SYS_RD,
        0x9100000100000008L,
        r -> {
          r.rdx = 0x9100000100000009L;
          r.r8 = 64;
        });
    SeamcallRecord record = calls().get(0);
    assertThat(record.leaf()).isEqualTo("TDH.SYS.RD");
    assertThat(record.note()).isEqualTo("MAX_TDMRS");
    assertThat(record.in())
        .extracting(NamedValue::toString)
        .containsExactly("FIELD_ID=0x9100000100000008");
    assertThat(record.out())
        .extracting(NamedValue::toString)
        .containsExactly("NEXT_FIELD_ID=0x9100000100000009", "VALUE=0x40");
    assertThat(record.status()).isEqualTo("TDX_SUCCESS");
    assertThat(record.stack()).containsExactly(new SourceFrame("f", "a.c", 7, 0, false));
  }

  @Test
  void memoryOf6TerabytesIsThreeRecordsATdmr() {
    for (long i = 1; i <= 256 * 6144; i++) {
      long next = (i / 256) << 30;
      SeamRegisters registers = new SeamRegisters();
      registers.rax = TDMR_INIT;
      recorder.before(0, registers, "__seamcall_ret");
      registers.rax = 0;
      registers.rdx = next;
      recorder.after(registers, 0, new int[] {7});
    }
    List<SeamcallRecord> calls = calls();
    assertThat(calls).hasSize(3);
    assertThat(calls.get(1).repeat().get(1).steps())
        .containsEntry("out.NEXT_ADDRESS", new TraceValue.Step(0, 1L << 30));
    assertThat(calls.stream().mapToLong(SeamcallRecord::calls).sum()).isEqualTo(256 * 6144);
  }

  @Test
  void traceDoesNotChangeWhenTheAllocatorMoves() {
    String first = configured(0x1000000);
    String second = new RecorderTests().configured(0x7340000);
    assertThat(first).isEqualTo(second).contains("kzalloc@f[1]");
  }

  private String configured(long at) {
    heap = at;
    long array = heap + 0x10000;
    long info = heap + 0x20200;
    memory.setState(heap, 0x100000, (byte) 0);
    memory.writeLong(array, info);
    memory.writeLong(info, 0x100000000L);
    memory.writeLong(info + 8, 0x40000000L);
    memory.writeLong(info + 16, heap + 0x30000);
    memory.writeLong(info + 64, heap + 0x30000 - 0x100000000L);
    memory.writeLong(info + 72, 0x1000);
    SeamRegisters registers = new SeamRegisters();
    registers.rax = SYS_CONFIG;
    registers.rcx = array;
    registers.rdx = 1;
    registers.r8 = 32;
    recorder.before(0, registers, "__seamcall");
    registers.rax = 0;
    recorder.after(registers, 0, new int[] {1});
    return TraceWriter.line(calls().get(0));
  }

  @Test
  void pagesOfOneObjectAndObjectsOfOneSiteFold() {
    long wbinvd = 41;
    for (int page = 0; page < 4; page++) {
      call(0, wbinvd, 0, r -> {}, (heap + 0x1000L * page) | (5L << 46));
    }
    for (int object = 1; object < 5; object++) {
      call(0, wbinvd, 0, r -> {}, heap + 0x10000L * object);
    }
    List<SeamcallRecord> calls = calls();
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0).in())
        .extracting(NamedValue::toString)
        .containsExactly("PAGE.HKID=5", "PAGE=kzalloc@f[0]");
    assertThat(calls.get(0).repeat().get(0).steps())
        .containsOnly(java.util.Map.entry("in.PAGE", new TraceValue.Step(0, 0x1000)));
    assertThat(calls.get(1).repeat().get(0).steps())
        .containsOnly(java.util.Map.entry("in.PAGE", new TraceValue.Step(1, 0)));
  }

  @Test
  void registersThatAreNoOperandAreShownIfTheyAreNotZero() {
    SeamRegisters registers = new SeamRegisters();
    registers.rax = TDMR_INIT;
    registers.r9 = 3;
    recorder.before(0, registers, "__seamcall_ret");
    registers.rax = 0;
    registers.r11 = 9;
    recorder.after(registers, 0, new int[] {1});
    SeamcallRecord record = calls().get(0);
    assertThat(record.in("R9")).contains(TraceValue.hex(3));
    assertThat(record.out("R11")).contains(TraceValue.hex(9));
    assertThat(record.out("R9")).isEmpty();
  }

  @Test
  void stepsStandAfterTheirCalls() {
    call(0, SYS_RD, 1, r -> {});
    recorder.step(new StepRecord("boot", OptionalLong.of(0), List.of()));
    call(0, SYS_RD, 1, r -> {});
    List<TraceLine> lines = recorder.finish(positions -> List.of(), List.of());
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).isInstanceOf(StepRecord.class);
    assertThat(lines.get(3)).isEqualTo(new EndRecord(2, List.of()));
  }

  @Test
  void recordedTraceReadsBackTheSame() throws Exception {
    memoryOf6TerabytesIsThreeRecordsATdmr();
    configured(0x1000000);
    TraceHeader header = new TraceHeader("t", "k", "0", "", "s", "p", "m");
    Trace trace = new Trace(header, recorder.finish(p -> List.of(), List.of()));
    String text = TraceWriter.toText(trace);
    assertThat(TraceReader.read(new java.io.StringReader(text), "t")).isEqualTo(trace);
  }

  private interface Module {
    void answer(SeamRegisters registers);
  }

  private void call(int cpu, long rax, long rdx, Module module) {
    call(cpu, rax, rdx, module, 0);
  }

  private void call(int cpu, long rax, long rdx, Module module, long rcx) {
    SeamRegisters registers = new SeamRegisters();
    registers.rax = rax;
    registers.rdx = rdx;
    registers.rcx = rcx;
    recorder.before(cpu, registers, "__seamcall_ret");
    registers.rax = 0;
    module.answer(registers);
    recorder.after(registers, registers.rax, new int[] {7});
  }

  private List<SeamcallRecord> calls() {
    List<SeamcallRecord> calls = new ArrayList<>();
    for (TraceLine line : recorder.finish(RecorderTests::resolve, List.of())) {
      if (line instanceof SeamcallRecord call) {
        calls.add(call);
      }
    }
    return calls;
  }

  private static List<SourceFrame> resolve(int[] positions) {
    return List.of(new SourceFrame("f", "a.c", positions[0], 0, false));
  }
}
