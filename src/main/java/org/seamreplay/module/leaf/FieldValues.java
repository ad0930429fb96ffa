package org.seamreplay.module.leaf;

import java.util.OptionalLong;
import org.seamreplay.abi.MetadataField;

/** What the fields of one TD or VCPU hold. */
interface FieldValues {
  /** The value of an element; empty if the model does not know it. */
  OptionalLong get(MetadataField field, int index);

  /**
   * Gives an element another value, which the masks allow.
   *
   * @param mask the bits of R9
   * @return what the field's own rules say
   */
  long set(MetadataField field, int index, long value, long mask);

  /** What a field that was never written counts as when a write is judged; empty for its value. */
  default OptionalLong untouched(MetadataField field) {
    return OptionalLong.empty();
  }

  /** Whether the TD has the field at all. */
  default boolean has(MetadataField field) {
    return true;
  }

  /** The id after an element that is in an order of its own; empty for the table's order. */
  default OptionalLong next(FieldTable.Element element) {
    return OptionalLong.empty();
  }

  /** The last element of a field in whose order an element is the last; else the element. */
  default FieldTable.Element position(FieldTable.Element element) {
    return element;
  }

  /** The element that follows a field whose next one is in an order of its own. */
  default long enter(long id) {
    return id;
  }

  /** Whether nobody may read an element that others of its field show. */
  default boolean hidden(FieldTable.Element element) {
    return false;
  }
}
