package org.seamreplay.dice.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.seamreplay.dice.cert.TrustAnchor;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.Part;
import org.seamreplay.dice.quote.QuoteShape;
import org.seamreplay.dice.quote.TdReport;

/** Check values were computed by independent prototypes (Java with the JCA, Python, openssl). */
class DiceQuoterTests {
  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String sha(String algorithm, byte[] bytes) throws Exception {
    return hex(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  @Test
  void secretsMatchTheCheckValues() {
    byte[] uds = KeyDerivation.uniqueDeviceSecret(Seeds.standard());
    byte[] loader = KeyDerivation.loaderSecret(uds, LoaderIdentity.standard());
    byte[] module = KeyDerivation.moduleSecret(loader, SampleModule.first());
    byte[] quoting = KeyDerivation.quotingSecret(module, 1, false);

    assertThat(hex(uds))
        .isEqualTo(
            "cd7b9075489d0847c73b13ecfe5527885c1067af2a150c524d59e11ba69dc777"
                + "e5a037dc5b5b19f881c5783607491be8");
    assertThat(hex(loader))
        .isEqualTo(
            "25ee55207f3374faa7eafbf8e6a41d1e35bf80a40332b550fc78750135f0ba69"
                + "5d26bed433f37c49ac6eec16b724d120");
    assertThat(hex(module))
        .isEqualTo(
            "6c5cbefdf26e3b7d4f0e576a4943a4bf4bbe45c40620209566b3002bdce6aca1"
                + "c0ff5e76155c9f59faa59144d8eec622");
    assertThat(hex(quoting))
        .isEqualTo(
            "7ab35dcd53e40a564827ad717bca7f62a7877de74c1af67d1041f81562050ba4"
                + "af69f6a7069817aa892698d6a65b886c");
    assertThat(new LayerKey(quoting).privateKey().getD().toString(16))
        .isEqualTo(
            "3249ee40f9421be84178aefc41ec82fd6afc1be1cdd56b5bcc16aa4e5fa9a1c3"
                + "c8ddefcbf749081490568c8e044e7f4e");
    assertThat(hex(new LayerKey(quoting).point()))
        .isEqualTo(
            "01129804a265f04d287f2a7c3b8537fad1eea91fdb5e1d1dc352f2eee509bd3a"
                + "706b5f942ed68547399a6f9f8338ac3a"
                + "281ea94cf98f8113cbbf40983d662b9836b1d13001b05a06c8719cf03897ed1b"
                + "e3f67beceb8373eac5e0d89e74d8b24f");
  }

  @Test
  void certificatesMatchTheCheckValues() throws Exception {
    DiceQuoter quoter = SampleModule.quoter();
    List<String> digests = new java.util.ArrayList<>();
    for (byte[] der : quoter.certificates()) {
      digests.add(der.length + " " + sha("SHA-256", der));
    }
    byte[] root = quoter.root().certificate().getEncoded();
    digests.add(root.length + " " + sha("SHA-256", root));
    assertThat(digests)
        .containsExactly(
            "764 f83a29067c246f58d271ca58c263723324316397894cb980ca706e9fdb881cdb",
            "872 06621aea194016ff5e860e4f6d1934927dbf60e1ff9550f03736e5ee12cc5918",
            "766 14153df27fffbb1dcb891bcf6e2f41436c51999e021563c3b9d18804643ca9c2",
            "680 65f7093edb37918f6fa0d37d8b20c18f120c1bc325d508f16acd0c403a6980d4",
            "588 0427ef748d7cbf0a8ade4cb199495c691710c5ffe5cef829e1a668dc8f824375",
            "585 6942b35c561d11b52a6929241bb90643bdd448ed9f9dd847373b1778a8f68a84");
  }

  @Test
  void quoteMatchesTheCheckValue() throws Exception {
    DiceQuoter quoter = SampleModule.quoter();
    byte[] report = SampleModule.report();
    byte[] claims =
        EvidenceWriter.claims(
                DiceQuoter.fields(SampleModule.first(), new TdReport(report)),
                SampleModule.reportData(),
                QuoteShape.standard())
            .encode();
    assertThat(claims).hasSize(1076);
    assertThat(sha("SHA-256", claims))
        .isEqualTo("b27eff87415394591b66799074e6f4345ce9f6dc76acf41404d1c676397fc6c7");
    byte[] signed = EvidenceWriter.toBeSigned(HexFormat.of().parseHex("a1013822"), claims);
    assertThat(signed).hasSize(1097);
    assertThat(sha("SHA-384", signed))
        .isEqualTo(
            "e287889e06a0d1e6c6f11b15099ed1fd3032a24c93fe9e77fbf416fd85ecc903"
                + "c045bae44b949e4a894b2efc4b404a72");

    byte[] quote = quoter.quote(report);
    assertThat(quote).hasSize(4918);
    assertThat(sha("SHA-256", quote))
        .isEqualTo("c74b802e3f1995c25b420bbf7f541ff4fa5eb0889054a225bf6aca0a7e4557c1");
  }

  @Test
  void quoteInitRenewsOnlyTheQuotingKey() {
    DiceQuoter first = SampleModule.quoter();
    DiceQuoter second = first.withGeneration(2);

    assertThat(hex(first.quotingKey().key().id()))
        .isEqualTo("7220647edffbff23b7eead2e8b584091804ee1e9");
    assertThat(hex(second.quotingKey().key().id()))
        .isEqualTo("7858b57dfc57995a5554c32a797201cf3a72c6fb");
    assertThat(second.certificates().subList(1, 5))
        .usingRecursiveComparison()
        .isEqualTo(first.certificates().subList(1, 5));
  }

  @Test
  void updateRenewsTheModuleLayerAndTheQuotingKey() throws Exception {
    DiceQuoter first = SampleModule.quoter();
    DiceQuoter updated = first.withModule(SampleModule.updated(), 3);

    assertThat(new X509CertificateHolder(updated.certificates().get(1)).getSerialNumber())
        .isEqualTo(new java.math.BigInteger("460e1d5f9dda5734333d98855c914b3e59b7c196", 16));
    assertThat(hex(updated.quotingKey().key().id()))
        .isEqualTo("6eb80b12b867a80d1d5de5f575631fbd5a3b24a7");
    assertThat(updated.certificates().subList(2, 5))
        .usingRecursiveComparison()
        .isEqualTo(first.certificates().subList(2, 5));
  }

  @Test
  void equalInputsGiveEqualBytes() {
    assertThat(SampleModule.quoter().quote(SampleModule.report()))
        .isEqualTo(SampleModule.quoter().quote(SampleModule.report()));
  }

  @Test
  void anotherSeedGivesOtherKeysUnderTheSameRoot() {
    DiceQuoter other =
        new DiceQuoter(
            Seeds.standard().withPlatform(new byte[16]),
            LoaderIdentity.standard(),
            SampleModule.first(),
            1,
            QuoteShape.standard());
    assertThat(other.root().certificate()).isEqualTo(SampleModule.quoter().root().certificate());
    assertThat(other.quotingKey().key().id())
        .isNotEqualTo(SampleModule.quoter().quotingKey().key().id());
  }

  @Test
  void everyFieldOfTheReportReachesTheClaims() {
    byte[] report = SampleModule.report();
    Map<Field, byte[]> fields = DiceQuoter.fields(SampleModule.first(), new TdReport(report));
    for (Field field : Field.values()) {
      if (field.part() == Part.TD || field.part() == Part.SERVICE_TD) {
        byte[] changed = report.clone();
        changed[field.reportOffset()] ^= 1;
        assertThat(DiceQuoter.fields(SampleModule.first(), new TdReport(changed)).get(field))
            .as(field.name())
            .isNotEqualTo(fields.get(field));
      }
    }
  }

  @Test
  void reportOfAnotherModuleIsRefused() {
    byte[] report = SampleModule.report(SampleModule.updated());
    DiceQuoter quoter = SampleModule.quoter();
    assertThatThrownBy(() -> quoter.quote(report))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the TDREPORT was made by another module (MRSEAM)");
  }

  @Test
  void quoteAboveThePromisedSizeIsRefused() {
    byte[] report = SampleModule.report();
    DiceQuoter quoter = SampleModule.quoter(QuoteShape.standard().withMaxSize(4917));
    assertThatThrownBy(() -> quoter.quote(report))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a quote of 4918 bytes exceeds the maximum of 4917");
  }

  @Test
  void paddingMakesQuotesOfMoreThanOneListNode() {
    QuoteShape shape = QuoteShape.standard().withPadding(511 * 4096);
    DiceQuoter quoter = SampleModule.quoter(shape);
    assertThat(quoter.quote(SampleModule.report()).length)
        .isGreaterThan(511 * 4096)
        .isLessThanOrEqualTo(quoter.maxSize());
  }

  @Test
  void signaturesAreThoseOfRfc6979() {
    // RFC 6979 appendix A.2.6, P-384 with SHA-384, message "sample".
    byte[] signature =
        EcdsaVector.sign(
            "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D8"
                + "96D5724E4C70A825F872C9EA60D2EDF5",
            "sample");
    assertThat(hex(signature))
        .isEqualTo(
            "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c"
                + "81a648152e44acf96e36dd1e80fabe46"
                + "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94f"
                + "a329c145786e679e7b82c71a38628ac8");
  }

  @Test
  void theBuiltInRootIsTheRootOfTheStandardSeeds() {
    assertThat(LayerChain.root(Seeds.standard())).isEqualTo(TrustAnchor.standard().certificate());
  }
}
