package org.seamreplay.dice.issue;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.dice.cbor.Cbor;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.Es384;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.Part;
import org.seamreplay.dice.quote.QuoteShape;

/** The claims of a quote, and the COSE_Sign1 around them. */
public final class EvidenceWriter {
  static final String CONTENT_TYPE = "application/eat+cwt";

  private EvidenceWriter() {}

  /** The claims map. */
  static CBORItem claims(Map<Field, byte[]> fields, byte[] reportData, QuoteShape shape) {
    List<CBORPair> claims = new ArrayList<>();
    claims.add(Cbor.entry(Labels.CLAIM_ISSUER, Cbor.text("tdx-model")));
    claims.add(Cbor.entry(Labels.CLAIM_SUBJECT, Cbor.text("td-quote")));
    if (shape.nonce()) {
      claims.add(Cbor.entry(Labels.CLAIM_NONCE, Cbor.bytes(reportData)));
    }
    boolean early = shape.variant() == QuoteShape.Variant.EARLY_SAMPLE;
    claims.add(
        Cbor.entry(
            Labels.CLAIM_PROFILE,
            early
                ? Cbor.text(DiceOids.MODEL_PROFILE.getId())
                : Cbor.bytes(DiceOids.contents(DiceOids.MODEL_PROFILE))));
    claims.add(
        Cbor.entry(Labels.CLAIM_COLLECTION, early ? earlyCollection(fields) : collection(fields)));
    claims.add(Cbor.entry(Labels.CLAIM_REPORT_DATA, Cbor.bytes(reportData)));
    if (shape.padding() > 0) {
      claims.add(Cbor.entry(QuoteShape.PADDING_CLAIM, Cbor.bytes(new byte[shape.padding()])));
    }
    return Cbor.map(claims);
  }

  /**
   * Signs the claims.
   *
   * @param certificates DER, leaf first
   */
  static byte[] sign(byte[] claims, LayerKey key, List<byte[]> certificates, QuoteShape shape) {
    byte[] protectedHeader =
        Cbor.map(Cbor.entry(Labels.HEADER_ALGORITHM, Cbor.integer(Labels.ES384))).encode();
    CBORItem unprotected =
        Cbor.map(
            Cbor.entry(Labels.HEADER_CONTENT_TYPE, Cbor.text(CONTENT_TYPE)),
            Cbor.entry(Labels.HEADER_KEY_ID, Cbor.bytes(key.id())),
            Cbor.entry(shape.certificates().label(), certificates(certificates)));
    return envelope(protectedHeader, unprotected, claims, key, shape.cwtTag());
  }

  /** The signed envelope with any headers. */
  static byte[] envelope(
      byte[] protectedHeader, CBORItem unprotected, byte[] claims, LayerKey key, boolean cwtTag) {
    byte[] signature = Es384.sign(key.privateKey(), toBeSigned(protectedHeader, claims));
    CBORItem cose =
        Cbor.tag(
            Labels.TAG_COSE_SIGN1,
            Cbor.array(
                Cbor.bytes(protectedHeader),
                unprotected,
                Cbor.bytes(claims),
                Cbor.bytes(signature)));
    return (cwtTag ? Cbor.tag(Labels.TAG_CWT, cose) : cose).encode();
  }

  /** RFC 9052's Sig_structure for COSE_Sign1 without external data. */
  static byte[] toBeSigned(byte[] protectedHeader, byte[] payload) {
    return Cbor.array(
            Cbor.text("Signature1"),
            Cbor.bytes(protectedHeader),
            Cbor.bytes(new byte[0]),
            Cbor.bytes(payload))
        .encode();
  }

  /** One certificate stands alone, several are an array (RFC 9360). */
  static CBORItem certificates(List<byte[]> der) {
    if (der.size() == 1) {
      return Cbor.bytes(der.get(0));
    }
    return Cbor.array(der.stream().map(Cbor::bytes).toList());
  }

  static CBORItem collection(Map<Field, byte[]> fields) {
    List<CBORPair> entries = new ArrayList<>();
    for (Part part : Part.values()) {
      Map<String, List<CBORPair>> slots = new TreeMap<>();
      fields.forEach(
          (field, value) -> {
            if (field.part() == part) {
              slots
                  .computeIfAbsent(field.slot(), slot -> new ArrayList<>())
                  .add(Cbor.entry(field.key(), value(field, value)));
            }
          });
      List<CBORPair> evidences = new ArrayList<>();
      slots.forEach(
          (slot, values) ->
              evidences.add(
                  Cbor.entry(
                      slot,
                      Cbor.tag(
                          Labels.TAG_CONCISE_EVIDENCE,
                          Cbor.bytes(evidence(part, Cbor.map(values)).encode())))));
      entries.add(Cbor.entry(part.key(), Cbor.map(evidences)));
    }
    return Cbor.map(entries);
  }

  static CBORItem earlyCollection(Map<Field, byte[]> fields) {
    List<CBORPair> entries = new ArrayList<>();
    for (Part part : List.of(Part.PLATFORM_TCB, Part.TD, Part.SERVICE_TD)) {
      List<CBORPair> values = new ArrayList<>();
      fields.forEach(
          (field, value) -> {
            if (field.earlyPart() == part) {
              values.add(Cbor.entry(field.earlyKey(), value(field, value)));
            }
          });
      entries.add(
          Cbor.entry(
              part.earlyKey(),
              Cbor.tag(Labels.TAG_CONCISE_EVIDENCE, evidence(part, Cbor.map(values)))));
    }
    return Cbor.map(entries);
  }

  /** A concise-evidence-map with one triple and one measurement. */
  public static CBORItem evidence(Part part, CBORItem values) {
    byte[] classId = DiceOids.contents(part.classId());
    CBORItem environment =
        Cbor.map(
            Cbor.entry(0, Cbor.map(Cbor.entry(0, Cbor.tag(Labels.TAG_OID, Cbor.bytes(classId))))));
    CBORItem measurements = Cbor.array(Cbor.map(Cbor.entry(1, values)));
    CBORItem triples = Cbor.array(Cbor.array(environment, measurements));
    return Cbor.map(Cbor.entry(0, Cbor.map(Cbor.entry(0, triples))));
  }

  /** A field's value in its form. */
  static CBORItem value(Field field, byte[] value) {
    return switch (field.form()) {
      case BYTES -> Cbor.bytes(value);
      case DIGEST -> Cbor.array(Cbor.integer(Labels.DIGEST_SHA384), Cbor.bytes(value));
      case SVN -> {
        List<CBORItem> numbers = new ArrayList<>();
        for (byte svn : value) {
          numbers.add(Cbor.integer(svn & 0xff));
        }
        yield Cbor.array(numbers);
      }
    };
  }
}
