package org.seamreplay.dice.cert;

import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;

/** The one curve of DICE quotes and the digest that goes with it. */
public final class P384 {
  public static final ECNamedDomainParameters CURVE =
      new ECNamedDomainParameters(DiceOids.SECP384R1, SECNamedCurves.getByOID(DiceOids.SECP384R1));

  /** Length of SHA-384 digests and of coordinates in bytes. */
  public static final int SIZE = 48;

  private P384() {}

  /** SHA-384 over the parts, one after the other. */
  public static byte[] sha384(byte[]... parts) {
    SHA384Digest digest = new SHA384Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] out = new byte[SIZE];
    digest.doFinal(out, 0);
    return out;
  }
}
