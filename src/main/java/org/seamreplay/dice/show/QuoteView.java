package org.seamreplay.dice.show;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cbor.Limits;
import org.seamreplay.dice.cbor.NotAQuote;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.Certificate;
import org.seamreplay.dice.cert.Layer;
import org.seamreplay.dice.quote.ParsedQuote;
import org.seamreplay.dice.quote.Part;
import org.seamreplay.dice.quote.QuoteClaims;
import org.seamreplay.dice.quote.QuoteParser;
import org.seamreplay.dice.quote.TdReport;
import org.seamreplay.dice.verify.ClaimsReader;
import org.seamreplay.dice.verify.PathBuilder;
import org.seamreplay.dice.verify.Policy;

/**
 * A quote decoded as far as it can be, without a judgement.
 *
 * @param quote the quote taken apart
 * @param claims what its claims say
 * @param certificates its certificates in the quote's order, as far as they can be read
 * @param layers for each certificate what its DICE extensions say, if they can be read
 * @param findings what could not be read, in the order of the steps
 */
record QuoteView(
    ParsedQuote quote,
    QuoteClaims claims,
    List<Certificate> certificates,
    List<Optional<Layer>> layers,
    List<QuoteFinding> findings) {

  /**
   * Decodes an input.
   *
   * @throws NotAQuote if it is none
   */
  static QuoteView of(byte[] input) throws NotAQuote {
    ParsedQuote quote = new QuoteParser().parse(input);
    PathBuilder certificates = new PathBuilder(quote.envelope(), List.of(), Limits.standard());
    List<QuoteFinding> findings = new ArrayList<>();
    certificates.read().ifPresent(findings::add);
    List<Optional<Layer>> layers = new ArrayList<>();
    for (Certificate certificate : certificates.given()) {
      try {
        layers.add(Optional.of(Layer.of(certificate)));
      } catch (IllegalArgumentException e) {
        layers.add(Optional.empty());
        findings.add(
            new QuoteFinding(
                Code.E_TCBINFO_DER,
                certificate.offset(),
                "\"%s\" %s".formatted(certificate.name(), e.getMessage())));
      }
    }
    ClaimsReader reader = new ClaimsReader(Policy.standard().withStrict(false));
    QuoteClaims claims = reader.read(quote.claims());
    findings.addAll(reader.findings());
    findings.addAll(reader.warnings());
    findings.sort(Comparator.comparing((QuoteFinding finding) -> finding.code().step()));
    return new QuoteView(
        quote, claims, certificates.given(), List.copyOf(layers), List.copyOf(findings));
  }

  /** The COSE algorithm, if it is named. */
  Optional<Long> algorithm() {
    return PathBuilder.header(quote.envelope(), Labels.HEADER_ALGORITHM)
        .filter(CborItem.Int.class::isInstance)
        .map(item -> ((CborItem.Int) item).value());
  }

  /** The key identifier in the header. */
  Optional<byte[]> keyId() {
    return PathBuilder.header(quote.envelope(), Labels.HEADER_KEY_ID)
        .filter(CborItem.Bytes.class::isInstance)
        .map(item -> ((CborItem.Bytes) item).copy());
  }

  /** What the header says of the payload. */
  Optional<String> contentType() {
    return PathBuilder.header(quote.envelope(), Labels.HEADER_CONTENT_TYPE)
        .filter(CborItem.Text.class::isInstance)
        .map(item -> Hex.printable(((CborItem.Text) item).value()));
  }

  /** Whether a TDREPORT that came along says what the quote says of the TD; empty without one. */
  Optional<Boolean> reportAgrees() {
    return quote
        .tdReport()
        .map(
            bytes -> {
              if (bytes.length() != TdReport.SIZE || bytes.copy()[0] != (byte) 0x81) {
                return false;
              }
              TdReport report = new TdReport(bytes.copy());
              return claims.fields().entrySet().stream()
                      .filter(e -> e.getKey().part() != Part.PLATFORM_TCB)
                      .allMatch(
                          e ->
                              java.util.Arrays.equals(
                                  report.field(e.getKey()), e.getValue().bytes()))
                  && claims
                      .reportData()
                      .map(data -> java.util.Arrays.equals(data.bytes(), report.reportData()))
                      .orElse(false);
            });
  }
}
