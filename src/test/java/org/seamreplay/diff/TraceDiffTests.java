package org.seamreplay.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seamreplay.diff.Calls.call;
import static org.seamreplay.diff.Calls.step;
import static org.seamreplay.diff.Calls.trace;
import static org.seamreplay.diff.Calls.unfolded;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seamreplay.abi.Status;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.vm.SourceFrame;

class TraceDiffTests {
  private static final Calls INIT = call("TDH.SYS.INIT", "ATTRIBUTES=0x0");
  private static final Calls LP_INIT = call("TDH.SYS.LP.INIT");
  private static final Calls KEY_CONFIG = call("TDH.SYS.KEY.CONFIG");
  private static final Calls TDMR_INIT =
      call("TDH.SYS.TDMR.INIT", "TDMR_BASE=0x0").out("NEXT_ADDRESS=0x40000000");

  private static Calls read(long field, long value) {
    return call("TDH.SYS.RD", "FIELD_ID=0x" + Long.toHexString(field))
        .out("VALUE=0x" + Long.toHexString(value));
  }

  private static Divergence only(Trace expected, Trace got) {
    List<Divergence> all = TraceDiff.between(expected, got);
    assertThat(TraceDiff.sameMeaning(expected, got)).isEqualTo(all.isEmpty());
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static void same(Trace a, Trace b) {
    assertThat(TraceDiff.between(a, b)).isEmpty();
    assertThat(TraceDiff.sameMeaning(a, b)).isTrue();
  }

  @Test
  void whatIsNoBehaviourIsNotCompared() {
    same(
        trace(INIT, LP_INIT.times(8, "cpu=0x1"), step("boot", 0)),
        trace(INIT.noise(), LP_INIT.noise().times(8, "cpu=0x1"), step("boot", 0)));
  }

  @Test
  void tracesOfDifferentRunsDifferInThatAlone() {
    Trace a = trace(INIT);
    TraceHeader h = Calls.HEADER;
    TraceHeader other =
        new TraceHeader(
            h.tool(), h.kernel(), h.tree(), h.series(), h.scenario(), "laptop-8g", "tdx-2.0");
    Divergence d = only(a, new Trace(other, trace(LP_INIT, LP_INIT).lines()));
    assertThat(d.call()).isEqualTo("header");
    assertThat(d.what()).isEqualTo("platform, module");
    assertThat(d.expected()).isEqualTo("bench-64g, tdx-1.5");
    assertThat(d.got()).isEqualTo("laptop-8g, tdx-2.0");
  }

  @Test
  void anotherKernelIsNoDifference() {
    TraceHeader h = Calls.HEADER;
    TraceHeader other =
        new TraceHeader(
            "another", "linux-6.12", "ffff", "v2", h.scenario(), h.platform(), h.module());
    same(trace(INIT), new Trace(other, trace(INIT).lines()));
  }

  @Test
  void callThatIsNotMadeIsMissing() {
    Divergence d =
        only(trace(INIT, LP_INIT, KEY_CONFIG, TDMR_INIT), trace(INIT, LP_INIT, TDMR_INIT));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.MISSING);
    assertThat(d.call()).isEqualTo("TDH.SYS.KEY.CONFIG");
    assertThat(d.expectedAt()).isEqualTo(2);
    assertThat(d.gotAt()).isEqualTo(-1);
    assertThat(d.cause()).isEqualTo("the call is not made after TDH.SYS.LP.INIT");
  }

  @Test
  void callThatNobodyExpectsIsExtraAndSaysHowItEnds() {
    Divergence d =
        only(
            trace(INIT, LP_INIT, TDMR_INIT),
            trace(INIT, LP_INIT, KEY_CONFIG.status(Status.RND_NO_ENTROPY), TDMR_INIT));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.EXTRA);
    assertThat(d.gotAt()).isEqualTo(2);
    assertThat(d.cause())
        .isEqualTo(
            "a new call is made after TDH.SYS.LP.INIT; the module answers" + " TDX_RND_NO_ENTROPY");
  }

  @Test
  void insertedCallDoesNotMakeLaterCallsDiffer() {
    List<Calls> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      calls.add(read(i * 7L, i));
    }
    Trace a = trace(calls);
    calls.add(10, read(0xffff, 1));
    assertThat(only(a, trace(calls)).gotAt()).isEqualTo(10);
  }

  @Test
  void operandIsNamedWithBothValues() {
    Divergence d =
        only(
            trace(INIT, call("TDH.SYS.CONFIG", "TDMR_INFO_PA=kzalloc@f[0]", "NUM_TDMR_INFO=3")),
            trace(INIT, call("TDH.SYS.CONFIG", "TDMR_INFO_PA=kzalloc@f[0]", "NUM_TDMR_INFO=2")));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.OPERAND);
    assertThat(d.what()).isEqualTo("in.NUM_TDMR_INFO");
    assertThat(d.expected()).isEqualTo("3");
    assertThat(d.got()).isEqualTo("2");
    assertThat(d.cause()).isEqualTo("NUM_TDMR_INFO is 2, not 3");
    assertThat(d.stack()).hasSize(1);
  }

  @Test
  void newVersionWithItsOperandIsTwoDifferencesOfOneCall() {
    List<Divergence> all =
        TraceDiff.between(
            trace(INIT, call("TDH.SYS.CONFIG", "NUM_TDMR_INFO=3"), KEY_CONFIG),
            trace(
                INIT,
                call("TDH.SYS.CONFIG", "NUM_TDMR_INFO=3", "ADD_ON_FEATURES=0x4000000000000")
                    .version(1),
                KEY_CONFIG));
    assertThat(all).extracting(Divergence::what).containsExactly("version", "in.ADD_ON_FEATURES");
    assertThat(all.get(0).cause()).isEqualTo("version 1 of the leaf is called, not 0");
    assertThat(all.get(1).cause()).isEqualTo("ADD_ON_FEATURES is passed, which it was not");
  }

  @Test
  void otherAnswerIsAResult() {
    Divergence d =
        only(trace(INIT, KEY_CONFIG), trace(INIT, KEY_CONFIG.status(Status.RND_NO_ENTROPY)));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.RESULT);
    assertThat(d.what()).isEqualTo("status");
    assertThat(d.got()).isEqualTo("TDX_RND_NO_ENTROPY");
    assertThat(d.cause())
        .isEqualTo("the module answers TDX_RND_NO_ENTROPY, not TDX_SUCCESS to the same operands");
  }

  @Test
  void readingAnotherMetadataFieldIsAnotherCall() {
    List<Divergence> all =
        TraceDiff.between(
            trace(INIT, read(0x9100000100000008L, 64), KEY_CONFIG),
            trace(INIT, read(0x9100000100000009L, 16), KEY_CONFIG));
    assertThat(all)
        .extracting(Divergence::kind)
        .containsExactly(Divergence.Kind.MISSING, Divergence.Kind.EXTRA);
    assertThat(all.get(0).expected()).contains("FIELD_ID=0x9100000100000008 (MAX_TDMRS)");
  }

  @Test
  void resumingWithTheOldOperandOffersPagesAgain() {
    Calls interrupted =
        call("TDH.EXT.MEM.ADD", "HPA_LIST_INFO=kzalloc@f[0]", "HPA_LIST_INFO.FIRST_ENTRY=0")
            .status(Status.INTERRUPTED_RESUMABLE)
            .out("HPA_LIST_INFO=kzalloc@f[0]", "HPA_LIST_INFO.FIRST_ENTRY=128");
    Divergence d =
        only(
            trace(
                interrupted,
                call(
                    "TDH.EXT.MEM.ADD",
                    "HPA_LIST_INFO=kzalloc@f[0]",
                    "HPA_LIST_INFO.FIRST_ENTRY=128")),
            trace(
                interrupted,
                call(
                    "TDH.EXT.MEM.ADD",
                    "HPA_LIST_INFO=kzalloc@f[0]",
                    "HPA_LIST_INFO.FIRST_ENTRY=0")));
    assertThat(d.what()).isEqualTo("in.HPA_LIST_INFO.FIRST_ENTRY");
    assertThat(d.cause())
        .isEqualTo(
            "pages that the module already owns are offered again: the call is resumed with the"
                + " old HPA_LIST_INFO.FIRST_ENTRY");
  }

  @Test
  void loopThatEndsEarlyIsOneDifference() {
    Divergence d =
        only(
            trace(INIT, TDMR_INIT.times(256), KEY_CONFIG),
            trace(INIT, TDMR_INIT.times(253), KEY_CONFIG));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.MISSING);
    assertThat(d.calls()).isEqualTo(3);
    assertThat(d.what()).isEqualTo("calls");
    assertThat(d.expected()).isEqualTo("256 calls");
    assertThat(d.got()).isEqualTo("253 calls");
    assertThat(d.cause()).isEqualTo("the loop ends 3 calls early");
  }

  @Test
  void cpuThatIsLeftOutAtTheEndOfALoopIsALoopThatEndsEarly() {
    Divergence d =
        only(
            trace(LP_INIT.times(8, "cpu=0x1"), KEY_CONFIG),
            trace(LP_INIT.times(7, "cpu=0x1"), KEY_CONFIG));
    assertThat(d.expected()).isEqualTo("8 calls");
    assertThat(d.cause()).isEqualTo("the loop ends 1 call early");
  }

  @Test
  void cpuThatIsLeftOutWithinALoopIsOneMissingCall() {
    Divergence d =
        only(
            trace(LP_INIT.times(8, "cpu=0x1"), KEY_CONFIG),
            trace(LP_INIT.times(3, "cpu=0x1"), LP_INIT.cpu(4).times(4, "cpu=0x1"), KEY_CONFIG));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.MISSING);
    assertThat(d.expectedAt()).isEqualTo(3);
    assertThat(d.calls()).isEqualTo(1);
  }

  @Test
  void roundOfANestedLoopIsOneDifference() {
    Calls gigabyte = TDMR_INIT.times(256);
    Divergence d =
        only(
            trace(INIT, gigabyte.times(6143, "out.NEXT_ADDRESS=0x40000000"), KEY_CONFIG),
            trace(INIT, gigabyte.times(6144, "out.NEXT_ADDRESS=0x40000000"), KEY_CONFIG));
    assertThat(d.calls()).isEqualTo(256);
    assertThat(d.expected()).isEqualTo("1572608 calls (6143 x 256)");
    assertThat(d.got()).isEqualTo("1572864 calls (6144 x 256)");
    assertThat(d.cause()).isEqualTo("the loop makes 1 round of 256 calls more");
  }

  @Test
  void oneOperandWithinALoopIsOneDifference() {
    Divergence d =
        only(
            trace(INIT, TDMR_INIT.times(1_000_000), KEY_CONFIG),
            trace(
                INIT,
                TDMR_INIT.times(600_000),
                TDMR_INIT.out("NEXT_ADDRESS=0x1"),
                TDMR_INIT.times(399_999),
                KEY_CONFIG));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.RESULT);
    assertThat(d.what()).isEqualTo("out.NEXT_ADDRESS");
    assertThat(d.expectedAt()).isEqualTo(600_001);
    assertThat(d.calls()).isEqualTo(1);
  }

  @Test
  void severalCallsWithinALoopAreFoundWhereTheyAre() {
    Calls other = TDMR_INIT.out("NEXT_ADDRESS=0x1");
    List<Divergence> all =
        TraceDiff.between(
            trace(TDMR_INIT.times(1000)),
            trace(TDMR_INIT.times(100), other, TDMR_INIT.times(500), other, TDMR_INIT.times(398)));
    assertThat(all).extracting(Divergence::expectedAt).containsExactly(100L, 601L);
    assertThat(all).extracting(Divergence::kind).containsOnly(Divergence.Kind.RESULT);
  }

  @Test
  void everyCallOfALoopThatDiffersIsOneDifference() {
    Divergence d =
        only(
            trace(INIT, TDMR_INIT.times(256).times(3, "out.NEXT_ADDRESS=0x40000000")),
            trace(INIT, TDMR_INIT.cpu(1).times(256).times(3, "out.NEXT_ADDRESS=0x40000000")));
    assertThat(d.what()).isEqualTo("cpu");
    assertThat(d.calls()).isEqualTo(768);
  }

  @Test
  void foldingIsNoDifference() {
    Trace folded =
        trace(
            LP_INIT.times(8, "cpu=0x1"),
            TDMR_INIT.times(256).times(3, "out.NEXT_ADDRESS=0x40000000"),
            KEY_CONFIG);
    same(folded, unfolded(folded));
    same(unfolded(folded), folded);
    same(
        folded,
        trace(
            LP_INIT.times(5, "cpu=0x1"),
            LP_INIT.cpu(5).times(3, "cpu=0x1"),
            TDMR_INIT.times(100),
            TDMR_INIT.times(156),
            TDMR_INIT.out("NEXT_ADDRESS=0x80000000").times(128).times(2),
            TDMR_INIT.out("NEXT_ADDRESS=0xc0000000").times(256),
            KEY_CONFIG));
  }

  @Test
  void hugeLoopsAreNotUnfolded() {
    Calls loop = TDMR_INIT.times(256).times(1L << 30, "out.NEXT_ADDRESS=0x40000000");
    same(trace(loop.times(2)), trace(loop, loop));
    assertThat(only(trace(INIT, loop.times(2)), trace(INIT, loop, loop, TDMR_INIT)).calls())
        .isEqualTo(1);
  }

  @Test
  void movedCallIsOneDifference() {
    Divergence d =
        only(
            trace(INIT, KEY_CONFIG, LP_INIT, TDMR_INIT, read(1, 1)),
            trace(INIT, LP_INIT, TDMR_INIT, KEY_CONFIG, read(1, 1)));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.MOVED);
    assertThat(d.call()).isEqualTo("TDH.SYS.KEY.CONFIG");
    assertThat(d.expectedAt()).isEqualTo(1);
    assertThat(d.gotAt()).isEqualTo(3);
    assertThat(d.cause()).isEqualTo("the call is made later, after TDH.SYS.TDMR.INIT");
  }

  @Test
  void movedBlockIsOneDifference() {
    Calls[] reads = {read(10, 1), read(23, 2), read(37, 3)};
    Divergence d =
        only(
            trace(INIT, LP_INIT, TDMR_INIT, KEY_CONFIG, read(5, 5), reads[0], reads[1], reads[2]),
            trace(INIT, reads[0], reads[1], reads[2], LP_INIT, TDMR_INIT, KEY_CONFIG, read(5, 5)));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.MOVED);
    assertThat(d.calls()).isEqualTo(3);
    assertThat(d.cause()).isEqualTo("the 3 calls are made earlier, before TDH.SYS.LP.INIT");
  }

  @Test
  void callMovesToAnotherStep() {
    Divergence d =
        only(
            trace(INIT, KEY_CONFIG, step("boot", 0), LP_INIT, step("online", 0)),
            trace(INIT, step("boot", 0), LP_INIT, KEY_CONFIG, step("online", 0)));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.MOVED);
  }

  @Test
  void memoryIsComparedFieldByField() {
    Divergence d =
        only(
            trace(call("TDH.SYS.CONFIG").reads("TDMR_INFO_PA", tdmrs(0x100000, 0x200000))),
            trace(call("TDH.SYS.CONFIG").reads("TDMR_INFO_PA", tdmrs(0x100000, 0x300000))));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.MEMORY);
    assertThat(d.what()).isEqualTo("read.TDMR_INFO_PA[1].reserved[0].offset");
    assertThat(d.expected()).isEqualTo("0x200000");
    assertThat(d.got()).isEqualTo("0x300000");
  }

  @Test
  void entryInFrontDoesNotMakeTheOthersDiffer() {
    Divergence d =
        only(
            trace(call("TDH.SYS.CONFIG").reads("TDMR_INFO_PA", tdmrs(1, 2, 3))),
            trace(call("TDH.SYS.CONFIG").reads("TDMR_INFO_PA", tdmrs(7, 1, 2, 3))));
    assertThat(d.what()).isEqualTo("read.TDMR_INFO_PA[0]");
    assertThat(d.expected()).isEmpty();
    assertThat(d.got()).isEqualTo("{base=0x0 reserved=[{offset=0x7}]}");
  }

  @Test
  void seriesOfPagesIsComparedPageByPage() {
    MemoryNode.Series pages =
        new MemoryNode.Series(TraceValue.hex(0x1000), new TraceValue.Step(0, 0x1000), 10);
    MemoryNode other =
        new MemoryNode.Sequence(
            List.of(
                new MemoryNode.Series(TraceValue.hex(0x1000), new TraceValue.Step(0, 0x1000), 4),
                new MemoryNode.Leaf(TraceValue.hex(0x77000)),
                new MemoryNode.Series(TraceValue.hex(0x6000), new TraceValue.Step(0, 0x1000), 5)));
    Divergence d =
        only(
            trace(call("TDH.EXT.MEM.ADD").reads("HPA_LIST_INFO", pages)),
            trace(call("TDH.EXT.MEM.ADD").reads("HPA_LIST_INFO", other)));
    assertThat(d.what()).isEqualTo("read.HPA_LIST_INFO[4]");
    assertThat(d.expected()).isEqualTo("0x5000");
    assertThat(d.got()).isEqualTo("0x77000");
  }

  private static MemoryNode tdmrs(long... offsets) {
    List<MemoryNode> infos = new ArrayList<>();
    for (long offset : offsets) {
      MemoryNode area = new MemoryNode.Struct(List.of(new MemoryNode.Field("offset", hex(offset))));
      infos.add(
          new MemoryNode.Struct(
              List.of(
                  new MemoryNode.Field("base", hex(0)),
                  new MemoryNode.Field("reserved", new MemoryNode.Sequence(List.of(area))))));
    }
    return new MemoryNode.Sequence(infos);
  }

  private static MemoryNode hex(long value) {
    return new MemoryNode.Leaf(TraceValue.hex(value));
  }

  @Test
  void returnValueIsNamed() {
    Divergence d = only(trace(INIT, step("boot", 0)), trace(INIT, step("boot", -5)));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.RETURN);
    assertThat(d.call()).isEqualTo("boot");
    assertThat(d.got()).isEqualTo("-5 (-EIO)");
    assertThat(d.cause()).isEqualTo("the step fails with -EIO where it succeeded");
  }

  @Test
  void logIsAlignedLineByLine() {
    List<Divergence> all =
        TraceDiff.between(
            trace(step("boot", 0, "virt/tdx: a", "virt/tdx: 262668 KB for PAMT", "virt/tdx: ok")),
            trace(step("boot", 0, "new", "virt/tdx: a", "virt/tdx: 99 KB for PAMT")));
    assertThat(all).extracting(Divergence::what).containsExactly("log[0]", "log[2]", "log[2]");
    assertThat(all.get(1).expected()).isEqualTo("virt/tdx: 262668 KB for PAMT");
    assertThat(all.get(1).got()).isEqualTo("virt/tdx: 99 KB for PAMT");
    assertThat(all.get(2).expected()).isEqualTo("virt/tdx: ok");
    assertThat(all.get(2).got()).isEmpty();
  }

  @Test
  void stepThatTheFlowDoesNotReachIsMissing() {
    List<Divergence> all =
        TraceDiff.between(
            trace(INIT, step("boot", 0), LP_INIT, step("online", 0)), trace(INIT, step("boot", 0)));
    assertThat(all)
        .extracting(Divergence::call, Divergence::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("TDH.SYS.LP.INIT", Divergence.Kind.MISSING),
            org.assertj.core.groups.Tuple.tuple("online", Divergence.Kind.MISSING));
  }

  @Test
  void findingsAreComparedByKindAndFunction() {
    List<SourceFrame> stack = List.of(new SourceFrame("g", "tdx.c", 5, 0, false));
    List<SourceFrame> moved = List.of(new SourceFrame("g", "tdx.c", 9, 0, false));
    EndRecord.RecordedFinding leak = new EndRecord.RecordedFinding("leak", "12 bytes", stack);
    same(
        trace(List.of(INIT), leak),
        trace(List.of(INIT), new EndRecord.RecordedFinding("leak", "24 bytes", moved)));
    Divergence d = only(trace(List.of(INIT)), trace(List.of(INIT), leak));
    assertThat(d.kind()).isEqualTo(Divergence.Kind.FINDING);
    assertThat(d.cause()).isEqualTo("leak in g is new");
    assertThat(d.stack()).isEqualTo(stack);
  }
}
