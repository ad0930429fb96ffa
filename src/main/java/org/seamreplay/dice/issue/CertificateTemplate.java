package org.seamreplay.dice.issue;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.Es384;
import org.seamreplay.dice.cert.TcbInfo;

/**
 * One certificate of the chain before it is signed.
 *
 * @param commonName subject's CN; the key's identifier follows as serialNumber
 * @param authority whether it may issue certificates
 * @param pathLength how many authorities may follow below; only for an authority, empty: any number
 * @param usage {@link KeyUsage} bits
 * @param purposes extended key usage; empty: no such extension
 * @param ueid the device's identifier, for layer 0
 * @param tcbInfo the layer's measurements
 */
public record CertificateTemplate(
    String commonName,
    boolean authority,
    Optional<Integer> pathLength,
    int usage,
    List<ASN1ObjectIdentifier> purposes,
    Optional<byte[]> ueid,
    Optional<TcbInfo> tcbInfo) {

  /** From when on every certificate of the model is valid. */
  static final Instant NOT_BEFORE = Instant.parse("2024-01-01T00:00:00Z");

  /** RFC 5280's way to say "no end". */
  static final Time NOT_AFTER = new Time(new ASN1GeneralizedTime("99991231235959Z"));

  /** A certificate authority without a layer of its own. */
  static CertificateTemplate authority(String commonName, int pathLength) {
    return new CertificateTemplate(
        commonName,
        true,
        Optional.of(pathLength),
        KeyUsage.keyCertSign | KeyUsage.cRLSign,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The subject's name for a key. */
  X500Name subject(LayerKey key) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.CN, new DERUTF8String(commonName))
        .addRDN(BCStyle.SERIALNUMBER, new DERPrintableString(HexFormat.of().formatHex(key.id())))
        .build();
  }

  /**
   * Signs the certificate.
   *
   * @param key the subject's key
   * @param issuer the issuer's template; this one if it is self-signed
   * @param issuerKey the issuer's key
   */
  X509CertificateHolder sign(LayerKey key, CertificateTemplate issuer, LayerKey issuerKey) {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer.subject(issuerKey),
            new BigInteger(1, key.id()),
            new Time(Date.from(NOT_BEFORE)),
            NOT_AFTER,
            subject(key),
            key.publicKeyInfo());
    try {
      ExtensionsGenerator extensions = extensions(key, issuerKey);
      for (ASN1ObjectIdentifier oid : extensions.generate().getExtensionOIDs()) {
        builder.addExtension(extensions.generate().getExtension(oid));
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return builder.build(Es384.certificateSigner(issuerKey.privateKey()));
  }

  /** The extensions in their order. */
  ExtensionsGenerator extensions(LayerKey key, LayerKey issuerKey) throws IOException {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(
        Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(issuerKey.id()));
    extensions.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(key.id()));
    extensions.addExtension(Extension.basicConstraints, true, constraints());
    extensions.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    if (!purposes.isEmpty()) {
      KeyPurposeId[] ids =
          purposes.stream().map(KeyPurposeId::getInstance).toArray(KeyPurposeId[]::new);
      extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(ids));
    }
    if (ueid.isPresent()) {
      extensions.addExtension(
          DiceOids.UEID, false, new DERSequence(new DEROctetString(ueid.get())));
    }
    if (tcbInfo.isPresent()) {
      extensions.addExtension(DiceOids.TCB_INFO, false, tcbInfo.get().toAsn1());
    }
    return extensions;
  }

  private ASN1Encodable constraints() {
    if (!authority) {
      return new DERSequence();
    }
    return pathLength.map(BasicConstraints::new).orElseGet(() -> new BasicConstraints(true));
  }
}
