package org.seamreplay.dice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import COSE.Attribute;
import COSE.HeaderKeys;
import COSE.MessageTag;
import COSE.OneKey;
import COSE.Sign1Message;
import com.upokecenter.cbor.CBORObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.dice.issue.DiceQuoter;
import org.seamreplay.dice.issue.EnvelopeDefects;
import org.seamreplay.dice.issue.SampleModule;
import org.seamreplay.dice.verify.Request;

/** What others make of our quotes: openssl, the JDK, and a COSE and CBOR implementation apart. */
class IndependentCheckTests {
  private static final byte[] QUOTE = SampleModule.quoter().quote(SampleModule.report());

  @TempDir private Path directory;

  private record Output(int status, String text) {}

  private Output openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, "openssl", ".txt");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "needs openssl on the path");
      throw e;
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Output(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
  }

  private Path write(String name, byte[] contents) throws IOException {
    return Files.write(directory.resolve(name), contents);
  }

  @Test
  void opensslVerifiesTheChain() throws Exception {
    DiceQuoter quoter = SampleModule.quoter();
    List<byte[]> chain = quoter.certificates();
    StringBuilder untrusted = new StringBuilder();
    for (byte[] certificate : chain.subList(1, chain.size())) {
      untrusted.append(org.seamreplay.dice.cert.TrustAnchor.pem(certificate));
    }
    Path root = write("root.pem", quoter.root().pem().getBytes(StandardCharsets.US_ASCII));
    Path middle = write("chain.pem", untrusted.toString().getBytes(StandardCharsets.US_ASCII));
    Path leaf =
        write(
            "leaf.pem",
            org.seamreplay.dice.cert.TrustAnchor.pem(chain.get(0))
                .getBytes(StandardCharsets.US_ASCII));
    String at = Long.toString(Request.DEFAULT_TIME.getEpochSecond());

    Output good =
        openssl(
            "verify",
            "-x509_strict",
            "-check_ss_sig",
            "-attime",
            at,
            "-CAfile",
            root.toString(),
            "-untrusted",
            middle.toString(),
            leaf.toString());
    assertThat(good.text()).endsWith("leaf.pem: OK\n");
    assertThat(good.status()).isZero();

    Path other =
        write("other.pem", EnvelopeDefects.otherRoot().pem().getBytes(StandardCharsets.US_ASCII));
    Output bad =
        openssl(
            "verify",
            "-attime",
            at,
            "-CAfile",
            other.toString(),
            "-untrusted",
            middle.toString(),
            leaf.toString());
    assertThat(bad.status()).isNotZero();
  }

  @Test
  void opensslReadsTcbInfo() throws Exception {
    Path module = write("module.der", SampleModule.quoter().certificates().get(1));
    String outer = openssl("asn1parse", "-inform", "DER", "-in", module.toString()).text();
    // The extension's OID has no name in openssl; its value is in the octet string that follows.
    List<String> lines = outer.lines().toList();
    String offset = null;
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).contains("2.23.133.5.4.1")) {
        offset = lines.get(i + 1).substring(0, lines.get(i + 1).indexOf(':')).strip();
      }
    }
    assertThat(offset).isNotNull();

    Output inner =
        openssl("asn1parse", "-inform", "DER", "-in", module.toString(), "-strparse", offset);
    assertThat(inner.status()).isZero();
    List<String> fields =
        inner.text().lines().filter(line -> line.contains("d=1 ")).map(String::strip).toList();
    assertThat(fields).hasSize(10);
    assertThat(fields).anyMatch(line -> line.matches(".*prim: cont \\[ 3 \\].*"));
    assertThat(fields).anyMatch(line -> line.matches(".*cons: cont \\[ 6 \\].*"));
    // 48 bytes of 0x21, which openssl prints as text.
    assertThat(inner.text()).contains(":sha384", ":" + "!".repeat(48));
  }

  @Test
  void jdkValidatesThePath() throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> path = new ArrayList<>();
    for (byte[] der : SampleModule.quoter().certificates()) {
      path.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
    }
    X509Certificate root =
        (X509Certificate)
            factory.generateCertificate(
                new ByteArrayInputStream(SampleModule.quoter().root().certificate().getEncoded()));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(Request.DEFAULT_TIME));
    CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(path), parameters);
  }

  @Test
  void anotherCoseImplementationVerifiesTheSignature() throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    CBORObject tagged = CBORObject.DecodeFromBytes(QUOTE);
    assertThat(tagged.HasMostOuterTag(61)).isTrue();
    byte[] cose = tagged.UntagOne().EncodeToBytes();

    Sign1Message message = (Sign1Message) Sign1Message.DecodeFromBytes(cose, MessageTag.Sign1);
    assertThat(message.findAttribute(HeaderKeys.Algorithm, Attribute.PROTECTED).AsInt32Value())
        .isEqualTo(-35);
    byte[] leaf =
        message
            .findAttribute(CBORObject.FromObject(33), Attribute.UNPROTECTED)
            .get(0)
            .GetByteString();
    X509Certificate certificate =
        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(leaf));
    assertThat(message.validate(new OneKey(certificate.getPublicKey(), null))).isTrue();

    byte[] changed = QUOTE.clone();
    changed[changed.length - 99] ^= 1;
    Sign1Message forged =
        (Sign1Message)
            Sign1Message.DecodeFromBytes(
                CBORObject.DecodeFromBytes(changed).UntagOne().EncodeToBytes(), MessageTag.Sign1);
    assertThat(forged.validate(new OneKey(certificate.getPublicKey(), null))).isFalse();
  }

  @Test
  void anotherCborImplementationEncodesTheSameBytes() {
    assertThat(CBORObject.DecodeFromBytes(QUOTE).EncodeToBytes()).isEqualTo(QUOTE);
    CBORObject claims = claims();
    assertThat(claims.get(CBORObject.FromObject(-212)).GetByteString())
        .isEqualTo(SampleModule.reportData());
    CBORObject td =
        claims.get(CBORObject.FromObject(-11)).get("2.16.840.1.113741.1.13.2.4.0").get("0");
    assertThat(td.HasMostOuterTag(571)).isTrue();
    CBORObject values =
        CBORObject.DecodeFromBytes(td.UntagOne().GetByteString())
            .get(CBORObject.FromObject(0))
            .get(CBORObject.FromObject(0))
            .get(0)
            .get(1)
            .get(0)
            .get(CBORObject.FromObject(1));
    assertThat(values.get(CBORObject.FromObject(-83)).get(1).GetByteString())
        .isEqualTo(SampleModule.filled(0x31, 48));
  }

  private static CBORObject claims() {
    return CBORObject.DecodeFromBytes(
        CBORObject.DecodeFromBytes(QUOTE).Untag().get(2).GetByteString());
  }
}
