package org.seamreplay.dice.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seamreplay.dice.cbor.Cbor;
import org.seamreplay.dice.issue.Defect;
import org.seamreplay.dice.issue.Forge;
import org.seamreplay.dice.issue.SampleModule;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.QuoteBundle;
import org.seamreplay.dice.verify.Request;
import org.seamreplay.dice.verify.Verification;
import org.seamreplay.dice.verify.Verifier;
import org.seamreplay.dice.verify.VerifierStepsTests;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QuotePrinterTests {
  private static final byte[] QUOTE = SampleModule.quoter().quote(SampleModule.report());

  private static String expected(String name) throws IOException {
    try (InputStream in = QuotePrinterTests.class.getResourceAsStream("/dice/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void quoteIsShownForAPerson() throws Exception {
    assertThat(QuotePrinter.text(QUOTE)).isEqualTo(expected("sample-quote.txt"));
  }

  @Test
  void quoteIsShownAsJson() throws Exception {
    assertThat(QuotePrinter.json(QUOTE)).isEqualTo(expected("sample-quote.json"));
  }

  @Test
  void pemIsReadByTheJdk() throws Exception {
    String pem = QuotePrinter.pem(QUOTE);
    assertThat(pem).startsWith("# TDX Model L3 Quoting key\n-----BEGIN CERTIFICATE-----\n");
    assertThat(
            CertificateFactory.getInstance("X.509")
                .generateCertificates(
                    new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))))
        .hasSize(5);
  }

  @Test
  void bundleTellsWhetherTheReportAgrees() throws Exception {
    byte[] report = SampleModule.report();
    assertThat(QuotePrinter.text(QuoteBundle.encode(QUOTE, Optional.of(report), Optional.empty())))
        .contains("inside         CMW collection, CMW record, at offset 14\n")
        .contains("\nthe TDREPORT beside the quote agrees with it\n");
    report[Field.RTMR2.reportOffset()] ^= 1;
    assertThat(QuotePrinter.text(QuoteBundle.encode(QUOTE, Optional.of(report), Optional.empty())))
        .contains("\nthe TDREPORT beside the quote does not agree with it\n");
  }

  static List<Defect> defects() {
    return VerifierStepsTests.defects()
        .filter(defect -> !defect.code().step().decidesWhetherQuote())
        .toList();
  }

  /** Broken evidence is shown as far as it can be read. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void defectIsShownWithoutFailing(Defect defect) throws Exception {
    byte[] input = defect.input();
    String text = QuotePrinter.text(input);
    assertThat(text).startsWith("DICE-based TDX quote, ");
    assertThat(text.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f))).isTrue();
    JsonNode json = JsonMapper.shared().readTree(QuotePrinter.json(input));
    assertThat(json.get("format").asString()).isEqualTo("dice-tdx");
    QuotePrinter.pem(input);
  }

  @Test
  void foreignTextCannotReachTheTerminal() throws Exception {
    byte[] quote = new Forge().claim(1, Cbor.text("\u001b[31mred\r\nline\u202e")).build();
    assertThat(QuotePrinter.text(quote)).contains("issuer         ?[31mred??line?\n");
  }

  @Test
  void verificationIsShownStepByStep() {
    Verification good = new Verifier(Request.standard()).verify(QUOTE);
    assertThat(VerificationPrinter.line(good))
        .isEqualTo(
            "verifies for 2026-01-01T00:00:00Z under \"TDX Model Root CA\", a test root, says nothing"
                + " about hardware");
    assertThat(VerificationPrinter.steps(good).lines().filter(l -> l.matches("[ 0-9]\\d .*")))
        .hasSize(55);
    JsonNode json = JsonMapper.shared().readTree(VerificationPrinter.json(good));
    assertThat(json.get("verdict").asString()).isEqualTo("verifies");
    assertThat(json.get("steps").size()).isEqualTo(55);
  }

  @Test
  void failureIsOneLineWithStepAndOffset() {
    byte[] changed = QUOTE.clone();
    changed[changed.length - 1] ^= 1;
    assertThat(VerificationPrinter.line(new Verifier(Request.standard()).verify(changed)))
        .isEqualTo(
            "does not verify: step 26 quote-signature at offset 4820 (0x12d4): E_QUOTE_SIGNATURE:"
                + " the leaf's key did not sign these claims; claims, header or signature were"
                + " changed");
  }
}
