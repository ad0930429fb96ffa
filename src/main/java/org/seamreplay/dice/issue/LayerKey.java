package org.seamreplay.dice.issue;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.seamreplay.dice.cert.P384;

/** A P-384 key pair derived from a layer's secret, with its identifier. */
public final class LayerKey {
  private final ECPrivateKeyParameters privateKey;
  private final ECPublicKeyParameters publicKey;
  private final byte[] id;

  LayerKey(byte[] secret) {
    BigInteger d = KeyDerivation.privateKey(secret, P384.CURVE.getN());
    ECPoint q = new FixedPointCombMultiplier().multiply(P384.CURVE.getG(), d).normalize();
    privateKey = new ECPrivateKeyParameters(d, P384.CURVE);
    publicKey = new ECPublicKeyParameters(q, P384.CURVE);
    id = KeyDerivation.keyId(point());
  }

  public ECPrivateKeyParameters privateKey() {
    return privateKey;
  }

  /** X, then Y, 48 bytes each. */
  byte[] point() {
    ECPoint q = publicKey.getQ();
    return Arrays.concatenate(
        BigIntegers.asUnsignedByteArray(P384.SIZE, q.getAffineXCoord().toBigInteger()),
        BigIntegers.asUnsignedByteArray(P384.SIZE, q.getAffineYCoord().toBigInteger()));
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
