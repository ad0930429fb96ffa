package org.seamreplay.dice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seamreplay.dice.cbor.Cbor;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.P384;
import org.seamreplay.dice.cert.TcbInfo;
import org.seamreplay.dice.cert.TrustAnchor;
import org.seamreplay.dice.cert.TrustDomain;
import org.seamreplay.dice.issue.CertificateDefects;
import org.seamreplay.dice.issue.DiceQuoter;
import org.seamreplay.dice.issue.EnvelopeDefects;
import org.seamreplay.dice.issue.EvidenceWriter;
import org.seamreplay.dice.issue.Forge;
import org.seamreplay.dice.issue.KeyDerivation;
import org.seamreplay.dice.issue.ModuleIdentity;
import org.seamreplay.dice.issue.PolicyDefects;
import org.seamreplay.dice.issue.SampleModule;
import org.seamreplay.dice.issue.Seeds;
import org.seamreplay.dice.quote.Envelope;
import org.seamreplay.dice.quote.EventLogs;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.Part;
import org.seamreplay.dice.quote.QuoteBundle;
import org.seamreplay.dice.quote.QuoteParserTests;
import org.seamreplay.dice.quote.QuoteShape;

/** What verifies, and what is said besides the verdict. */
class VerifierTests {
  private static Verification verify(byte[] input) {
    return new Verifier(Request.standard()).verify(input);
  }

  private static void assertVerifies(Verification result) {
    assertThat(result.first().map(QuoteFinding::line)).isEmpty();
    assertThat(result.verdict()).isEqualTo(QuoteVerdict.VERIFIES);
    assertThat(result.with(Outcome.NOT_REACHED)).isEmpty();
  }

  @Test
  void modelQuoteVerifies() {
    Verification result = verify(SampleModule.quoter().quote(SampleModule.report()));
    assertVerifies(result);
    assertThat(result.with(Outcome.NOT_ASKED))
        .containsExactly(
            CheckStep.REVOCATION,
            CheckStep.REPORT_DATA,
            CheckStep.MODULE_DIGEST,
            CheckStep.TCB_LEVEL,
            CheckStep.TD_MEASUREMENTS,
            CheckStep.RUNTIME_MEASUREMENTS,
            CheckStep.TRUST_DOMAIN);
    assertThat(result.with(Outcome.WARNED)).containsExactly(CheckStep.TCB_ROLLBACK);
    assertThat(result.anchor()).contains(TrustAnchor.standard());
  }

  @Test
  void forgedQuoteWithoutADefectVerifies() {
    assertVerifies(verify(new Forge().build()));
    assertThat(new Forge().build()).isEqualTo(SampleModule.quoter().quote(SampleModule.report()));
  }

  @ParameterizedTest
  @EnumSource(QuoteShape.Variant.class)
  void bothLayoutsVerify(QuoteShape.Variant variant) {
    assertVerifies(verify(shaped(QuoteShape.standard().withVariant(variant))));
  }

  @Test
  void everyDressVerifies() {
    for (QuoteShape.Variant variant : QuoteShape.Variant.values()) {
      for (QuoteShape.Certificates certificates : QuoteShape.Certificates.values()) {
        for (boolean flag : List.of(true, false)) {
          assertVerifies(
              verify(
                  shaped(
                      QuoteShape.standard()
                          .withVariant(variant)
                          .withCertificates(certificates)
                          .withCwtTag(flag)
                          .withNonce(!flag))));
        }
      }
    }
  }

  private static byte[] shaped(QuoteShape shape) {
    return SampleModule.quoter(shape).quote(SampleModule.report());
  }

  @Test
  void quoteOfSeveralListNodesVerifies() {
    assertVerifies(verify(shaped(QuoteShape.standard().withPadding(3 << 20))));
  }

  @Test
  void shuffledBagVerifies() {
    Forge forge = new Forge();
    forge.shape = forge.shape.withCertificates(QuoteShape.Certificates.BAG);
    forge.certificates =
        all -> {
          List<byte[]> shuffled = new ArrayList<>(all);
          Collections.swap(shuffled, 0, 3);
          Collections.swap(shuffled, 1, 4);
          return shuffled;
        };
    assertVerifies(verify(forge.build()));
  }

  @Test
  void certificateThatIsNotOnThePathIsLeftOut() {
    Forge forge = new Forge();
    forge.shape = forge.shape.withCertificates(QuoteShape.Certificates.BAG);
    forge.certificates =
        all -> {
          List<byte[]> more = new ArrayList<>(all);
          more.add(new Forge(SampleModule.updated()).certificate(Forge.MODULE));
          return more;
        };
    assertVerifies(verify(forge.build()));
  }

  @Test
  void rootInsideTheQuoteIsAllowedIfItIsTrustedAnyway() {
    Forge forge = new Forge();
    forge.certificates =
        all -> {
          all.add(forge.certificate(Forge.ROOT));
          return all;
        };
    assertVerifies(verify(forge.build()));
  }

  @Test
  void anAuthorityOfTheChainMayBeTheAnchor() throws Exception {
    Forge forge = new Forge();
    TrustAnchor device =
        TrustAnchor.of(
            new org.bouncycastle.cert.X509CertificateHolder(forge.certificate(Forge.DEVICE)));
    Verification result =
        new Verifier(Request.standard().withAnchors(List.of(device))).verify(forge.build());
    assertVerifies(result);
    assertThat(result.anchor()).contains(device);
  }

  @Test
  void keyPurposesMayBePolicies() {
    Forge forge =
        new Forge()
            .edit(
                Forge.LOADER,
                d -> {
                  d.drop(Extension.extendedKeyUsage);
                  d.extend(
                      Extension.certificatePolicies,
                      false,
                      new CertificatePolicies(new PolicyInformation(DiceOids.PURPOSE_ECA)));
                });
    assertVerifies(verify(forge.build()));
  }

  @Test
  void multiTcbInfoIsRead() {
    Forge forge =
        new Forge()
            .edit(
                Forge.LOADER,
                d -> {
                  d.drop(DiceOids.TCB_INFO);
                  d.extend(
                      DiceOids.MULTI_TCB_INFO,
                      false,
                      new DERSequence(d.template.tcbInfo().orElseThrow().toAsn1()));
                });
    assertVerifies(verify(forge.build()));
  }

  @Test
  void securityVersionsMayBeByteStrings() {
    Forge forge = new Forge();
    byte[] svn = forge.fields.get(Field.TEE_TCB_SVN);
    assertVerifies(
        verify(
            forge
                .evidence(
                    Part.PLATFORM_TCB,
                    "0",
                    EvidenceWriter.evidence(
                        Part.PLATFORM_TCB, Cbor.map(Cbor.entry(-125, Cbor.bytes(svn)))))
                .build()));
  }

  @Test
  void currentVersionsMayStandUnderTwo() {
    Forge forge = new Forge();
    assertVerifies(
        verify(
            forge
                .collection(
                    all ->
                        Forge.replace(
                            all,
                            Part.PLATFORM_TCB.key(),
                            Cbor.map(
                                Cbor.entry("0", platform(forge, "0")),
                                Cbor.entry("2", platform(forge, "1")))))
                .build()));
  }

  private static com.authlete.cbor.CBORItem platform(Forge forge, String slot) {
    return Cbor.tag(
        571,
        Cbor.bytes(
            EvidenceWriter.evidence(
                    Part.PLATFORM_TCB, Cbor.map(forge.values(Part.PLATFORM_TCB, slot)))
                .encode()));
  }

  @Test
  void mapOrderAndHeadWidthsAreTheIssuersBusiness() {
    Forge forge = new Forge();
    forge.claims =
        all -> {
          Collections.reverse(all);
          return all;
        };
    assertVerifies(verify(forge.build()));
    // The protected header with alg in a head of two bytes and of indefinite length.
    Forge wide = new Forge();
    wide.protectedHeader = HexFormat.of().parseHex("bf013900" + "22ff");
    assertVerifies(verify(wide.build()));
  }

  @Test
  void quotesMadeBeforeARekeyOrAnUpdateStayVerifiable() {
    DiceQuoter quoter = SampleModule.quoter();
    byte[] before = quoter.quote(SampleModule.report());
    byte[] rekeyed = quoter.withGeneration(2).quote(SampleModule.report());
    byte[] updated =
        quoter
            .withModule(SampleModule.updated(), 3)
            .quote(SampleModule.report(SampleModule.updated()));
    assertVerifies(verify(before));
    assertVerifies(verify(rekeyed));
    assertVerifies(verify(updated));
    Policy generation = PolicyDefects.keys(2, Set.of(), Set.of());
    Request request = Request.standard().withPolicy(generation);
    assertThat(new Verifier(request).verify(before).failed()).containsExactly(CheckStep.GENERATION);
    assertVerifies(new Verifier(request).verify(rekeyed));
  }

  @Test
  void bundleVerifiesWithItsEventLog() {
    Forge forge = new Forge();
    byte[] digest = SampleModule.filled(0x11, 48);
    byte[] extended = P384.sha384(new byte[48], digest);
    forge.fields.put(Field.RTMR0, extended);
    forge.fields.put(Field.RTMR1, new byte[48]);
    forge.fields.put(Field.RTMR2, new byte[48]);
    forge.fields.put(Field.RTMR3, P384.sha384(extended, digest));
    byte[] log =
        EventLogs.log(
            EventLogs.event(1, 1, digest),
            EventLogs.event(4, 0x80000001, digest),
            EventLogs.event(4, 5, digest),
            EventLogs.event(2, 3, digest));
    byte[] padded = Arrays.copyOf(log, log.length + 100);
    Verification result =
        verify(
            QuoteBundle.encode(
                forge.build(), Optional.of(SampleModule.report()), Optional.of(padded)));
    assertVerifies(result);
    assertThat(result.step(CheckStep.RUNTIME_MEASUREMENTS).outcome()).isEqualTo(Outcome.PASSED);
    // TDX module 1.5.01: from zero, 48 times 0x11.
    assertThat(HexFormat.of().formatHex(extended)).startsWith("c7304e0aec48bbbc703c099b425485b7");
  }

  @Test
  void reportDataIsComparedWhenGiven() {
    Verification result =
        new Verifier(Request.standard().withReportData(SampleModule.reportData()))
            .verify(new Forge().build());
    assertVerifies(result);
    assertThat(result.step(CheckStep.REPORT_DATA).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void policyThatDescribesTheQuoteIsMet() {
    Policy standard = Policy.standard();
    Map<Field, List<String>> expected = new java.util.EnumMap<>(Field.class);
    new Forge()
        .fields.forEach(
            (field, value) -> {
              if (field.part() == Part.TD && field.form() == Field.Form.DIGEST) {
                expected.put(field, List.of("ff".repeat(48), Hex.of(value)));
              }
            });
    Policy policy =
        new Policy(
            true,
            standard.algorithms(),
            standard.profiles(),
            Optional.of(TrustDomain.MODEL),
            false,
            true,
            false,
            new Policy.Module(
                "00".repeat(8),
                List.of("00".repeat(48)),
                List.of("21".repeat(48)),
                OptionalInt.empty()),
            new Policy.Tcb(List.of(99, 99, 2), Map.of("TDX_01", 5)),
            new Policy.Td(
                false, false, Policy.KNOWN_ATTRIBUTES, Policy.ALLOWED_XFAM, expected, List.of()),
            new Policy.Keys(0, 1, Set.of("00"), new HashSet<>(List.of(ueid()))));
    Verification result =
        new Verifier(Request.standard().withPolicy(policy)).verify(new Forge().build());
    assertVerifies(result);
    assertThat(result.with(Outcome.NOT_ASKED))
        .containsExactly(CheckStep.REVOCATION, CheckStep.REPORT_DATA);
  }

  private static String ueid() {
    return Hex.of(KeyDerivation.ueid(KeyDerivation.uniqueDeviceSecret(Seeds.standard())));
  }

  @Test
  void debugModuleVerifiesOnlyWhereThePolicyAllowsIt() {
    ModuleIdentity first = SampleModule.first();
    ModuleIdentity debug =
        new ModuleIdentity(
            first.version(),
            first.mrSeam(),
            first.mrSignerSeam(),
            first.seamAttributes(),
            first.teeTcbSvn(),
            first.teeTcbSvn2(),
            first.features(),
            true);
    byte[] quote = new Forge(debug).build();
    assertThat(verify(quote).failed()).containsExactly(CheckStep.LAYER_FLAGS);
    Policy standard = Policy.standard();
    Policy allowed =
        new Policy(
            true,
            standard.algorithms(),
            standard.profiles(),
            Optional.empty(),
            false,
            false,
            false,
            standard.module(),
            standard.tcb(),
            standard.td(),
            new Policy.Keys(TcbInfo.DEBUG, 0, Set.of(), Set.of()));
    assertVerifies(new Verifier(Request.standard().withPolicy(allowed)).verify(quote));
  }

  @Test
  void revocationListsThatAreCurrentAreEnough() {
    Forge forge = new Forge();
    Verification result =
        new Verifier(
                Request.standard()
                    .withRevocationLists(
                        CertificateDefects.lists(forge, -1, Request.DEFAULT_TIME.plusSeconds(1))))
            .verify(forge.build());
    assertVerifies(result);
    assertThat(result.step(CheckStep.REVOCATION).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void laxPolicyWarnsOfWhatIsUnknown() {
    Forge forge = new Forge().claim(-202, Cbor.integer(1));
    Verification result =
        new Verifier(Request.standard().withPolicy(Policy.standard().withStrict(false)))
            .verify(forge.build());
    assertVerifies(result);
    assertThat(result.with(Outcome.WARNED)).contains(CheckStep.UNKNOWN_ITEMS);
    assertThat(result.step(CheckStep.UNKNOWN_ITEMS).findings().get(0).message())
        .isEqualTo("claim -202 has no known meaning");
  }

  @Test
  void laxPolicyWarnsOfSurplusEvidence() {
    Forge forge = new Forge();
    com.authlete.cbor.CBORItem values = Cbor.map(forge.values(Part.SERVICE_TD, "0"));
    com.authlete.cbor.CBORItem measurement = Cbor.map(Cbor.entry(1, values));
    forge.evidence(
        Part.SERVICE_TD,
        "0",
        Cbor.map(
            Cbor.entry(
                0,
                Cbor.map(
                    Cbor.entry(
                        0,
                        Cbor.array(
                            Cbor.array(Cbor.map(), Cbor.array(measurement, measurement))))))));
    Verification result =
        new Verifier(Request.standard().withPolicy(Policy.standard().withStrict(false)))
            .verify(forge.build());
    assertVerifies(result);
    assertThat(result.with(Outcome.WARNED)).contains(CheckStep.EVIDENCE, CheckStep.EVIDENCE_CLASS);
  }

  @Test
  void allAppraisalFailuresAreCollected() {
    Forge forge = new Forge();
    forge.fields.put(Field.TD_ATTRIBUTES, KeyDerivation.littleEndian(1));
    forge.fields.put(Field.XFAM, KeyDerivation.littleEndian(0));
    forge.fields.put(Field.SERVTD_HASH, SampleModule.filled(1, 48));
    Verification result =
        new Verifier(Request.standard().withReportData(new byte[64])).verify(forge.build());
    assertThat(result.failed())
        .containsExactly(
            CheckStep.REPORT_DATA,
            CheckStep.TD_ATTRIBUTES,
            CheckStep.TD_XFAM,
            CheckStep.SERVICE_TD);
    assertThat(result.first().orElseThrow().code()).isEqualTo(Code.E_REPORTDATA_MISMATCH);
  }

  @Test
  void chainUnderIntelsRootWithLayersOfItsOwnIsUndecided() {
    Forge forge =
        new Forge()
            .edit(Forge.LOADER, d -> d.drop(DiceOids.TCB_INFO))
            .edit(Forge.LEAF, d -> d.drop(Extension.extendedKeyUsage))
            .claim(265, Cbor.bytes(DiceOids.contents(DiceOids.INTEL_PROFILE)));
    TrustAnchor intel = new TrustAnchor(TrustAnchor.standard().certificate(), TrustDomain.INTEL);
    Verification result =
        new Verifier(Request.standard().withAnchors(List.of(intel))).verify(forge.build());
    assertThat(result.verdict()).isEqualTo(QuoteVerdict.UNDECIDED);
    assertThat(result.failed()).isEmpty();
    assertThat(result.with(Outcome.UNDECIDED))
        .containsExactly(CheckStep.KEY_PURPOSES, CheckStep.TCB_INFO);
  }

  @Test
  void rootsAreToldByKindAndNotByTheQuote() {
    assertThat(TrustAnchor.standard().domain()).isEqualTo(TrustDomain.MODEL);
    assertThat(EnvelopeDefects.otherRoot().domain()).isEqualTo(TrustDomain.MODEL);
  }

  @Test
  void timeIsAnInput() {
    Request farAhead = Request.standard().withTime(Instant.parse("9999-12-31T23:59:59Z"));
    assertVerifies(new Verifier(farAhead).verify(new Forge().build()));
  }

  /** Protected header, claims, signature and every certificate, a byte at a time. */
  @Test
  void noSignedByteOfAQuoteMayChange() {
    byte[] quote = new Forge().build();
    Envelope envelope = QuoteParserTests.parsed(quote).envelope();
    List<CborItem.Bytes> signed =
        new ArrayList<>(
            List.of(envelope.protectedBytes(), envelope.payload(), envelope.signature()));
    CborItem.Array chain = (CborItem.Array) envelope.unprotected().get(33).orElseThrow();
    chain.items().forEach(item -> signed.add((CborItem.Bytes) item));
    Verifier verifier = new Verifier(Request.standard());
    for (CborItem.Bytes range : signed) {
      for (int i = range.start(); i < range.start() + range.length(); i += 37) {
        byte[] changed = quote.clone();
        changed[i] ^= (byte) (1 << (i % 8));
        assertThat(verifier.verify(changed).verdict())
            .as("byte %d", i)
            .isNotEqualTo(QuoteVerdict.VERIFIES);
      }
    }
  }
}
