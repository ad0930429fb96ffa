package org.seamreplay.module.leaf;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.seamreplay.abi.FieldId;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.abi.Status;

/** The fields of one scope, TD or VCPU, by id (TDX module 1.5.01). */
final class FieldTable {
  private final MetadataField[] fields;
  private final long[] keys;

  FieldTable(List<MetadataField> list) {
    fields = list.toArray(new MetadataField[0]);
    keys = Arrays.stream(fields).mapToLong(MetadataField::key).toArray();
  }

  /**
   * An element of a field.
   *
   * @param entry the field's place in the table
   * @param index number of the element among all of the field
   * @param id as it was asked for
   */
  record Element(MetadataField field, int entry, int index, long id) {
    /** Class and code. */
    long key() {
      return MetadataField.key(id);
    }
  }

  /** The element of an id; the call ends if the id has bits that it must not have. */
  Element find(long id) {
    if ((id & FieldId.NOT_IN_SINGLE) != 0) {
      throw new Refused(Status.METADATA_FIELD_ID_INCORRECT);
    }
    long key = MetadataField.key(id);
    int at = Arrays.binarySearch(keys, key);
    int entry = at >= 0 ? at : -at - 2;
    if (entry < 0) {
      return null;
    }
    MetadataField field = fields[entry];
    long distance = key - keys[entry];
    return distance < field.codes() && distance % field.step() == 0
        ? new Element(field, entry, (int) (distance / field.step()), id)
        : null;
  }

  /** Id of the first field that somebody may read. */
  long first(Predicate<MetadataField> readable) {
    return from(0, readable);
  }

  /** The id after an element: of the next one, or of the next field that somebody may read. */
  long next(Element element, Predicate<MetadataField> readable) {
    MetadataField field = element.field;
    return element.index + 1 < field.elements() * field.fields()
        ? element.id + field.step()
        : from(element.entry + 1, readable);
  }

  private long from(int start, Predicate<MetadataField> readable) {
    for (int i = start; i < fields.length; i++) {
      if (readable.test(fields[i])) {
        return fields[i].id();
      }
    }
    return FieldId.NULL;
  }
}
