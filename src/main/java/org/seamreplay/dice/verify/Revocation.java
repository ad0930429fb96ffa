package org.seamreplay.dice.verify;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.Certificate;
import org.seamreplay.dice.cert.CertificateKeys;
import org.seamreplay.dice.cert.CertificatePath;

/** Step 24: revocation lists, if the caller gave any or asks for them. */
final class Revocation {
  private final CertificatePath path;
  private final List<ECPublicKeyParameters> issuerKeys;
  private final List<X509CRLHolder> lists;
  private final Instant at;

  Revocation(
      CertificatePath path,
      List<ECPublicKeyParameters> issuerKeys,
      List<X509CRLHolder> lists,
      Instant at) {
    this.path = path;
    this.issuerKeys = issuerKeys;
    this.lists = lists;
    this.at = at;
  }

  boolean run(Ledger ledger, boolean required) {
    if (lists.isEmpty() && !required) {
      ledger.notAsked(CheckStep.REVOCATION, "no revocation lists were given");
      return true;
    }
    List<QuoteFinding> open = new ArrayList<>();
    for (int i = 0; i < path.certificates().size(); i++) {
      Certificate certificate = path.certificates().get(i);
      Optional<X509CRLHolder> list = list(i);
      if (list.isEmpty()) {
        open.add(
            found(
                Code.E_CRL_MISSING,
                certificate,
                "no revocation list signed by \"%s\" was given".formatted(path.issuer(i).name())));
        continue;
      }
      if (list.get().getRevokedCertificate(certificate.serial()) != null) {
        return ledger.judge(
            CheckStep.REVOCATION,
            List.of(found(Code.E_CERT_REVOKED, certificate, "was revoked by its issuer")));
      }
      if (!current(list.get())) {
        open.add(
            found(
                Code.E_CRL_STALE,
                certificate,
                "the revocation list of \"%s\" is not for %s"
                    .formatted(path.issuer(i).name(), at)));
      }
    }
    if (open.isEmpty()) {
      return ledger.judge(CheckStep.REVOCATION, List.of());
    }
    ledger.undecided(CheckStep.REVOCATION, open);
    return true;
  }

  private boolean current(X509CRLHolder list) {
    return !at.isBefore(list.getThisUpdate().toInstant())
        && list.getNextUpdate() != null
        && !at.isAfter(list.getNextUpdate().toInstant());
  }

  /** The list that the issuer of a certificate signed. */
  private Optional<X509CRLHolder> list(int index) {
    Certificate issuer = path.issuer(index);
    for (X509CRLHolder list : lists) {
      try {
        byte[] signed = list.toASN1Structure().getTBSCertList().getEncoded(ASN1Encoding.DER);
        if (Arrays.equals(
                list.getIssuer().getEncoded(ASN1Encoding.DER),
                issuer.subjectName().getEncoded(ASN1Encoding.DER))
            && CertificateKeys.verifies(
                issuerKeys.get(index), signed, list.toASN1Structure().getSignature().getOctets())) {
          return Optional.of(list);
        }
      } catch (IOException e) {
        // A list that cannot be encoded again is none.
      }
    }
    return Optional.empty();
  }

  private static QuoteFinding found(Code code, Certificate certificate, String message) {
    return new QuoteFinding(
        code, certificate.offset(), "\"%s\": %s".formatted(certificate.name(), message));
  }
}
