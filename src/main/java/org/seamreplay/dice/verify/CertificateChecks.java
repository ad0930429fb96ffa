package org.seamreplay.dice.verify;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.Certificate;
import org.seamreplay.dice.cert.CertificateKeys;
import org.seamreplay.dice.cert.CertificatePath;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.TrustDomain;
import org.seamreplay.dice.quote.Envelope;

/** Steps 15 to 23: the path as RFC 5280 and the DICE profile want it. */
final class CertificateChecks {
  private static final int MAX_SERIAL = 20;

  /** Critical extensions that are acted upon here. */
  private static final Set<String> KNOWN_EXTENSIONS =
      Set.of(
          Extension.basicConstraints.getId(),
          Extension.keyUsage.getId(),
          Extension.extendedKeyUsage.getId(),
          Extension.certificatePolicies.getId(),
          Extension.subjectKeyIdentifier.getId(),
          Extension.authorityKeyIdentifier.getId(),
          DiceOids.TCB_INFO.getId(),
          DiceOids.MULTI_TCB_INFO.getId(),
          DiceOids.UEID.getId());

  private final CertificatePath path;
  private final Policy policy;
  private final Instant at;
  private final List<ECPublicKeyParameters> issuerKeys = new ArrayList<>();
  private ECPublicKeyParameters leafKey;

  CertificateChecks(CertificatePath path, Policy policy, Instant at) {
    this.path = path;
    this.policy = policy;
    this.at = at;
  }

  boolean run(Ledger ledger) {
    return ledger.judge(CheckStep.CERTIFICATE_FORM, each(this::form))
        && ledger.judge(CheckStep.CERTIFICATE_KEYS, keys())
        && ledger.judge(CheckStep.CERTIFICATE_SIGNATURES, signatures())
        && ledger.judge(CheckStep.VALIDITY, validity())
        && ledger.judge(CheckStep.AUTHORITIES, authorities())
        && ledger.judge(CheckStep.LEAF_USAGE, leafUsage())
        && purposes(ledger)
        && ledger.judge(CheckStep.KEY_IDENTIFIERS, identifiers())
        && ledger.judge(CheckStep.CRITICAL_EXTENSIONS, each(this::extensions));
  }

  /** The key that signs quotes; set once step 16 holds. */
  ECPublicKeyParameters leafKey() {
    return leafKey;
  }

  /** The key of the issuer of each certificate of the path; set once step 16 holds. */
  List<ECPublicKeyParameters> issuerKeys() {
    return issuerKeys;
  }

  private interface Check {
    Optional<QuoteFinding> of(Certificate certificate);
  }

  private Optional<QuoteFinding> each(Check check) {
    return path.certificates().stream().flatMap(c -> check.of(c).stream()).findFirst();
  }

  private Optional<QuoteFinding> form(Certificate certificate) {
    if (certificate.version() != 3) {
      return found(
          Code.E_CERT_PROFILE,
          certificate,
          "is of version %d, not 3".formatted(certificate.version()));
    }
    if (certificate.serial().signum() <= 0
        || certificate.serial().toByteArray().length > MAX_SERIAL) {
      return found(
          Code.E_CERT_PROFILE,
          certificate,
          "has a serial number that is not positive or above %d octets".formatted(MAX_SERIAL));
    }
    var structure = certificate.holder().toASN1Structure();
    if (!structure.getSignatureAlgorithm().equals(structure.getTBSCertificate().getSignature())) {
      return found(Code.E_CERT_PROFILE, certificate, "names two different signature algorithms");
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> keys() {
    for (int i = 0; i <= path.certificates().size(); i++) {
      Certificate certificate =
          i < path.certificates().size() ? path.certificates().get(i) : path.root();
      try {
        ECPublicKeyParameters key = CertificateKeys.key(certificate);
        if (i == 0) {
          leafKey = key;
        } else {
          issuerKeys.add(key);
        }
      } catch (IllegalArgumentException e) {
        return found(
            Code.E_CERT_KEY, certificate, "has %s; P-384 is due".formatted(e.getMessage()));
      }
    }
    return each(
        certificate -> {
          var algorithm = certificate.holder().getSignatureAlgorithm();
          if (algorithm.getAlgorithm().equals(DiceOids.ECDSA_WITH_SHA384)
              && algorithm.getParameters() == null) {
            return Optional.empty();
          }
          return found(
              Code.E_CERT_SIGALG,
              certificate,
              "is signed with %s, not ecdsa-with-SHA384".formatted(algorithm.getAlgorithm()));
        });
  }

  private Optional<QuoteFinding> signatures() {
    for (int i = 0; i < path.certificates().size(); i++) {
      Certificate certificate = path.certificates().get(i);
      if (!CertificateKeys.signedBy(certificate, issuerKeys.get(i))) {
        return found(
            Code.E_CERT_SIGNATURE,
            certificate,
            "is not signed by the key of \"%s\"".formatted(path.issuer(i).name()));
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> validity() {
    List<Certificate> all = new ArrayList<>(path.certificates());
    if (!policy.rootMayBeExpired()) {
      all.add(path.root());
    }
    for (Certificate certificate : all) {
      if (at.isBefore(certificate.notBefore())) {
        return found(
            Code.E_CERT_NOT_YET_VALID,
            certificate,
            "is valid from %s, verified at %s".formatted(certificate.notBefore(), at));
      }
      if (at.isAfter(certificate.notAfter())) {
        return found(
            Code.E_CERT_EXPIRED,
            certificate,
            "was valid until %s, verified at %s".formatted(certificate.notAfter(), at));
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> authorities() {
    int below = 0;
    for (int i = 0; i < path.certificates().size(); i++) {
      Certificate issuer = path.issuer(i);
      if (!issuer.authority() || !issuer.constraintsCritical()) {
        return found(
            Code.E_CERT_NOT_CA, issuer, "issues, but is no authority (critical basicConstraints)");
      }
      if (!issuer.hasUsage(KeyUsage.keyCertSign)) {
        return found(Code.E_KEYUSAGE, issuer, "issues, but its key usage has no keyCertSign");
      }
      if (issuer.pathLength().isPresent()
          && issuer.pathLength().get().compareTo(BigInteger.valueOf(below)) < 0) {
        return found(
            Code.E_PATHLEN,
            issuer,
            "allows %s authorities below it, there are %d"
                .formatted(issuer.pathLength().get(), below));
      }
      if (!issuer.selfIssued()) {
        below++;
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> leafUsage() {
    Certificate leaf = path.leaf();
    if (leaf.authority()) {
      return found(Code.E_LEAF_USAGE, leaf, "signs the quote, but is an authority");
    }
    if (!leaf.hasUsage(KeyUsage.digitalSignature) || leaf.hasUsage(KeyUsage.keyCertSign)) {
      return found(
          Code.E_LEAF_USAGE,
          leaf,
          "signs the quote, but its key usage is not digitalSignature without keyCertSign");
    }
    return Optional.empty();
  }

  /** Every authority but the vendor's at the top is a layer and so an embedded authority. */
  private boolean purposes(Ledger ledger) {
    Optional<QuoteFinding> missing = missing(path.leaf(), DiceOids.PURPOSE_ATTEST_LOC, "attestLoc");
    for (int i = 1; i + 1 < path.certificates().size() && missing.isEmpty(); i++) {
      missing = missing(path.certificates().get(i), DiceOids.PURPOSE_ECA, "eca");
    }
    if (missing.isEmpty() || (policy.strict() && path.anchor().domain() != TrustDomain.INTEL)) {
      return ledger.judge(CheckStep.KEY_PURPOSES, missing);
    }
    if (path.anchor().domain() == TrustDomain.INTEL) {
      ledger.undecided(CheckStep.KEY_PURPOSES, missing.stream().toList());
    } else {
      ledger.warn(CheckStep.KEY_PURPOSES, missing.stream().toList());
    }
    return true;
  }

  private static Optional<QuoteFinding> missing(
      Certificate certificate, ASN1ObjectIdentifier purpose, String name) {
    return certificate.purposes().contains(purpose.getId())
        ? Optional.empty()
        : found(
            Code.E_KEY_PURPOSE,
            certificate,
            "lacks the key purpose %s (%s)".formatted(name, purpose));
  }

  private Optional<QuoteFinding> identifiers() {
    for (int i = 0; i < path.certificates().size(); i++) {
      Certificate certificate = path.certificates().get(i);
      if (!certificate.keyIdsAgree(path.issuer(i))) {
        return found(
            Code.E_CERT_IDENT,
            certificate,
            "names %s as its issuer's key, \"%s\" has %s"
                .formatted(
                    Hex.brief(certificate.issuerKeyId().orElseThrow()),
                    path.issuer(i).name(),
                    Hex.brief(path.issuer(i).keyId().orElseThrow())));
      }
      if (path.anchor().domain() == TrustDomain.MODEL
          && !certificate.subjectSerial().equals(certificate.keyId().map(Hex::of))) {
        return found(
            Code.E_CERT_IDENT,
            certificate,
            "has another serialNumber in its name than its key identifier");
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> extensions(Certificate certificate) {
    Set<String> unknown = new TreeSet<>(certificate.critical());
    unknown.removeAll(KNOWN_EXTENSIONS);
    return unknown.isEmpty()
        ? Optional.empty()
        : found(
            Code.E_CERT_CRITICAL_EXT,
            certificate,
            "has the critical extension %s, which is not understood"
                .formatted(unknown.iterator().next()));
  }

  /** Step 25. */
  static Optional<QuoteFinding> keyId(Envelope envelope, Certificate leaf) {
    Optional<CborItem> kid = PathBuilder.header(envelope, Labels.HEADER_KEY_ID);
    if (kid.isEmpty()
        || (kid.get() instanceof CborItem.Bytes bytes
            && leaf.keyId().map(id -> Arrays.equals(id, bytes.copy())).orElse(false))) {
      return Optional.empty();
    }
    String given =
        kid.get() instanceof CborItem.Bytes bytes ? Hex.brief(bytes.copy()) : kid.get().kind();
    return Optional.of(
        QuoteFinding.at(
            Code.E_KID_MISMATCH,
            kid.get().offset(),
            "kid is %s, the leaf's key identifier is %s"
                .formatted(given, leaf.keyId().map(Hex::brief).orElse("missing"))));
  }

  private static Optional<QuoteFinding> found(Code code, Certificate certificate, String message) {
    return Optional.of(
        new QuoteFinding(
            code, certificate.offset(), "\"%s\" %s".formatted(certificate.name(), message)));
  }
}
