package org.seamreplay.dice.issue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.seamreplay.dice.cert.Es384;
import org.seamreplay.dice.cert.P384;

/** Signs a text with a given private key, as published test vectors do. */
final class EcdsaVector {
  private EcdsaVector() {}

  static byte[] sign(String privateKey, String message) {
    return Es384.sign(
        new ECPrivateKeyParameters(new BigInteger(privateKey, 16), P384.CURVE),
        message.getBytes(StandardCharsets.US_ASCII));
  }
}
