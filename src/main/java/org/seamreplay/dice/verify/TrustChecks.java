package org.seamreplay.dice.verify;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.Certificate;
import org.seamreplay.dice.cert.CertificatePath;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.Layer;
import org.seamreplay.dice.cert.TcbInfo;
import org.seamreplay.dice.cert.TrustDomain;
import org.seamreplay.dice.quote.QuoteClaims;

/** Steps 40, 41 and 52 to 55: freshness, keys and devices, and what kind of trust it all is. */
final class TrustChecks {
  private static final Map<String, TrustDomain> PROFILE_DOMAINS =
      Map.of(
          DiceOids.MODEL_PROFILE.getId(), TrustDomain.MODEL,
          DiceOids.INTEL_PROFILE.getId(), TrustDomain.INTEL);

  private final CertificatePath path;
  private final QuoteClaims claims;
  private final List<Layer> layers;
  private final Request request;

  TrustChecks(CertificatePath path, QuoteClaims claims, List<Layer> layers, Request request) {
    this.path = path;
    this.claims = claims;
    this.layers = layers;
    this.request = request;
  }

  void freshness(Ledger ledger) {
    QuoteClaims.Value actual = claims.reportData().orElseThrow();
    if (request.reportData().isEmpty()) {
      ledger.notAsked(CheckStep.REPORT_DATA, "no expected report data was given");
    } else {
      byte[] expected = request.reportData().get();
      // Compared in constant time: report data may be derived from a secret.
      ledger.judge(
          CheckStep.REPORT_DATA,
          MessageDigest.isEqual(expected, actual.bytes())
              ? Optional.empty()
              : Optional.of(
                  QuoteFinding.at(
                      Code.E_REPORTDATA_MISMATCH,
                      actual.offset(),
                      "report data is %s, expected %s"
                          .formatted(Hex.of(actual.bytes()), Hex.of(expected)))));
    }
    ledger.judge(CheckStep.FRESHNESS, nonce(actual));
  }

  private Optional<QuoteFinding> nonce(QuoteClaims.Value reportData) {
    if (request.policy().nonceRequired()
        && MessageDigest.isEqual(reportData.bytes(), new byte[reportData.bytes().length])) {
      return Optional.of(
          QuoteFinding.at(
              Code.E_NONCE_WEAK,
              reportData.offset(),
              "report data is all zero, which is no nonce"));
    }
    if (request.nonces().seen(reportData.bytes())) {
      return Optional.of(
          QuoteFinding.at(
              Code.E_REPLAY, reportData.offset(), "a quote with this report data was seen before"));
    }
    return Optional.empty();
  }

  void trust(Ledger ledger) {
    ledger.judge(CheckStep.GENERATION, generation().or(this::denied).or(this::device));
    unknown(ledger);
    TrustDomain domain = path.anchor().domain();
    Optional<TrustDomain> wanted = request.policy().trustDomain();
    if (wanted.isEmpty()) {
      ledger.notAsked(CheckStep.TRUST_DOMAIN, "the policy names no kind of root");
    } else {
      ledger.judge(
          CheckStep.TRUST_DOMAIN,
          wanted.get() == domain
              ? Optional.empty()
              : Optional.of(
                  QuoteFinding.of(
                      Code.E_TRUST_DOMAIN,
                      "root \"%s\" is of kind %s, wanted is %s"
                          .formatted(path.root().name(), domain, wanted.get()))));
    }
    ledger.judge(CheckStep.PROFILE_AND_ROOT, profileAndRoot(domain));
  }

  private Optional<QuoteFinding> generation() {
    long minimum = request.policy().keys().minimumGeneration();
    long generation = generation(layers).orElse(0L);
    return generation >= minimum
        ? Optional.empty()
        : Optional.of(
            new QuoteFinding(
                Code.E_GENERATION,
                path.leaf().offset(),
                "the quoting key is of generation %d, the policy wants %d"
                    .formatted(generation, minimum)));
  }

  /** The quoting key's generation, if its layer tells. */
  static Optional<Long> generation(List<Layer> layers) {
    return layers.stream().findFirst().flatMap(Layer::info).flatMap(TcbInfo::index);
  }

  private Optional<QuoteFinding> denied() {
    for (Certificate certificate : path.certificates()) {
      for (String id : certificate.ids()) {
        if (request.policy().keys().denied().contains(id)) {
          return Optional.of(
              new QuoteFinding(
                  Code.E_PLATFORM_DENIED,
                  certificate.offset(),
                  "\"%s\" (%s) is denied by the policy".formatted(certificate.name(), id)));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> device() {
    if (request.policy().keys().devices().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> device =
        layers.stream().flatMap(layer -> layer.ueid().stream()).map(Hex::of).findFirst();
    return device.filter(request.policy().keys().devices()::contains).isPresent()
        ? Optional.empty()
        : Optional.of(
            QuoteFinding.of(
                Code.E_PLATFORM_DENIED,
                "device %s is not one that the policy names".formatted(device.orElse("unknown"))));
  }

  private void unknown(Ledger ledger) {
    boolean strict = request.policy().strict();
    List<QuoteFinding> findings = new ArrayList<>();
    for (QuoteClaims.Unknown item : claims.unknown()) {
      findings.add(
          QuoteFinding.at(
              strict ? Code.E_UNKNOWN_CLAIM : Code.W_UNKNOWN,
              item.offset(),
              "%s has no known meaning".formatted(item.what())));
    }
    if (strict) {
      ledger.judge(CheckStep.UNKNOWN_ITEMS, findings);
    } else {
      ledger.warn(CheckStep.UNKNOWN_ITEMS, findings);
    }
  }

  private Optional<QuoteFinding> profileAndRoot(TrustDomain domain) {
    String profile = claims.profile().orElseThrow();
    TrustDomain owner = PROFILE_DOMAINS.getOrDefault(profile, TrustDomain.OTHER);
    // A root of another kind is the caller's own business; the two that are known exclude each
    // other.
    boolean contradicts =
        owner != domain && owner != TrustDomain.OTHER && domain != TrustDomain.OTHER;
    return contradicts
        ? Optional.of(
            QuoteFinding.of(
                Code.E_PROFILE_ANCHOR,
                "profile %s is of kind %s, the root \"%s\" of kind %s"
                    .formatted(profile, owner, path.root().name(), domain)))
        : Optional.empty();
  }
}
