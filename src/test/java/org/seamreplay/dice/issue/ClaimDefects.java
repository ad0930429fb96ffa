package org.seamreplay.dice.issue;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORPair;
import java.util.ArrayList;
import java.util.List;
import org.seamreplay.dice.cbor.Cbor;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.Part;

/** Defects of steps 27 to 32: claims with a valid signature that do not say what they must. */
public final class ClaimDefects {
  private ClaimDefects() {}

  public static List<Defect> all() {
    List<Defect> all = new ArrayList<>();
    all.addAll(claims());
    all.addAll(collection());
    all.addAll(evidence());
    all.addAll(fields());
    return all;
  }

  private static List<Defect> claims() {
    return List.of(
        new Defect(
            "claims are an array",
            Code.E_PROFILE_MISSING,
            () -> new Forge().build(Cbor.array().encode())),
        new Defect(
            "no profile", Code.E_PROFILE_MISSING, () -> new Forge().withoutClaim(265).build()),
        new Defect(
            "another profile",
            Code.E_PROFILE_UNKNOWN,
            () -> new Forge().claim(265, Cbor.text("1.2.3.4")).build()),
        new Defect(
            "profile is no OID",
            Code.E_PROFILE_UNKNOWN,
            () -> new Forge().claim(265, Cbor.bytes(new byte[] {-1})).build()),
        new Defect(
            "no report data",
            Code.E_REPORTDATA_MISSING,
            () -> new Forge().withoutClaim(-212).build()),
        new Defect(
            "report data of 63 bytes",
            Code.E_REPORTDATA_MISSING,
            () -> new Forge().claim(-212, Cbor.bytes(new byte[63])).build()),
        new Defect(
            "nonce is not the report data",
            Code.E_NONCE_CONFLICT,
            () -> new Forge().claim(10, Cbor.bytes(new byte[64])).build()));
  }

  private static List<Defect> collection() {
    return List.of(
        new Defect("no evidence", Code.E_COLL_MISSING, () -> new Forge().withoutClaim(-11).build()),
        new Defect(
            "evidence is an array",
            Code.E_COLL_MISSING,
            () -> new Forge().claim(-11, Cbor.array()).build()),
        new Defect("no service TD", Code.E_COLL_ENTRY_MISSING, () -> without(Part.SERVICE_TD)),
        new Defect("no module", Code.E_COLL_ENTRY_MISSING, () -> without(Part.SEAM)),
        new Defect(
            "no current security versions",
            Code.E_COLL_ENTRY_MISSING,
            () -> {
              Forge forge = new Forge();
              return forge
                  .collection(
                      all ->
                          Forge.replace(
                              all,
                              Part.PLATFORM_TCB.key(),
                              Cbor.map(Cbor.entry("0", evidenceOf(forge, Part.PLATFORM_TCB, "0")))))
                  .build();
            }),
        new Defect(
            "TD in both layouts",
            Code.E_COLL_DUPLICATE,
            () ->
                new Forge()
                    .collection(
                        all ->
                            Forge.replace(all, Part.TD.earlyKey(), Forge.find(all, Part.TD.key())))
                    .build()));
  }

  private static List<Defect> evidence() {
    CBORItem classId = environment(Part.SERVICE_TD);
    CBORItem measurement = Cbor.map(Cbor.entry(1, hash()));
    return List.of(
        new Defect(
            "tag 570 instead of 571",
            Code.E_CE_TAG,
            () ->
                new Forge()
                    .evidenceItem(
                        Part.SERVICE_TD,
                        "0",
                        Cbor.tag(
                            570,
                            Cbor.bytes(EvidenceWriter.evidence(Part.SERVICE_TD, hash()).encode())))
                    .build()),
        new Defect(
            "entry is a number",
            Code.E_CE_TAG,
            () ->
                new Forge()
                    .collection(all -> Forge.replace(all, Part.TD.key(), Cbor.integer(0)))
                    .build()),
        shape("evidence is an array", Cbor.array()),
        shape("no triples", Cbor.map(Cbor.entry(0, Cbor.map()))),
        shape("no triple", triples(Cbor.array())),
        shape("a triple of one", triples(Cbor.array(Cbor.array(classId)))),
        shape("no measurement", triples(Cbor.array(Cbor.array(classId, Cbor.array())))),
        shape(
            "a measurement without values",
            triples(Cbor.array(Cbor.array(classId, Cbor.array(Cbor.map()))))),
        shape(
            "two measurements",
            triples(Cbor.array(Cbor.array(classId, Cbor.array(measurement, measurement))))),
        shape(
            "two triples",
            triples(
                Cbor.array(
                    Cbor.array(classId, Cbor.array(measurement)),
                    Cbor.array(classId, Cbor.array(measurement))))),
        new Defect(
            "class-id of the TD in the service TD",
            Code.E_CE_CLASS,
            () ->
                new Forge()
                    .evidence(Part.SERVICE_TD, "0", EvidenceWriter.evidence(Part.TD, hash()))
                    .build()),
        new Defect(
            "no class-id",
            Code.E_CE_CLASS,
            () ->
                new Forge()
                    .evidence(
                        Part.SERVICE_TD,
                        "0",
                        triples(Cbor.array(Cbor.array(Cbor.map(), Cbor.array(measurement)))))
                    .build()));
  }

  private static List<Defect> fields() {
    List<Defect> all = new ArrayList<>();
    for (Field field : Field.values()) {
      all.add(
          new Defect("no " + field, Code.E_FIELD_MISSING, () -> value(field, values -> values)));
      all.add(
          new Defect(
              field + " of another size",
              Code.E_FIELD_SIZE,
              () ->
                  value(
                      field,
                      values -> with(values, field, Cbor.bytes(new byte[field.size() - 1])))));
      all.add(
          new Defect(
              field + " is a text",
              Code.E_FIELD_SIZE,
              () -> value(field, values -> with(values, field, Cbor.text("0")))));
      if (field.form() == Field.Form.DIGEST) {
        all.add(
            new Defect(
                field + " with SHA-256",
                Code.E_DIGEST_ALG,
                () ->
                    value(
                        field,
                        values ->
                            with(
                                values,
                                field,
                                Cbor.array(Cbor.integer(1), Cbor.bytes(new byte[48]))))));
      }
    }
    all.add(
        new Defect(
            "15 security versions",
            Code.E_FIELD_SIZE,
            () -> value(Field.TEE_TCB_SVN, v -> with(v, Field.TEE_TCB_SVN, numbers(15, 0)))));
    all.add(
        new Defect(
            "a security version of 256",
            Code.E_FIELD_SIZE,
            () -> value(Field.TEE_TCB_SVN, v -> with(v, Field.TEE_TCB_SVN, numbers(16, 256)))));
    all.add(
        new Defect(
            "a security version of -1",
            Code.E_FIELD_SIZE,
            () -> value(Field.TEE_TCB_SVN, v -> with(v, Field.TEE_TCB_SVN, numbers(16, -1)))));
    return all;
  }

  private static Defect shape(String name, CBORItem evidence) {
    return new Defect(
        name, Code.E_CE_SHAPE, () -> new Forge().evidence(Part.SERVICE_TD, "0", evidence).build());
  }

  private interface Change {
    List<CBORPair> of(List<CBORPair> values);
  }

  /** A quote whose evidence has a field's value changed or, if nothing puts it back, removed. */
  private static byte[] value(Field field, Change change) {
    Forge forge = new Forge();
    List<CBORPair> values =
        change.of(Forge.remove(forge.values(field.part(), field.slot()), field.key()));
    return forge
        .evidence(
            field.part(), field.slot(), EvidenceWriter.evidence(field.part(), Cbor.map(values)))
        .build();
  }

  private static List<CBORPair> with(List<CBORPair> values, Field field, CBORItem value) {
    values.add(Cbor.entry(field.key(), value));
    return values;
  }

  private static CBORItem numbers(int count, long last) {
    List<CBORItem> numbers = new ArrayList<>();
    for (int i = 0; i < count - 1; i++) {
      numbers.add(Cbor.integer(1));
    }
    numbers.add(Cbor.integer(last));
    return Cbor.array(numbers);
  }

  private static CBORItem hash() {
    return Cbor.map(Cbor.entry(-210, Cbor.array(Cbor.integer(7), Cbor.bytes(new byte[48]))));
  }

  private static CBORItem environment(Part part) {
    return Cbor.map(
        Cbor.entry(
            0,
            Cbor.map(Cbor.entry(0, Cbor.tag(111, Cbor.bytes(DiceOids.contents(part.classId())))))));
  }

  private static CBORItem triples(CBORItem list) {
    return Cbor.map(Cbor.entry(0, Cbor.map(Cbor.entry(0, list))));
  }

  private static CBORItem evidenceOf(Forge forge, Part part, String slot) {
    return Cbor.tag(
        571,
        Cbor.bytes(EvidenceWriter.evidence(part, Cbor.map(forge.values(part, slot))).encode()));
  }

  private static byte[] without(Part part) {
    return new Forge()
        .collection(
            all -> {
              all.removeIf(e -> e.getKey().parse().equals(part.key()));
              return all;
            })
        .build();
  }
}
