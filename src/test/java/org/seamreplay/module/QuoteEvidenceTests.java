package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.dice.verify.QuoteVerdict;
import org.seamreplay.dice.verify.Request;
import org.seamreplay.dice.verify.Verification;
import org.seamreplay.dice.verify.Verifier;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.platform.YamlNode;
import org.seamreplay.replay.boundary.DiceQuotes;

/** Quotes that QUOTE.GET delivers are evidence: they verify, and change when keys or module do. */
class QuoteEvidenceTests {
  private static final byte[] REPORT_DATA = Arrays.copyOf(new byte[] {1, 2, 3}, 64);

  private final TestHost host = new TestHost(TestExtensions.PROFILE);

  /** A TD's quote as the host finds it in the buffer. */
  private static byte[] quote(TestExtensions extensions) {
    TestHost host = extensions.host;
    host.module.setQuoteSource(new DiceQuotes());
    extensions.report(TestTd.TDR);
    host.must(extensions.quote());
    return host.machine.memory().read(TestExtensions.REPORT, (int) host.r.rcx);
  }

  private static Verification verified(byte[] quote) {
    Verification result =
        new Verifier(Request.standard().withReportData(REPORT_DATA)).verify(quote);
    assertThat(result.verdict()).as("%s", result.first()).isEqualTo(QuoteVerdict.VERIFIES);
    return result;
  }

  private static TestExtensions quoting(TestHost host) {
    return TestExtensions.booted(host).pool().initialised().quoting().runnable();
  }

  @Test
  void quoteVerifiesWithTheReportDataOfTheTd() {
    byte[] quote = quote(quoting(host));
    verified(quote);
    byte[] other = REPORT_DATA.clone();
    other[63] = 1;
    assertThat(new Verifier(Request.standard().withReportData(other)).verify(quote).verdict())
        .isEqualTo(QuoteVerdict.DOES_NOT_VERIFY);
  }

  @Test
  void equalRunsGiveEqualQuotes() {
    TestHost again = new TestHost(TestExtensions.PROFILE);
    assertThat(quote(quoting(host))).isEqualTo(quote(quoting(again)));
  }

  @Test
  void newKeysGiveTheSameModuleAnotherQuotingKey() {
    TestExtensions extensions = quoting(host);
    byte[] first = quote(extensions);
    byte[] second = quote(extensions.quoting());
    verified(second);
    assertThat(certificates(first).subList(1, 5)).isEqualTo(certificates(second).subList(1, 5));
    assertThat(certificates(first).get(0)).isNotEqualTo(certificates(second).get(0));
  }

  @Test
  void updateGivesTheModuleAnotherLayerAndKeepsTheLayersAbove() {
    TestExtensions extensions = quoting(host);
    byte[] before = quote(extensions);
    String newer =
        "{name: n, extends: tdx-ext, tdmrInitSlice: 1G, extensions: {pages: {QUOTE: 4}},"
            + " attestation: {teeTcbSvn: 06010000000000000000000000000000}}";
    TestUpdate.replaced(host, ModuleImage.of(ModuleProfile.read(YamlNode.parse("test", newer))))
        .initialised();
    host.must(host.call(0, LeafNumber.SYS_UPDATE | (1L << 16), 0, 0, 0, TestExtensions.QUOTE));
    byte[] after = quote(extensions.initialised().quoting());
    verified(after);
    verified(before);
    assertThat(certificates(before).subList(2, 5)).isEqualTo(certificates(after).subList(2, 5));
    assertThat(certificates(before).subList(0, 2))
        .doesNotContainAnyElementsOf(certificates(after).subList(0, 2));
  }

  @Test
  void paddedQuoteNeedsSeveralNodesAndVerifies() {
    ModuleProfile profile =
        ModuleProfile.read(
            YamlNode.parse(
                "test",
                "{name: t, extends: tdx-ext, extensions:"
                    + " {pages: {QUOTE: 4}, maxQuoteSize: 2400000, quotePadding: 2200000}}"));
    TestHost big = new TestHost(TestHost.machine(2, 4), profile);
    TestExtensions extensions = quoting(big);
    extensions.describeBuffer(600);
    byte[] quote = quote(extensions);
    assertThat(quote.length).isGreaterThan(511 * 4096);
    verified(quote);
  }

  private static List<String> certificates(byte[] quote) {
    // The certificates stand in the quote one after the other, each a DER SEQUENCE with two bytes
    // of length in a CBOR byte string with two bytes of length.
    List<String> certificates = new ArrayList<>();
    for (int i = 0; i + 7 < quote.length; i++) {
      if (quote[i] == 0x59 && quote[i + 3] == 0x30 && quote[i + 4] == (byte) 0x82) {
        int length = Bytes.of(quote).order(ByteOrder.BIG_ENDIAN).getShort(i + 1);
        certificates.add(
            HexFormat.of().formatHex(Arrays.copyOfRange(quote, i + 3, i + 3 + length)));
      }
    }
    assertThat(certificates).hasSize(5);
    return certificates;
  }
}
