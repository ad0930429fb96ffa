package org.seamreplay.dice.verify;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.P384;
import org.seamreplay.dice.quote.Envelope;
import org.seamreplay.dice.quote.QuoteShape;
import org.seamreplay.text.Plural;

/** Steps 8 to 11: what COSE says of the headers and the signature's form. */
final class EnvelopeChecks {
  private static final int SIZE = P384.SIZE;

  /** Header parameters that are acted upon here. */
  private static final Set<Long> UNDERSTOOD =
      Set.of(
          Labels.HEADER_ALGORITHM,
          Labels.HEADER_CRITICAL,
          Labels.HEADER_CONTENT_TYPE,
          Labels.HEADER_KEY_ID,
          (long) QuoteShape.Certificates.BAG.label(),
          (long) QuoteShape.Certificates.CHAIN.label());

  private final Envelope envelope;
  private final Policy policy;

  EnvelopeChecks(Envelope envelope, Policy policy) {
    this.envelope = envelope;
    this.policy = policy;
  }

  boolean run(Ledger ledger) {
    return ledger.judge(CheckStep.PROTECTED_HEADER, protectedHeader())
        && ledger.judge(CheckStep.ALGORITHM, algorithm())
        && ledger.judge(CheckStep.CRITICAL_HEADERS, critical())
        && ledger.judge(CheckStep.SIGNATURE_FORM, signatureForm());
  }

  private CborItem.Map header() {
    return (CborItem.Map) envelope.protectedHeader();
  }

  private Optional<QuoteFinding> protectedHeader() {
    if (!(envelope.protectedHeader() instanceof CborItem.Map header)) {
      return found(
          Code.E_COSE_PROTECTED,
          envelope.protectedHeader(),
          "the protected header is %s, not a map".formatted(envelope.protectedHeader().kind()));
    }
    Optional<CborItem> algorithm = header.get(Labels.HEADER_ALGORITHM);
    if (algorithm.isEmpty()) {
      return found(
          Code.E_COSE_PROTECTED,
          envelope.protectedBytes(),
          "the protected header names no algorithm (label 1)");
    }
    if (!(algorithm.get() instanceof CborItem.Int)) {
      return found(
          Code.E_COSE_PROTECTED,
          algorithm.get(),
          "the algorithm is %s, not an integer".formatted(algorithm.get().kind()));
    }
    for (CborItem.Entry entry : header.entries()) {
      for (CborItem.Entry other : envelope.unprotected().entries()) {
        if (entry.name().equals(other.name())) {
          return found(
              Code.E_COSE_DUP_LABEL,
              other.key(),
              "label %s is in both headers".formatted(Hex.printable(other.name())));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> algorithm() {
    CborItem.Int algorithm = (CborItem.Int) header().get(Labels.HEADER_ALGORITHM).orElseThrow();
    if (policy.algorithms().contains(algorithm.value())) {
      return Optional.empty();
    }
    return found(
        Code.E_ALG_UNSUPPORTED,
        algorithm,
        "algorithm %d, but only %s (ES384 is -35) is accepted"
            .formatted(algorithm.value(), policy.algorithms()));
  }

  private Optional<QuoteFinding> critical() {
    Optional<CborItem> stray = envelope.unprotected().get(Labels.HEADER_CRITICAL);
    if (stray.isPresent()) {
      return found(Code.E_COSE_CRIT, stray.get(), "crit (label 2) is not protected");
    }
    Optional<CborItem> critical = header().get(Labels.HEADER_CRITICAL);
    if (critical.isEmpty()) {
      return Optional.empty();
    }
    if (!(critical.get() instanceof CborItem.Array labels) || labels.items().isEmpty()) {
      return found(Code.E_COSE_CRIT, critical.get(), "crit (label 2) is no list of labels");
    }
    for (CborItem label : labels.items()) {
      if (!(label instanceof CborItem.Int number)
          || !UNDERSTOOD.contains(number.value())
          || header().get(number.value()).isEmpty()) {
        return found(
            Code.E_COSE_CRIT,
            label,
            "critical header %s is not understood".formatted(label.kind()));
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> signatureForm() {
    CborItem.Bytes signature = envelope.signature();
    if (signature.length() != 2 * SIZE) {
      String hint =
          signature.length() > 2 * SIZE && signature.source()[signature.start()] == 0x30
              ? "; DER? COSE wants r and s side by side"
              : "";
      return found(
          Code.E_SIG_LENGTH,
          signature,
          "a signature of %s, ES384 has %d%s"
              .formatted(Plural.of(signature.length(), "byte"), 2 * SIZE, hint));
    }
    for (int half = 0; half < 2; half++) {
      BigInteger number = part(signature, half);
      if (number.signum() == 0 || number.compareTo(P384.CURVE.getN()) >= 0) {
        return found(
            Code.E_SIG_RANGE,
            signature,
            "%s is not between 1 and the curve's order".formatted(half == 0 ? "r" : "s"));
      }
    }
    return Optional.empty();
  }

  /** r (0) or s (1) of a signature of the right length. */
  static BigInteger part(CborItem.Bytes signature, int half) {
    int from = signature.start() + half * SIZE;
    return new BigInteger(1, Arrays.copyOfRange(signature.source(), from, from + SIZE));
  }

  private static Optional<QuoteFinding> found(Code code, CborItem item, String message) {
    return Optional.of(QuoteFinding.at(code, item.offset(), message));
  }
}
