package org.seamreplay.dice.cert;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.BigIntegers;
import org.seamreplay.dice.cbor.Hex;

/**
 * A certificate with everything that verification asks for decoded once. Only what can be decoded
 * becomes one, so that later steps cannot stumble over a stranger's bytes.
 */
public final class Certificate {
  private final X509CertificateHolder holder;
  private final byte[] der;
  private final OptionalInt offset;
  private final byte[] subject;
  private final byte[] issuer;
  private final Optional<byte[]> keyId;
  private final Optional<byte[]> issuerKeyId;
  private final Optional<BasicConstraints> constraints;
  private final Optional<KeyUsage> usage;
  private final Set<String> purposes = new TreeSet<>();
  private final Set<String> critical = new TreeSet<>();
  private final Extensions extensions;
  private final String name;
  private final String issuerName;
  private final Optional<String> subjectSerial;
  private final byte[] signature;
  private final Instant notBefore;
  private final Instant notAfter;

  private Certificate(byte[] der, OptionalInt offset) throws IOException {
    this.der = der;
    this.offset = offset;
    DerNesting.require(der);
    holder = new X509CertificateHolder(der);
    if (!Arrays.equals(holder.toASN1Structure().getEncoded(ASN1Encoding.DER), der)) {
      throw new IllegalArgumentException("its encoding is not DER");
    }
    subject = holder.getSubject().getEncoded(ASN1Encoding.DER);
    issuer = holder.getIssuer().getEncoded(ASN1Encoding.DER);
    extensions = holder.getExtensions();
    keyId =
        value(Extension.subjectKeyIdentifier)
            .map(e -> SubjectKeyIdentifier.getInstance(e.getParsedValue()).getKeyIdentifier());
    issuerKeyId =
        value(Extension.authorityKeyIdentifier)
            .map(e -> AuthorityKeyIdentifier.getInstance(e.getParsedValue()))
            .map(AuthorityKeyIdentifier::getKeyIdentifierOctets);
    constraints =
        value(Extension.basicConstraints)
            .map(e -> BasicConstraints.getInstance(e.getParsedValue()));
    usage = value(Extension.keyUsage).map(e -> KeyUsage.getInstance(e.getParsedValue()));
    value(Extension.extendedKeyUsage)
        .map(e -> ExtendedKeyUsage.getInstance(e.getParsedValue()))
        .ifPresent(
            all -> {
              for (KeyPurposeId purpose : all.getUsages()) {
                purposes.add(purpose.getId());
              }
            });
    value(Extension.certificatePolicies)
        .map(e -> CertificatePolicies.getInstance(e.getParsedValue()))
        .ifPresent(
            all -> {
              for (PolicyInformation policy : all.getPolicyInformation()) {
                purposes.add(policy.getPolicyIdentifier().getId());
              }
            });
    if (extensions != null) {
      for (ASN1ObjectIdentifier oid : extensions.getCriticalExtensionOIDs()) {
        critical.add(oid.getId());
      }
    }
    name = Hex.printable(commonName(holder.getSubject()));
    issuerName = Hex.printable(commonName(holder.getIssuer()));
    subjectSerial = serialNumber(holder.getSubject());
    signature = holder.getSignature();
    notBefore = holder.getNotBefore().toInstant();
    notAfter = holder.getNotAfter().toInstant();
  }

  /**
   * Reads one certificate.
   *
   * @param offset where it was in the input, if it was
   * @throws IllegalArgumentException if it is not exactly one certificate in DER
   */
  public static Certificate parse(byte[] der, OptionalInt offset) {
    try {
      return new Certificate(der, offset);
    } catch (IOException | RuntimeException e) {
      // The library answers broken DER with many kinds of exceptions.
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IllegalArgumentException(Hex.printable(reason), e);
    }
  }

  public static Certificate of(TrustAnchor anchor) {
    try {
      return parse(anchor.certificate().getEncoded(), OptionalInt.empty());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Optional<Extension> value(ASN1ObjectIdentifier oid) {
    Optional<Extension> found = Optional.ofNullable(extensions).map(all -> all.getExtension(oid));
    found.ifPresent(extension -> DerNesting.require(extension.getExtnValue().getOctets()));
    return found;
  }

  public X509CertificateHolder holder() {
    return holder;
  }

  public byte[] der() {
    return der;
  }

  public OptionalInt offset() {
    return offset;
  }

  public X500Name subjectName() {
    return holder.getSubject();
  }

  /** The subject as one line of printable characters. */
  public String name() {
    return name;
  }

  /** The issuer as one line of printable characters. */
  public String issuerName() {
    return issuerName;
  }

  private static String commonName(X500Name name) {
    return Arrays.stream(name.getRDNs(BCStyle.CN))
        .findFirst()
        .map(rdn -> IETFUtils.valueToString(rdn.getFirst().getValue()))
        .orElseGet(name::toString);
  }

  /** The subject's serialNumber attribute. */
  public Optional<String> subjectSerial() {
    return subjectSerial;
  }

  private static Optional<String> serialNumber(X500Name name) {
    return Arrays.stream(name.getRDNs(BCStyle.SERIALNUMBER))
        .findFirst()
        .map(rdn -> IETFUtils.valueToString(rdn.getFirst().getValue()));
  }

  public int version() {
    return holder.getVersionNumber();
  }

  public BigInteger serial() {
    return holder.getSerialNumber();
  }

  public Instant notBefore() {
    return notBefore;
  }

  public Instant notAfter() {
    return notAfter;
  }

  /** Subject key identifier. */
  public Optional<byte[]> keyId() {
    return keyId;
  }

  /** Authority key identifier. */
  public Optional<byte[]> issuerKeyId() {
    return issuerKeyId;
  }

  byte[] signature() {
    return signature;
  }

  public boolean authority() {
    return constraints.map(BasicConstraints::isCA).orElse(false);
  }

  public boolean constraintsCritical() {
    return critical.contains(Extension.basicConstraints.getId());
  }

  public Optional<BigInteger> pathLength() {
    return constraints.map(BasicConstraints::getPathLenConstraint);
  }

  /** Whether the key usage extension is there and has a bit. */
  public boolean hasUsage(int bit) {
    return usage.map(u -> u.hasUsages(bit)).orElse(false);
  }

  /** Key purposes and policies: implementations put DICE's in either. */
  public Set<String> purposes() {
    return purposes;
  }

  /** The critical extensions, by OID. */
  public Set<String> critical() {
    return critical;
  }

  /** The contents of an extension; a stranger's bytes. */
  Optional<byte[]> extension(ASN1ObjectIdentifier oid) {
    return Optional.ofNullable(extensions)
        .map(all -> all.getExtension(oid))
        .map(Extension::getExtnValue)
        .map(ASN1OctetString::getOctets);
  }

  public boolean selfIssued() {
    return Arrays.equals(subject, issuer);
  }

  /**
   * Whether this may have been issued by another: names, and key identifiers where both have one.
   */
  public boolean mayBeIssuedBy(Certificate other) {
    return namesIssuer(other) && keyIdsAgree(other);
  }

  public boolean namesIssuer(Certificate other) {
    return Arrays.equals(issuer, other.subject);
  }

  public boolean keyIdsAgree(Certificate other) {
    return issuerKeyId.isEmpty()
        || other.keyId.isEmpty()
        || Arrays.equals(issuerKeyId.get(), other.keyId.get());
  }

  /** What identifies it in deny lists: serial number and key identifier, in hex. */
  public List<String> ids() {
    List<String> ids = new ArrayList<>();
    ids.add(Hex.of(BigIntegers.asUnsignedByteArray(serial().abs())));
    keyId.ifPresent(id -> ids.add(Hex.of(id)));
    return ids;
  }
}
