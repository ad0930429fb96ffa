package org.seamreplay.dice.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cbor.Limits;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.Certificate;
import org.seamreplay.dice.cert.CertificatePath;
import org.seamreplay.dice.cert.TrustAnchor;
import org.seamreplay.dice.quote.Envelope;
import org.seamreplay.dice.quote.QuoteShape;

/** Steps 12 to 14: from the header's certificates to a path under a root of the caller's. */
public final class PathBuilder {
  private static final int MAX_CERTIFICATES = 16;

  private final Envelope envelope;
  private final List<TrustAnchor> anchors;
  private final Limits limits;
  private boolean ordered;
  private List<Certificate> given = List.of();
  private Optional<CertificatePath> path = Optional.empty();

  public PathBuilder(Envelope envelope, List<TrustAnchor> anchors, Limits limits) {
    this.envelope = envelope;
    this.anchors = anchors;
    this.limits = limits;
  }

  /** The path, once all three steps hold. */
  Optional<CertificatePath> path() {
    return path;
  }

  /** The certificates as the quote has them, as far as they can be read. */
  public List<Certificate> given() {
    return given;
  }

  boolean run(Ledger ledger) {
    if (!ledger.judge(CheckStep.CERTIFICATES, read())) {
      return false;
    }
    List<Certificate> line = new ArrayList<>();
    return ledger.judge(CheckStep.CHAIN_ORDER, ordered ? requireOrder(line) : order(line))
        && ledger.judge(CheckStep.TRUST_ANCHOR, anchor(line));
  }

  /** A header parameter, protected or not. */
  public static Optional<CborItem> header(Envelope envelope, long label) {
    Optional<CborItem> item = envelope.unprotected().get(label);
    return item.isPresent() || !(envelope.protectedHeader() instanceof CborItem.Map map)
        ? item
        : map.get(label);
  }

  /** Reads the certificates; what is wrong with them, if anything is. */
  public Optional<QuoteFinding> read() {
    Optional<CborItem> chain = header(envelope, QuoteShape.Certificates.CHAIN.label());
    Optional<CborItem> bag = header(envelope, QuoteShape.Certificates.BAG.label());
    if (chain.isPresent() && bag.isPresent()) {
      return found(
          Code.E_CERTS_COUNT, bag.get(), "certificates in both headers, 32 and 33; one is allowed");
    }
    Optional<CborItem> header = chain.or(() -> bag);
    if (header.isEmpty()) {
      return found(
          Code.E_CERTS_MISSING,
          envelope.unprotected(),
          "no certificates in header 33 (x5chain) or 32 (x5bag)");
    }
    ordered = chain.isPresent();
    List<CborItem> items =
        header.get() instanceof CborItem.Array array ? array.items() : List.of(header.get());
    if (items.isEmpty() || items.size() > MAX_CERTIFICATES) {
      return found(
          Code.E_CERTS_COUNT,
          header.get(),
          "%d certificates, 1 to %d are allowed".formatted(items.size(), MAX_CERTIFICATES));
    }
    List<Certificate> certificates = new ArrayList<>();
    for (CborItem item : items) {
      if (!(item instanceof CborItem.Bytes bytes)) {
        return found(Code.E_CERT_DER, item, "%s where a certificate is due".formatted(item.kind()));
      }
      if (bytes.length() > limits.certificate()) {
        return found(
            Code.E_CERT_DER,
            bytes,
            "a certificate of %d bytes, %d are allowed"
                .formatted(bytes.length(), limits.certificate()));
      }
      try {
        certificates.add(Certificate.parse(bytes.copy(), OptionalInt.of(bytes.start())));
      } catch (IllegalArgumentException e) {
        return found(
            Code.E_CERT_DER,
            bytes,
            "certificate %d is not one in DER: %s".formatted(certificates.size(), e.getMessage()));
      }
      given = List.copyOf(certificates);
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> requireOrder(List<Certificate> line) {
    line.addAll(given);
    for (int i = 0; i + 1 < line.size(); i++) {
      if (!line.get(i).namesIssuer(line.get(i + 1))) {
        return found(
            Code.E_CHAIN_ORDER,
            line.get(i + 1),
            "\"%s\" follows \"%s\", whose issuer is \"%s\""
                .formatted(line.get(i + 1).name(), line.get(i).name(), line.get(i).issuerName()));
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> order(List<Certificate> line) {
    List<Certificate> leaves = given.stream().filter(c -> !c.authority()).toList();
    if (leaves.size() != 1) {
      leaves = given.stream().filter(this::isNamedByKeyId).toList();
    }
    if (leaves.size() != 1) {
      return found(
          Code.E_LEAF_AMBIGUOUS,
          given.get(0),
          "%d certificates of the bag could be the leaf".formatted(leaves.size()));
    }
    Certificate current = leaves.get(0);
    while (true) {
      line.add(current);
      Certificate subject = current;
      List<Certificate> issuers =
          given.stream().filter(c -> !line.contains(c) && subject.mayBeIssuedBy(c)).toList();
      if (issuers.isEmpty()) {
        return Optional.empty();
      }
      if (issuers.size() > 1) {
        return found(
            Code.E_CHAIN_ORDER,
            issuers.get(1),
            "%d certificates of the bag could have issued \"%s\""
                .formatted(issuers.size(), current.name()));
      }
      current = issuers.get(0);
    }
  }

  private boolean isNamedByKeyId(Certificate certificate) {
    return header(envelope, Labels.HEADER_KEY_ID)
        .filter(CborItem.Bytes.class::isInstance)
        .map(item -> ((CborItem.Bytes) item).copy())
        .filter(kid -> certificate.keyId().map(id -> Arrays.equals(id, kid)).orElse(false))
        .isPresent();
  }

  /** Finds where the path meets a root of the caller's; one inside the quote adds nothing. */
  private Optional<QuoteFinding> anchor(List<Certificate> line) {
    for (int i = 1; i < line.size(); i++) {
      for (TrustAnchor anchor : anchors) {
        Certificate root = Certificate.of(anchor);
        if (Arrays.equals(root.der(), line.get(i).der())) {
          path = Optional.of(new CertificatePath(List.copyOf(line.subList(0, i)), anchor, root));
          return Optional.empty();
        }
      }
    }
    Certificate last = line.get(line.size() - 1);
    for (TrustAnchor anchor : anchors) {
      Certificate root = Certificate.of(anchor);
      if (last.mayBeIssuedBy(root)) {
        path = Optional.of(new CertificatePath(List.copyOf(line), anchor, root));
        return Optional.empty();
      }
    }
    return found(
        Code.E_CHAIN_UNTRUSTED,
        last,
        "the path ends at \"%s\" issued by \"%s\", which is no trusted root"
            .formatted(last.name(), last.issuerName()));
  }

  private static Optional<QuoteFinding> found(Code code, CborItem item, String message) {
    return Optional.of(QuoteFinding.at(code, item.offset(), message));
  }

  private static Optional<QuoteFinding> found(Code code, Certificate certificate, String message) {
    return Optional.of(new QuoteFinding(code, certificate.offset(), message));
  }
}
