package org.seamreplay.dice.show;

import java.util.Locale;
import java.util.Optional;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.Certificate;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.Layer;
import org.seamreplay.dice.cert.TcbInfo;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.ParsedQuote;
import org.seamreplay.dice.quote.QuoteClaims;
import org.seamreplay.dice.verify.Verification;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Quotes and verifications as JSON, for tools. Bytes are lower-case hex. */
final class QuoteJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private QuoteJson() {}

  static String of(QuoteView view) {
    ObjectNode root = MAPPER.createObjectNode();
    ParsedQuote quote = view.quote();
    root.put("format", "dice-tdx");
    root.put("offset", quote.offset());
    root.put("size", quote.length());
    ArrayNode wrappers = root.putArray("wrappers");
    quote.wrappers().forEach(wrappers::add);
    root.put("cwt-tag", quote.envelope().cwtTag());
    view.algorithm().ifPresent(algorithm -> root.put("algorithm", algorithm));
    view.contentType().ifPresent(type -> root.put("content-type", type));
    view.keyId().ifPresent(id -> root.put("kid", Hex.of(id)));
    claims(root.putObject("claims"), view.claims());
    ObjectNode fields = root.putObject("fields");
    for (Field field : Field.values()) {
      QuoteClaims.Value value = view.claims().fields().get(field);
      if (value != null) {
        fields.put(name(field), Hex.of(value.bytes()));
      }
    }
    ArrayNode certificates = root.putArray("certificates");
    for (int i = 0; i < view.certificates().size(); i++) {
      certificate(certificates.addObject(), view.certificates().get(i), view.layers().get(i));
    }
    view.reportAgrees().ifPresent(agrees -> root.put("td-report-agrees", agrees));
    ArrayNode findings = root.putArray("not-readable");
    view.findings().forEach(finding -> finding(findings.addObject(), finding));
    return pretty(root);
  }

  private static void claims(ObjectNode node, QuoteClaims claims) {
    claims.issuer().ifPresent(text -> node.put("issuer", text));
    claims.subject().ifPresent(text -> node.put("subject", text));
    claims.profile().ifPresent(oid -> node.put("profile", oid));
    node.put("layout", name(claims.variant()));
    claims.reportData().ifPresent(data -> node.put("report-data", Hex.of(data.bytes())));
    node.put("padding", claims.padding());
    ArrayNode unknown = node.putArray("unknown");
    claims
        .unknown()
        .forEach(item -> unknown.addObject().put("what", item.what()).put("offset", item.offset()));
  }

  private static void certificate(ObjectNode node, Certificate certificate, Optional<Layer> layer) {
    node.put("subject", certificate.name());
    node.put("issuer", certificate.issuerName());
    node.put("serial", certificate.serial().toString(16));
    certificate.keyId().ifPresent(id -> node.put("key-id", Hex.of(id)));
    node.put("not-before", certificate.notBefore().toString());
    node.put("not-after", certificate.notAfter().toString());
    node.put("authority", certificate.authority());
    certificate.offset().ifPresent(at -> node.put("offset", at));
    layer.flatMap(Layer::ueid).ifPresent(ueid -> node.put("ueid", Hex.of(ueid)));
    ArrayNode infos = node.putArray("tcb-info");
    layer.ifPresent(found -> found.infos().forEach(info -> tcbInfo(infos.addObject(), info)));
  }

  private static void tcbInfo(ObjectNode node, TcbInfo info) {
    info.vendor().ifPresent(text -> node.put("vendor", text));
    info.model().ifPresent(text -> node.put("model", text));
    info.version().ifPresent(text -> node.put("version", text));
    info.svn().ifPresent(number -> node.put("svn", number));
    info.layer().ifPresent(number -> node.put("layer", number));
    info.index().ifPresent(number -> node.put("index", number));
    ArrayNode fwids = node.putArray("fwids");
    info.fwids()
        .forEach(
            fwid ->
                fwids
                    .addObject()
                    .put("algorithm", fwid.algorithm().getId())
                    .put("digest", Hex.of(fwid.digest())));
    info.flags().ifPresent(bits -> node.put("flags", bits(bits)));
    info.flagsMask().ifPresent(bits -> node.put("flags-mask", bits(bits)));
    info.vendorInfo().ifPresent(bytes -> node.put("vendor-info", Hex.of(bytes)));
    info.type().flatMap(DiceOids::dotted).ifPresent(oid -> node.put("type", oid));
  }

  static String of(Verification verification) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("verdict", name(verification.verdict()));
    root.put("at", verification.at().toString());
    verification
        .anchor()
        .ifPresent(
            anchor ->
                root.putObject("root")
                    .put("subject", Certificate.of(anchor).name())
                    .put("kind", name(anchor.domain())));
    verification.first().ifPresent(first -> finding(root.putObject("first"), first));
    ArrayNode steps = root.putArray("steps");
    for (Verification.StepResult result : verification.steps()) {
      ObjectNode step = steps.addObject();
      step.put("number", result.step().number());
      step.put("id", result.step().id());
      step.put("title", result.step().title());
      step.put("source", result.step().source());
      step.put("outcome", name(result.outcome()));
      result.note().ifPresent(note -> step.put("note", note));
      if (!result.findings().isEmpty()) {
        ArrayNode findings = step.putArray("findings");
        result.findings().forEach(finding -> finding(findings.addObject(), finding));
      }
    }
    return pretty(root);
  }

  private static void finding(ObjectNode node, QuoteFinding finding) {
    node.put("step", finding.code().step().number());
    node.put("code", finding.code().name());
    finding.offset().ifPresent(at -> node.put("offset", at));
    node.put("message", finding.message());
  }

  private static String bits(int bits) {
    return String.format(Locale.ROOT, "0x%08x", bits);
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String pretty(ObjectNode root) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root).replace("\r\n", "\n")
        + "\n";
  }
}
