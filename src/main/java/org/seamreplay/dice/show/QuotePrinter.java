package org.seamreplay.dice.show;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cbor.NotAQuote;
import org.seamreplay.dice.cert.Certificate;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.Layer;
import org.seamreplay.dice.cert.TcbInfo;
import org.seamreplay.dice.cert.TrustAnchor;
import org.seamreplay.dice.cert.TrustDomain;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.ParsedQuote;
import org.seamreplay.dice.quote.Part;
import org.seamreplay.dice.quote.QuoteClaims;
import org.seamreplay.dice.quote.QuoteShape;
import org.seamreplay.dice.verify.ModuleChecks;
import org.seamreplay.dice.verify.PathBuilder;
import org.seamreplay.text.Plural;

/**
 * Shows what a quote says, verified or not: as a person reads it, as JSON, or its certificates as
 * PEM.
 */
public final class QuotePrinter {
  private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

  private static final List<String> ATTRIBUTES =
      List.of(
          "0 debug",
          "4 hgs-plus-profiling",
          "5 perf-profiling",
          "6 pmt-profiling",
          "16 icssd",
          "27 lass",
          "28 sept-ve-disable",
          "29 migratable",
          "30 pks",
          "31 kl",
          "62 tpa",
          "63 perfmon");

  private final QuoteView view;
  private final StringBuilder out = new StringBuilder();

  private QuotePrinter(QuoteView view) {
    this.view = view;
  }

  /**
   * The quote for a person, lines ending in a newline.
   *
   * @throws NotAQuote if it is none
   */
  public static String text(byte[] input) throws NotAQuote {
    QuotePrinter printer = new QuotePrinter(QuoteView.of(input));
    printer.print();
    return printer.out.toString();
  }

  /**
   * The quote as one JSON object.
   *
   * @throws NotAQuote if it is none
   */
  public static String json(byte[] input) throws NotAQuote {
    return QuoteJson.of(QuoteView.of(input));
  }

  /**
   * The certificates in the quote's order, each with its subject in front.
   *
   * @throws NotAQuote if it is none
   */
  public static String pem(byte[] input) throws NotAQuote {
    StringBuilder pem = new StringBuilder();
    for (Certificate certificate : QuoteView.of(input).certificates()) {
      pem.append("# ").append(certificate.name()).append('\n');
      pem.append(TrustAnchor.pem(certificate.der()));
    }
    return pem.toString();
  }

  private void print() {
    envelope();
    claims();
    for (Part part : List.of(Part.TD, Part.SERVICE_TD, Part.SEAM, Part.PLATFORM_TCB)) {
      line(part.title());
      for (Field field : Field.values()) {
        if (field.part() == part) {
          entry(field.name(), value(field));
        }
      }
    }
    certificates();
    notes();
  }

  private void envelope() {
    ParsedQuote quote = view.quote();
    line("DICE-based TDX quote, %d bytes".formatted(quote.length()));
    if (!quote.wrappers().isEmpty()) {
      entry(
          "inside",
          "%s, at offset %d".formatted(String.join(", ", quote.wrappers()), quote.offset()));
    }
    entry(
        "envelope",
        (quote.envelope().cwtTag() ? "CWT (tag 61), " : "")
            + "COSE_Sign1 (tag 18), "
            + view.algorithm()
                .map(a -> a == Labels.ES384 ? "ES384" : "algorithm " + a)
                .orElse("no algorithm"));
    view.contentType().ifPresent(type -> entry("content type", type));
    view.keyId().ifPresent(id -> entry("kid", Hex.of(id)));
  }

  private void claims() {
    QuoteClaims claims = view.claims();
    entry("profile", claims.profile().map(QuotePrinter::profile).orElse("none"));
    entry(
        "layout",
        claims.variant() == QuoteShape.Variant.EARLY_SAMPLE ? "early sample" : "specification");
    claims.issuer().ifPresent(text -> entry("issuer", Hex.printable(text)));
    claims.subject().ifPresent(text -> entry("subject", Hex.printable(text)));
    if (claims.padding() > 0) {
      entry("padding", Plural.of(claims.padding(), "byte"));
    }
    String data = claims.reportData().map(value -> Hex.of(value.bytes())).orElse("none");
    entry("report data", data.length() == 128 ? data.substring(0, 64) : data);
    if (data.length() == 128) {
      entry("", data.substring(64));
    }
  }

  private static String profile(String oid) {
    if (oid.equals(DiceOids.MODEL_PROFILE.getId())) {
      return oid + " (this model's)";
    }
    return Hex.printable(oid) + (oid.equals(DiceOids.INTEL_PROFILE.getId()) ? " (Intel's)" : "");
  }

  private String value(Field field) {
    QuoteClaims.Value value = view.claims().fields().get(field);
    if (value == null) {
      return "not readable";
    }
    return switch (field) {
      case TEE_TCB_SVN, TEE_TCB_SVN2 -> ModuleChecks.numbers(value.bytes());
      case TD_ATTRIBUTES -> attributes(number(value.bytes()));
      case XFAM -> String.format(Locale.ROOT, "0x%x", number(value.bytes()));
      case SEAMATTRIBUTES -> String.format(Locale.ROOT, "0x%016x", number(value.bytes()));
      case SERVTD_HASH -> isZero(value.bytes()) ? "0, no service TD" : Hex.of(value.bytes());
      case MRSIGNERSEAM -> isZero(value.bytes()) ? "0, a production module" : Hex.of(value.bytes());
      default -> isZero(value.bytes()) ? "0" : Hex.of(value.bytes());
    };
  }

  private static String attributes(long attributes) {
    List<String> names = new ArrayList<>();
    for (String attribute : ATTRIBUTES) {
      int space = attribute.indexOf(' ');
      if ((attributes >>> Integer.parseInt(attribute.substring(0, space)) & 1) != 0) {
        names.add(attribute.substring(space + 1));
      }
    }
    return String.format(Locale.ROOT, "0x%016x", attributes)
        + (names.isEmpty() ? "" : " " + String.join(", ", names));
  }

  private void certificates() {
    boolean chain =
        PathBuilder.header(view.quote().envelope(), QuoteShape.Certificates.CHAIN.label())
            .isPresent();
    line("certificates" + (chain ? ", leaf first" : ", in no order"));
    for (int i = 0; i < view.certificates().size(); i++) {
      Certificate certificate = view.certificates().get(i);
      entry(Integer.toString(i + 1), certificate.name());
      entry("", "key " + certificate.keyId().map(Hex::of).orElse("without identifier"));
      entry(
          "",
          "valid from %s, %s"
              .formatted(
                  certificate.notBefore(),
                  certificate.notAfter().equals(NO_END)
                      ? "no end"
                      : "until " + certificate.notAfter()));
      view.layers().get(i).ifPresent(this::layer);
    }
    if (!view.certificates().isEmpty()) {
      Certificate last = view.certificates().get(view.certificates().size() - 1);
      if (chain && !last.selfIssued()) {
        entry("", "issued by " + last.issuerName() + ", which is not in the quote");
      }
    }
  }

  private void layer(Layer layer) {
    layer.ueid().ifPresent(ueid -> entry("", "device " + Hex.of(ueid)));
    for (TcbInfo info : layer.infos()) {
      List<String> facts = new ArrayList<>();
      info.layer().ifPresent(number -> facts.add("layer " + number));
      info.vendor().ifPresent(text -> facts.add(Hex.printable(text)));
      info.model().ifPresent(text -> facts.add(Hex.printable(text)));
      info.version().ifPresent(text -> facts.add("version " + Hex.printable(text)));
      info.svn().ifPresent(number -> facts.add("svn " + number));
      info.index().ifPresent(number -> facts.add("index " + number));
      int flags = info.assertedFlags() & ~TcbInfo.FIXED_WIDTH;
      if (flags != 0) {
        facts.add(String.format(Locale.ROOT, "flags 0x%08x", flags));
      }
      entry("", String.join(", ", facts));
      info.fwids().forEach(fwid -> entry("", "digest " + Hex.of(fwid.digest())));
    }
  }

  private void notes() {
    view.reportAgrees()
        .ifPresent(
            agrees ->
                line(
                    agrees
                        ? "the TDREPORT beside the quote agrees with it"
                        : "the TDREPORT beside the quote does not agree with it"));
    for (QuoteClaims.Unknown unknown : view.claims().unknown()) {
      line("unknown: %s at offset %d".formatted(unknown.what(), unknown.offset()));
    }
    view.findings().forEach(finding -> line("not readable: " + finding.line()));
    line("nothing of this has been verified: use 'seamreplay quote verify'");
  }

  private static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static boolean isZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private void entry(String name, String value) {
    line(String.format(Locale.ROOT, "  %-14s %s", name, value));
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  /** The anchor's kind for a person. */
  static String describe(TrustDomain domain) {
    return switch (domain) {
      case MODEL -> "a test root, says nothing about hardware";
      case INTEL -> "Intel's root";
      case OTHER -> "a root of your own";
    };
  }
}
