package org.seamreplay.dice.cert;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** The keys of certificates and what they signed. */
public final class CertificateKeys {
  private CertificateKeys() {}

  /**
   * A certificate's key.
   *
   * @throws IllegalArgumentException if it is not a point on the named curve P-384, saying what it
   *     is
   */
  public static ECPublicKeyParameters key(Certificate certificate) {
    SubjectPublicKeyInfo info = certificate.holder().getSubjectPublicKeyInfo();
    ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
    if (!algorithm.equals(DiceOids.EC_PUBLIC_KEY)) {
      throw new IllegalArgumentException("a key of algorithm " + algorithm);
    }
    if (!DiceOids.SECP384R1.equals(info.getAlgorithm().getParameters())) {
      throw new IllegalArgumentException("a key that is not on the named curve P-384");
    }
    try {
      byte[] point = info.getPublicKeyData().getOctets();
      // Decoding refuses a point that is not on the curve; the constructor refuses infinity.
      return new ECPublicKeyParameters(P384.CURVE.getCurve().decodePoint(point), P384.CURVE);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("a key that is no point on P-384", e);
    }
  }

  /** Whether a certificate's signature is the issuer's. */
  public static boolean signedBy(Certificate certificate, ECPublicKeyParameters issuer) {
    try {
      byte[] signed =
          certificate.holder().toASN1Structure().getTBSCertificate().getEncoded(ASN1Encoding.DER);
      return verifies(issuer, signed, certificate.signature());
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a DER signature of SHA-384 over a message is right. */
  public static boolean verifies(ECPublicKeyParameters key, byte[] message, byte[] signature) {
    try {
      BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(P384.CURVE.getN(), signature);
      return Es384.verifies(key, P384.sha384(message), rs[0], rs[1]);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
