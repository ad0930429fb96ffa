package org.seamreplay.replay.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.golden.TraceOwner;
import org.seamreplay.replay.run.KernelTree;
import org.seamreplay.replay.run.Kernels;
import org.seamreplay.replay.run.Replay;
import org.seamreplay.replay.run.StubRun;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceReader;

/** A trace answers the kernel instead of the TDX module. */
class TraceStubTests {
  private static final Path TRACES = Path.of("traces");
  private static final Path FIXTURE = TRACES.resolve("fixture");

  private final TraceOwner owner = TraceOwner.shipped();
  private final KernelTree tree = Kernels.fixture();
  private final Replay replay = Kernels.replay(tree);

  @Test
  void callThatTheTraceDoesNotHaveIsTheOnlyDivergence() throws Exception {
    // The trace ends after SYS.INIT: the kernel asks for more.
    List<String> lines = Files.readAllLines(FIXTURE.resolve("boot.jsonl"));
    String first = lines.stream().filter(line -> line.startsWith("{\"seq\"")).findFirst().get();
    Trace cut = trace(String.join("\n", lines.get(0), first, "{\"end\":1}\n"));
    Divergence divergence = only(stub(cut));
    assertThat(divergence.kind()).isEqualTo(Divergence.Kind.EXTRA);
    assertThat(divergence.call()).isEqualTo("TDH.SYS.LP.INIT");
    assertThat(divergence.expectedAt()).isEqualTo(-1);
    assertThat(divergence.gotAt()).isEqualTo(1);
    assertThat(divergence.got()).isEqualTo("TDH.SYS.LP.INIT");
    assertThat(divergence.stack().get(0).function()).isEqualTo("__seamcall_retry");
    assertThat(divergence.cause()).isEqualTo("the trace has no more calls");
  }

  @Test
  void anotherOperandIsShownWithBothSides() throws Exception {
    Divergence divergence = only(stub(changed("\"GLOBAL_HKID\":32", "\"GLOBAL_HKID\":33")));
    assertThat(divergence.kind()).isEqualTo(Divergence.Kind.OPERAND);
    assertThat(divergence.call()).isEqualTo("TDH.SYS.CONFIG");
    assertThat(divergence.expectedAt()).isEqualTo(126);
    assertThat(divergence.what()).isEqualTo("in.GLOBAL_HKID");
    assertThat(divergence.expected()).isEqualTo("33");
    assertThat(divergence.got()).isEqualTo("32");
  }

  @Test
  void anotherObjectIsAnotherOperand() throws Exception {
    Divergence divergence =
        only(
            stub(
                changed(
                    "\"TDMR_INFO_PA\":\"kzalloc@config_module[0]\"",
                    "\"TDMR_INFO_PA\":\"kzalloc@f[0]\"")));
    assertThat(divergence.what()).isEqualTo("in.TDMR_INFO_PA");
    assertThat(divergence.expected()).isEqualTo("kzalloc@f[0]");
    assertThat(divergence.got()).isEqualTo("kzalloc@config_module[0]");
  }

  @Test
  void otherMemoryBehindAnOperandIsADivergence() throws Exception {
    Divergence divergence =
        only(stub(changed("\"pamt_4k_size\":\"0x8000000\"", "\"pamt_4k_size\":\"0x8001000\"")));
    assertThat(divergence.kind()).isEqualTo(Divergence.Kind.MEMORY);
    assertThat(divergence.what()).isEqualTo("read.TDMR_INFO_PA");
    assertThat(divergence.expected()).contains("0x8001000");
    assertThat(divergence.got()).doesNotContain("0x8001000");
  }

  @Test
  void otherLeafIsAnExtraCall() throws Exception {
    Divergence divergence =
        only(
            stub(
                changed(
                    "\"leaf\":\"TDH.SYS.KEY.CONFIG\",\"rax\":\"0x1f\"",
                    "\"leaf\":\"TDH.SYS.LP.SHUTDOWN\",\"rax\":\"0x2c\"")));
    assertThat(divergence.kind()).isEqualTo(Divergence.Kind.EXTRA);
    assertThat(divergence.expected()).isEqualTo("TDH.SYS.LP.SHUTDOWN");
    assertThat(divergence.got()).isEqualTo("TDH.SYS.KEY.CONFIG");
  }

  @Test
  void kernelSeesWhatTheTraceAnswers() throws Exception {
    // Another version of the module: the kernel reads on and says so nowhere, but the value is
    // kept.
    Trace answers = changed("\"VALUE\":\"0x40\"", "\"VALUE\":\"0x2\"");
    StubRun run = stub(answers);
    assertThat(run.recording().trace().orElseThrow().calls().get(6).out("VALUE"))
        .hasToString("Optional[0x2]");
    // Two TDMRs at most are too few for this machine: SYS.CONFIG is never reached.
    assertThat(run.divergences()).isNotEmpty();
    assertThat(run.recording().log()).anyMatch(line -> line.contains("TDMR"));
  }

  @Test
  void traceOfAnotherScenarioCannotAnswer() {
    Trace trace = trace(FIXTURE.resolve("update.jsonl"));
    ScenarioRun boot = owner.run("boot", trace(FIXTURE.resolve("boot.jsonl")).header());
    assertThatThrownBy(() -> replay.stub(boot, trace))
        .isInstanceOf(BadInput.class)
        .hasMessage("a trace of scenario update on bench-64g cannot answer for boot on bench-64g");
  }

  private StubRun stub(Trace answers) {
    return replay.stub(owner.run("trace", answers.header()), answers);
  }

  private static Divergence only(StubRun run) {
    assertThat(run.divergences()).hasSize(1);
    return run.divergences().get(0);
  }

  private static Trace trace(Path file) {
    try {
      return TraceReader.read(file);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Trace changed(String from, String to) throws IOException {
    String text = Files.readString(FIXTURE.resolve("boot.jsonl"));
    assertThat(text).contains(from);
    return trace(text.replace(from, to));
  }

  private static Trace trace(String text) {
    try {
      return TraceReader.read(new StringReader(text), "trace");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
