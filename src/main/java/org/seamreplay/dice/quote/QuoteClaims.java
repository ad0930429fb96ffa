package org.seamreplay.dice.quote;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the claims of a quote say, as far as it can be read. Authentic only once the verifier says
 * so.
 *
 * @param issuer claim 1
 * @param subject claim 2
 * @param profile claim 265 as a dotted OID or whatever text it is
 * @param variant which layout the evidence has
 * @param reportData claim -212, 64 bytes
 * @param fields the fields with their values
 * @param unknown claims, entries and measurements without a meaning here
 * @param padding bytes in this model's padding claim
 */
public record QuoteClaims(
    Optional<String> issuer,
    Optional<String> subject,
    Optional<String> profile,
    QuoteShape.Variant variant,
    Optional<Value> reportData,
    Map<Field, Value> fields,
    List<Unknown> unknown,
    int padding) {

  /** Bytes and where they were. */
  public record Value(byte[] bytes, int offset) {}

  /** An item without a meaning here. */
  public record Unknown(String what, int offset) {}

  /** A field's bytes; only to be asked for once step 32 holds. */
  public byte[] bytes(Field field) {
    return fields.get(field).bytes();
  }

  public OptionalInt offset(Field field) {
    return OptionalInt.of(fields.get(field).offset());
  }
}
