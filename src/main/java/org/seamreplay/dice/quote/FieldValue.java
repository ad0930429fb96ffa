package org.seamreplay.dice.quote;

import java.util.Optional;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cbor.QuoteFinding;

/**
 * A field's value as it was decoded: its bytes, or what is wrong with it (step 32).
 *
 * @param bytes of the field's size
 * @param finding if there are no bytes
 */
public record FieldValue(Optional<byte[]> bytes, Optional<QuoteFinding> finding) {
  /**
   * Decodes a value in its form.
   *
   * @param modelProfile whether digests must name SHA-384; other profiles may name any algorithm
   */
  public static FieldValue read(Field field, CborItem item, boolean modelProfile) {
    if (item instanceof CborItem.Array array) {
      return switch (field.form()) {
        case BYTES -> sized(field, item, item);
        case DIGEST -> digest(field, array, modelProfile);
        case SVN -> svn(field, array);
      };
    }
    return sized(field, item, item);
  }

  private static FieldValue digest(Field field, CborItem.Array pair, boolean modelProfile) {
    if (pair.items().size() != 2 || !(pair.items().get(0) instanceof CborItem.Int algorithm)) {
      return bad(Code.E_FIELD_SIZE, pair, "%s is %s, not a digest", field.name(), pair.kind());
    }
    if (modelProfile && algorithm.value() != Labels.DIGEST_SHA384) {
      return bad(
          Code.E_DIGEST_ALG,
          algorithm,
          "%s has digest algorithm %d, SHA-384 is 7",
          field.name(),
          algorithm.value());
    }
    return sized(field, pair.items().get(1), pair);
  }

  private static FieldValue svn(Field field, CborItem.Array numbers) {
    byte[] bytes = new byte[field.size()];
    if (numbers.items().size() != bytes.length) {
      return bad(
          Code.E_FIELD_SIZE,
          numbers,
          "%s has %d numbers, not %d",
          field.name(),
          numbers.items().size(),
          bytes.length);
    }
    for (int i = 0; i < bytes.length; i++) {
      CborItem item = numbers.items().get(i);
      if (!(item instanceof CborItem.Int number) || number.value() < 0 || number.value() > 255) {
        return bad(
            Code.E_FIELD_SIZE, item, "%s[%d] is %s, not 0 to 255", field.name(), i, item.kind());
      }
      bytes[i] = (byte) number.value();
    }
    return new FieldValue(Optional.of(bytes), Optional.empty());
  }

  private static FieldValue sized(Field field, CborItem item, CborItem place) {
    if (item instanceof CborItem.Bytes bytes && bytes.length() == field.size()) {
      return new FieldValue(Optional.of(bytes.copy()), Optional.empty());
    }
    return bad(
        Code.E_FIELD_SIZE,
        place,
        "%s is %s, not %d bytes",
        field.name(),
        item.kind(),
        field.size());
  }

  private static FieldValue bad(Code code, CborItem place, String format, Object... values) {
    return new FieldValue(
        Optional.empty(),
        Optional.of(
            QuoteFinding.at(
                code, place.offset(), String.format(java.util.Locale.ROOT, format, values))));
  }
}
