package org.seamreplay.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.platform.InvalidFile;

/**
 * Our module against what the public module source answers. The vectors are facts only: operands
 * in, status and outputs out.
 */
class ConformanceTests {
  private static final String HEAD = "{\"format\":\"tdx-vectors-1\"}\n";

  private static Conformance check(String text) throws IOException {
    return Conformance.of(
        "v.jsonl",
        new BufferedReader(new StringReader(text)),
        Reference.platform(),
        ModuleImage.of(Reference.module()));
  }

  private static Conformance vectors(String name) throws IOException {
    try (InputStream in = ConformanceTests.class.getResourceAsStream("/conform/" + name);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      return Conformance.of(name, lines, Reference.platform(), ModuleImage.of(Reference.module()));
    }
  }

  /**
   * The counts are those of today. Not modelled are migration, service TDs and writes of control
   * registers; another answer give random UUIDs (six), a MAC that the recording did not check
   * (two), the first content of a VMCS field (one) and what follows from control registers (two).
   */
  @ParameterizedTest
  @CsvSource({"basic.jsonl.gz, 22719, 0, 9", "runtime.jsonl.gz, 16697, 11, 2"})
  void moduleAnswersAsThePublicOne(String name, int agreed, int disagreed, int notModelled)
      throws IOException {
    Conformance conformance = vectors(name);
    assertThat(List.of(conformance.agreed(), conformance.disagreed(), conformance.notModelled()))
        .as(
            "same, another, not modelled; first: %s",
            conformance.disagreements().stream().findFirst())
        .containsExactly(agreed, disagreed, notModelled);
  }

  @Test
  void recordingOfOurAnswersAgreesWithUs() throws IOException {
    String call =
        HEAD
            + "{\"setup\":\"up\",\"base\":\"fresh\",\"do\":["
            + "{\"c\":{\"rax\":\"21\",\"rcx\":\"0\"},\"o\":{\"rax\":\"5\"}}]}\n"
            + "{\"id\":1,\"tag\":\"t\",\"setup\":\"up\",\"do\":["
            + "{\"c\":{\"rax\":\"23\",\"lp\":1},\"o\":{\"rax\":\"6\"}},"
            + "{\"d\":[\"100000\",\"ff\"]}]}\n";
    assertThat(check(call).disagreed()).isEqualTo(3);
    StringWriter text = new StringWriter();
    new VectorRecorder(
            "v.jsonl",
            Reference.platform(),
            ModuleImage.of(Reference.module()),
            new PrintWriter(text))
        .record(new BufferedReader(new StringReader(call)));
    Conformance again = check(text.toString());
    assertThat(again.disagreed()).isZero();
    assertThat(again.agreed()).isEqualTo(2);
  }

  @Test
  void anotherAnswerIsShownWithItsSequence() throws IOException {
    Conformance conformance =
        check(
            HEAD
                + "{\"id\":7,\"tag\":\"t\",\"setup\":\"fresh\",\"do\":["
                + "{\"c\":{\"rax\":\"21\",\"rcx\":\"0\"},\"o\":{\"rax\":\"5\"}}]}\n");
    assertThat(conformance.disagreed()).isEqualTo(1);
    Conformance.Disagreement found = conformance.disagreements().get(0);
    assertThat(found.leaf()).isEqualTo("TDH.SYS.INIT");
    assertThat(found.sequence()).isEqualTo(7);
    assertThat(found.step()).isEqualTo(1);
    assertThat(found.differences()).contains("rax 5, got 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 1 | not a vector file",
        "{\"format\":\"tdx-vectors-1\"}~{\"id\":1,\"tag\":\"t\",\"setup\":\"s\",\"do\":[]}"
            + "| 2 | setup 's' is not known here",
        "{\"format\":\"tdx-vectors-1\"}~{\"setup\":\"s\",\"base\":\"fresh\",\"do\":[{\"q\":1}]}"
            + "| 2 | unknown item 'q'",
        "{\"format\":\"tdx-vectors-1\"}~"
            + "{\"setup\":\"s\",\"base\":\"fresh\",\"do\":[{\"w\":[\"10\",\"0g\"]}]}"
            + "| 2 | needs an address and bytes",
        "{\"format\":\"tdx-vectors-1\"}~"
            + "{\"setup\":\"s\",\"base\":\"fresh\",\"do\":[{\"c\":{\"rsp\":\"1\"},\"o\":{}}]}"
            + "| 2 | unknown register 'rsp'"
      })
  void badFileIsNamedWithLineAndReason(String text, int line, String reason) {
    assertThatThrownBy(() -> check(text.replace('~', '\n')))
        .isInstanceOf(InvalidFile.class)
        .hasMessageContaining("v.jsonl:" + line + ": ")
        .hasMessageContaining(reason);
  }
}
