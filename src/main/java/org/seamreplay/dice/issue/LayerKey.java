package org.seamreplay.dice.issue;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.seamreplay.dice.cert.DiceOids;

/** A P-384 key pair derived from a layer's secret, with its identifier. */
public final class LayerKey {
  /** The one curve of DICE quotes. */
  public static final ECNamedDomainParameters P384 =
      new ECNamedDomainParameters(DiceOids.SECP384R1, SECNamedCurves.getByOID(DiceOids.SECP384R1));

  private final ECPrivateKeyParameters privateKey;
  private final ECPublicKeyParameters publicKey;
  private final byte[] id;

  LayerKey(byte[] secret) {
    BigInteger d = KeyDerivation.privateKey(secret, P384.getN());
    ECPoint q = new FixedPointCombMultiplier().multiply(P384.getG(), d).normalize();
    privateKey = new ECPrivateKeyParameters(d, P384);
    publicKey = new ECPublicKeyParameters(q, P384);
    id = KeyDerivation.keyId(point());
  }

  public ECPrivateKeyParameters privateKey() {
    return privateKey;
  }

  /** X, then Y, 48 bytes each. */
  byte[] point() {
    ECPoint q = publicKey.getQ();
    return Arrays.concatenate(
        BigIntegers.asUnsignedByteArray(KeyDerivation.SIZE, q.getAffineXCoord().toBigInteger()),
        BigIntegers.asUnsignedByteArray(KeyDerivation.SIZE, q.getAffineYCoord().toBigInteger()));
  }

  /** 20 bytes. */
  byte[] id() {
    return id.clone();
  }

  SubjectPublicKeyInfo publicKeyInfo() {
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
