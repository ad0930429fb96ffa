package org.seamreplay.dice.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.quote.ConciseEvidence;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.FieldValue;
import org.seamreplay.dice.quote.Part;
import org.seamreplay.dice.quote.QuoteClaims;
import org.seamreplay.dice.quote.QuoteShape;

/**
 * Reads the claims of a quote in both public layouts: steps 27 to 32. It goes on after a defect, so
 * that a quote can be shown as far as it can be read; the defects come in {@link #findings}.
 */
public final class ClaimsReader {
  private static final Set<Long> KNOWN_CLAIMS =
      Set.of(
          Labels.CLAIM_ISSUER,
          Labels.CLAIM_SUBJECT,
          Labels.CLAIM_NONCE,
          Labels.CLAIM_PROFILE,
          Labels.CLAIM_COLLECTION,
          Labels.CLAIM_REPORT_DATA);

  private final Policy policy;
  private final List<QuoteFinding> findings = new ArrayList<>();
  private final List<QuoteFinding> warnings = new ArrayList<>();
  private final List<QuoteClaims.Unknown> unknown = new ArrayList<>();
  private final Map<Field, QuoteClaims.Value> fields = new EnumMap<>(Field.class);
  private final Set<Field> seen = EnumSet.noneOf(Field.class);
  private boolean modelProfile;
  private boolean early;

  public ClaimsReader(Policy policy) {
    this.policy = policy;
  }

  /** What is wrong, of steps 27 to 32. */
  public List<QuoteFinding> findings() {
    return findings;
  }

  /** What would be wrong if the policy were strict. */
  public List<QuoteFinding> warnings() {
    return warnings;
  }

  public QuoteClaims read(CborItem item) {
    CborItem.Map claims;
    if (item instanceof CborItem.Map map) {
      claims = map;
    } else {
      fail(Code.E_PROFILE_MISSING, item, "the claims are %s, not a map".formatted(item.kind()));
      claims = new CborItem.Map(item.offset(), List.of());
    }
    Optional<String> profile = profile(claims);
    modelProfile = profile.filter(DiceOids.MODEL_PROFILE.getId()::equals).isPresent();
    Optional<QuoteClaims.Value> reportData = reportData(claims);
    collection(claims);
    int padding = otherClaims(claims);
    return new QuoteClaims(
        text(claims, Labels.CLAIM_ISSUER),
        text(claims, Labels.CLAIM_SUBJECT),
        profile,
        early ? QuoteShape.Variant.EARLY_SAMPLE : QuoteShape.Variant.SPECIFICATION,
        reportData,
        fields,
        List.copyOf(unknown),
        padding);
  }

  private Optional<String> profile(CborItem.Map claims) {
    Optional<CborItem> item = claims.get(Labels.CLAIM_PROFILE);
    if (item.isEmpty()) {
      fail(Code.E_PROFILE_MISSING, claims, "no eat_profile (claim 265)");
      return Optional.empty();
    }
    Optional<String> profile = oid(item.get());
    if (profile.isEmpty()) {
      fail(
          Code.E_PROFILE_UNKNOWN,
          item.get(),
          "eat_profile is %s, not an OID".formatted(item.get().kind()));
    } else if (!policy.profiles().contains(profile.get())) {
      fail(
          Code.E_PROFILE_UNKNOWN,
          item.get(),
          "eat_profile %s is not accepted".formatted(Hex.printable(profile.get())));
    }
    return profile;
  }

  /** An OID as text or as content octets. */
  private static Optional<String> oid(CborItem item) {
    if (item instanceof CborItem.Text text) {
      return Optional.of(text.value());
    }
    if (item instanceof CborItem.Bytes bytes && bytes.length() > 0 && bytes.length() < 64) {
      return DiceOids.dotted(bytes.copy());
    }
    return Optional.empty();
  }

  private Optional<QuoteClaims.Value> reportData(CborItem.Map claims) {
    Optional<CborItem> item = claims.get(Labels.CLAIM_REPORT_DATA);
    if (item.isEmpty()) {
      fail(Code.E_REPORTDATA_MISSING, claims, "no report data (claim -212)");
      return Optional.empty();
    }
    if (!(item.get() instanceof CborItem.Bytes bytes) || bytes.length() != 64) {
      fail(
          Code.E_REPORTDATA_MISSING,
          item.get(),
          "report data is %s, not 64 bytes".formatted(item.get().kind()));
      return Optional.empty();
    }
    Optional<CborItem> nonce = claims.get(Labels.CLAIM_NONCE);
    if (nonce.isPresent()
        && !(nonce.get() instanceof CborItem.Bytes given
            && Arrays.equals(given.copy(), bytes.copy()))) {
      fail(Code.E_NONCE_CONFLICT, nonce.get(), "claim 10 (nonce) is not the report data");
    }
    return Optional.of(new QuoteClaims.Value(bytes.copy(), bytes.offset()));
  }

  private void collection(CborItem.Map claims) {
    Optional<CborItem> item = claims.get(Labels.CLAIM_COLLECTION);
    if (item.isEmpty() || !(item.get() instanceof CborItem.Map collection)) {
      fail(
          Code.E_COLL_MISSING,
          item.orElse(claims),
          item.map(i -> "the evidence (claim -11) is %s, not a map".formatted(i.kind()))
              .orElse("no evidence (claim -11)"));
      return;
    }
    Set<String> used = new HashSet<>();
    Optional<CborItem> merged = Optional.empty();
    for (Part part : Part.values()) {
      Optional<CborItem> entry = entry(collection, part);
      used.addAll(List.of(part.key(), part.earlyKey()));
      if (part == Part.PLATFORM_TCB
          && entry.filter(CborItem.Tagged.class::isInstance).isPresent()) {
        early = true;
        merged = entry;
      }
      if (entry.isPresent()) {
        part(part, entry.get());
      } else if (part != Part.SEAM || merged.isEmpty()) {
        fail(
            Code.E_COLL_ENTRY_MISSING,
            collection,
            "no evidence of the %s (%s)".formatted(part.title(), part.key()));
      }
    }
    for (CborItem.Entry entry : collection.entries()) {
      if (!(entry.key() instanceof CborItem.Text key) || !used.contains(key.value())) {
        unknown("collection entry " + entry.name(), entry.key());
      }
    }
    requireFields(collection);
  }

  private Optional<CborItem> entry(CborItem.Map collection, Part part) {
    Optional<CborItem> entry = collection.get(part.key());
    Optional<CborItem> earlyEntry = collection.get(part.earlyKey());
    if (entry.isPresent() && earlyEntry.isPresent()) {
      fail(
          Code.E_COLL_DUPLICATE,
          earlyEntry.get(),
          "evidence of the %s twice, as %s and %s"
              .formatted(part.title(), part.key(), part.earlyKey()));
    }
    return entry.or(() -> earlyEntry);
  }

  private void part(Part part, CborItem entry) {
    if (entry instanceof CborItem.Tagged) {
      Map<Long, Field> wanted = new LinkedHashMap<>();
      for (Field field : Field.values()) {
        if (field.earlyPart() == part) {
          wanted.put(field.earlyKey(), field);
        }
      }
      evidence(part, entry, wanted);
      return;
    }
    if (!(entry instanceof CborItem.Map slots)) {
      fail(
          Code.E_CE_TAG,
          entry,
          "evidence of the %s is %s, not tag 571".formatted(part.title(), entry.kind()));
      return;
    }
    Map<String, Map<Long, Field>> wanted = new LinkedHashMap<>();
    for (Field field : Field.values()) {
      if (field.part() == part) {
        wanted.computeIfAbsent(field.slot(), s -> new HashMap<>()).put(field.key(), field);
      }
    }
    for (Map.Entry<String, Map<Long, Field>> slot : wanted.entrySet()) {
      // The public parser takes "2" for the current values as well.
      Optional<CborItem> evidence =
          slots
              .get(slot.getKey())
              .or(() -> slot.getKey().equals("1") ? slots.get("2") : Optional.empty());
      if (evidence.isEmpty()) {
        fail(
            Code.E_COLL_ENTRY_MISSING,
            slots,
            "no evidence \"%s\" of the %s".formatted(slot.getKey(), part.title()));
      } else {
        evidence(part, evidence.get(), slot.getValue());
      }
    }
    for (CborItem.Entry slot : slots.entries()) {
      boolean known =
          slot.key() instanceof CborItem.Text text
              && (wanted.containsKey(text.value())
                  || (text.value().equals("2")
                      && wanted.containsKey("1")
                      && slots.get("1").isEmpty()));
      if (!known) {
        unknown("evidence %s of the %s".formatted(slot.name(), part.title()), slot.key());
      }
    }
  }

  private void evidence(Part part, CborItem item, Map<Long, Field> wanted) {
    if (!(item instanceof CborItem.Tagged tagged) || tagged.tag() != Labels.TAG_CONCISE_EVIDENCE) {
      fail(
          Code.E_CE_TAG,
          item,
          "evidence of the %s is %s, not tag 571".formatted(part.title(), item.kind()));
      return;
    }
    CborItem content =
        tagged.content() instanceof CborItem.Embedded embedded
            ? embedded.content()
            : tagged.content();
    ConciseEvidence evidence = ConciseEvidence.read(content);
    if (evidence.defect().isPresent()) {
      fail(
          Code.E_CE_SHAPE,
          evidence.place(),
          "evidence of the %s: %s".formatted(part.title(), evidence.defect().get()));
      return;
    }
    for (String more : evidence.surplus()) {
      strict(
          Code.E_CE_SHAPE,
          evidence.place(),
          "evidence of the %s: %s".formatted(part.title(), more));
    }
    for (CborItem.Entry entry : evidence.unknown()) {
      unknown("evidence key %s of the %s".formatted(entry.name(), part.title()), entry.key());
    }
    classId(part, evidence);
    for (CborItem.Entry entry : evidence.values().entries()) {
      Field field = entry.key() instanceof CborItem.Int key ? wanted.get(key.value()) : null;
      if (field == null) {
        unknown("measurement %s of the %s".formatted(entry.name(), part.title()), entry.key());
      } else {
        seen.add(field);
        FieldValue value = FieldValue.read(field, entry.value(), modelProfile);
        value
            .bytes()
            .ifPresent(
                bytes -> fields.put(field, new QuoteClaims.Value(bytes, entry.value().offset())));
        value.finding().ifPresent(findings::add);
      }
    }
  }

  private void classId(Part part, ConciseEvidence evidence) {
    Optional<CborItem> id = evidence.classId();
    if (id.isEmpty()) {
      strict(
          Code.E_CE_CLASS,
          evidence.place(),
          "evidence of the %s has no class-id".formatted(part.title()));
      return;
    }
    Optional<String> oid =
        id.get() instanceof CborItem.Tagged tagged && tagged.tag() == Labels.TAG_OID
            ? oid(tagged.content())
            : Optional.empty();
    if (oid.filter(part::owns).isEmpty()) {
      strict(
          Code.E_CE_CLASS,
          id.get(),
          "class-id of the %s is %s, not %s"
              .formatted(
                  part.title(), oid.map(Hex::printable).orElse(id.get().kind()), part.classId()));
    }
  }

  private void requireFields(CborItem collection) {
    for (Field field : Field.values()) {
      if (!seen.contains(field)) {
        fail(
            Code.E_FIELD_MISSING,
            collection,
            "no %s in the evidence of the %s".formatted(field.name(), field.part().title()));
      }
    }
  }

  /** Notes claims without a meaning here; returns the size of the padding. */
  private int otherClaims(CborItem.Map claims) {
    int padding = 0;
    for (CborItem.Entry entry : claims.entries()) {
      if (modelProfile
          && entry.key() instanceof CborItem.Int key
          && key.value() == QuoteShape.PADDING_CLAIM
          && entry.value() instanceof CborItem.Bytes bytes
          && isZero(bytes)) {
        padding = bytes.length();
      } else if (!(entry.key() instanceof CborItem.Int number)
          || !KNOWN_CLAIMS.contains(number.value())) {
        unknown("claim " + entry.name(), entry.key());
      }
    }
    return padding;
  }

  private static boolean isZero(CborItem.Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.source()[bytes.start() + i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> text(CborItem.Map claims, long key) {
    return claims
        .get(key)
        .filter(CborItem.Text.class::isInstance)
        .map(item -> ((CborItem.Text) item).value());
  }

  private void unknown(String what, CborItem place) {
    unknown.add(new QuoteClaims.Unknown(Hex.printable(what), place.offset()));
  }

  private void fail(Code code, CborItem place, String message) {
    findings.add(QuoteFinding.at(code, place.offset(), message));
  }

  private void strict(Code code, CborItem place, String message) {
    (policy.strict() ? findings : warnings).add(QuoteFinding.at(code, place.offset(), message));
  }
}
