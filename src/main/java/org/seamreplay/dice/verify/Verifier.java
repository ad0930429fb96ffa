package org.seamreplay.dice.verify;

import java.util.List;
import java.util.Optional;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Limits;
import org.seamreplay.dice.cbor.NotAQuote;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.CertificatePath;
import org.seamreplay.dice.quote.ParsedQuote;
import org.seamreplay.dice.quote.QuoteClaims;
import org.seamreplay.dice.quote.QuoteParser;

/**
 * Verifies quotes, step by step in the order of {@link CheckStep}. One verdict, computed once; a
 * later step never mends an earlier one.
 */
public final class Verifier {
  private final Request request;
  private final Limits limits;

  /** A verifier for one caller's wishes. */
  public Verifier(Request request) {
    this(request, Limits.standard());
  }

  Verifier(Request request, Limits limits) {
    this.request = request;
    this.limits = limits;
  }

  /** Verifies an input of any kind; whatever is wrong with it is in the result. */
  public Verification verify(byte[] input) {
    Ledger ledger = new Ledger();
    ParsedQuote quote;
    try {
      quote = new QuoteParser(limits).parse(input);
    } catch (NotAQuote e) {
      CheckStep failed = e.finding().code().step();
      ledger.passUpTo(failed);
      ledger.judge(failed, List.of(e.finding()));
      return new Verification(
          QuoteVerdict.NOT_A_QUOTE,
          ledger.results(),
          request.at(),
          Optional.empty(),
          Optional.empty());
    }
    ledger.passUpTo(CheckStep.COSE_TYPES);
    PathBuilder paths = new PathBuilder(quote.envelope(), request.anchors(), limits);
    Optional<QuoteClaims> claims = authenticate(ledger, quote, paths);
    claims.ifPresent(
        authentic -> appraise(ledger, paths.path().orElseThrow(), authentic, quote.eventLog()));
    return new Verification(
        verdict(ledger),
        ledger.results(),
        request.at(),
        paths.path().map(CertificatePath::anchor),
        Optional.of(quote));
  }

  /** Steps 8 to 32; the claims if all of them hold. */
  private Optional<QuoteClaims> authenticate(Ledger ledger, ParsedQuote quote, PathBuilder paths) {
    if (!new EnvelopeChecks(quote.envelope(), request.policy()).run(ledger) || !paths.run(ledger)) {
      return Optional.empty();
    }
    CertificatePath path = paths.path().orElseThrow();
    CertificateChecks certificates = new CertificateChecks(path, request.policy(), request.at());
    if (!certificates.run(ledger)
        || !new Revocation(path, certificates.issuerKeys(), request.revocationLists(), request.at())
            .run(ledger, request.policy().revocation())
        || !ledger.judge(CheckStep.KEY_ID, CertificateChecks.keyId(quote.envelope(), path.leaf()))
        || !ledger.judge(
            CheckStep.QUOTE_SIGNATURE,
            QuoteSignature.check(quote.envelope(), certificates.leafKey()))) {
      return Optional.empty();
    }
    ClaimsReader reader = new ClaimsReader(request.policy());
    QuoteClaims claims = reader.read(quote.claims());
    for (CheckStep step : CheckStep.values()) {
      if (step.compareTo(CheckStep.PROFILE) >= 0 && step.compareTo(CheckStep.FIELDS) <= 0) {
        List<QuoteFinding> failures = of(step, reader.findings());
        if (!ledger.judge(step, failures)) {
          return Optional.empty();
        }
        List<QuoteFinding> warnings = of(step, reader.warnings());
        if (!warnings.isEmpty()) {
          ledger.warn(step, warnings);
        }
      }
    }
    return Optional.of(claims);
  }

  private static List<QuoteFinding> of(CheckStep step, List<QuoteFinding> findings) {
    return findings.stream().filter(finding -> finding.code().step() == step).toList();
  }

  /** Steps 33 to 55. */
  private void appraise(
      Ledger ledger, CertificatePath path, QuoteClaims claims, Optional<CborItem.Bytes> eventLog) {
    LayerChecks layers = new LayerChecks(path, claims, request.policy());
    layers.run(ledger);
    TrustChecks trust = new TrustChecks(path, claims, layers.layers(), request);
    trust.freshness(ledger);
    new ModuleChecks(claims, request.policy()).run(ledger);
    new DomainChecks(claims, eventLog, request.policy()).run(ledger);
    trust.trust(ledger);
  }

  private static QuoteVerdict verdict(Ledger ledger) {
    List<Outcome> outcomes =
        ledger.results().stream().map(Verification.StepResult::outcome).toList();
    if (outcomes.contains(Outcome.FAILED)) {
      return QuoteVerdict.DOES_NOT_VERIFY;
    }
    return outcomes.contains(Outcome.UNDECIDED) ? QuoteVerdict.UNDECIDED : QuoteVerdict.VERIFIES;
  }
}
