package org.seamreplay.dice.verify;

import com.authlete.cbor.CBORItem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.io.DigestOutputStream;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.seamreplay.dice.cbor.Cbor;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.Es384;
import org.seamreplay.dice.quote.Envelope;

/** Step 26: the signature over the header and claims as they were received. */
final class QuoteSignature {
  private QuoteSignature() {}

  static Optional<QuoteFinding> check(Envelope envelope, ECPublicKeyParameters key) {
    if (Es384.verifies(
        key,
        hash(envelope),
        EnvelopeChecks.part(envelope.signature(), 0),
        EnvelopeChecks.part(envelope.signature(), 1))) {
      return Optional.empty();
    }
    return Optional.of(
        QuoteFinding.at(
            Code.E_QUOTE_SIGNATURE,
            envelope.signature().offset(),
            "the leaf's key did not sign these claims; claims, header or signature were changed"));
  }

  /** SHA-384 of the Sig_structure (RFC 9052 section 4.4), without a second copy of the claims. */
  private static byte[] hash(Envelope envelope) {
    DigestOutputStream digest = new DigestOutputStream(new SHA384Digest());
    try {
      Cbor.array(
              Cbor.text("Signature1"),
              new Received(envelope.protectedBytes()),
              Cbor.bytes(new byte[0]),
              new Received(envelope.payload()))
          .encode(digest);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return digest.getDigest();
  }

  /** A byte string of the input as an item to encode. */
  private static final class Received extends CBORItem {
    private final CborItem.Bytes bytes;

    private Received(CborItem.Bytes bytes) {
      this.bytes = bytes;
    }

    @Override
    public void encode(OutputStream out) throws IOException {
      encodeMajorWithNumber(out, 2, bytes.length());
      out.write(bytes.source(), bytes.start(), bytes.length());
    }

    @Override
    public Object parse() {
      return bytes.copy();
    }
  }
}
