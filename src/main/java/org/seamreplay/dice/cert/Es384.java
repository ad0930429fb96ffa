package org.seamreplay.dice.cert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** ECDSA over P-384 with SHA-384, deterministic as in RFC 6979; s is not normalised. */
public final class Es384 {
  private Es384() {}

  /** Signs, giving r and s, 48 bytes each, as COSE wants it. */
  public static byte[] sign(ECPrivateKeyParameters key, byte[] message) {
    BigInteger[] rs = signature(key, message);
    return Arrays.concatenate(
        BigIntegers.asUnsignedByteArray(P384.SIZE, rs[0]),
        BigIntegers.asUnsignedByteArray(P384.SIZE, rs[1]));
  }

  /** Whether r and s, each 1 to n - 1, sign the hash under the key. */
  public static boolean verifies(
      ECPublicKeyParameters key, byte[] hash, BigInteger r, BigInteger s) {
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, key);
    return verifier.verifySignature(hash, r, s);
  }

  /** A signer of certificates: the signature is DER. */
  public static ContentSigner certificateSigner(ECPrivateKeyParameters key) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    return new ContentSigner() {
      @Override
      public AlgorithmIdentifier getAlgorithmIdentifier() {
        return new AlgorithmIdentifier(DiceOids.ECDSA_WITH_SHA384);
      }

      @Override
      public OutputStream getOutputStream() {
        return content;
      }

      @Override
      public byte[] getSignature() {
        BigInteger[] rs = signature(key, content.toByteArray());
        try {
          return StandardDSAEncoding.INSTANCE.encode(P384.CURVE.getN(), rs[0], rs[1]);
        } catch (IOException impossible) {
          throw new IllegalStateException(impossible);
        }
      }
    };
  }

  private static BigInteger[] signature(ECPrivateKeyParameters key, byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA384Digest()));
    signer.init(true, key);
    return signer.generateSignature(P384.sha384(message));
  }
}
