package org.seamreplay.module.leaf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.seamreplay.abi.FieldId;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.module.profile.ModuleProfile;

/** The global metadata of one module: which fields it has and what they hold at the moment. */
final class GlobalMetadata {
  /** What a field holds. */
  interface Value {
    /**
     * The value now.
     *
     * @param index number of the element among all elements of all fields of the entry
     */
    long at(int index);

    /** Whether it can be read now. */
    default boolean readable() {
      return true;
    }

    /** Whether a list leaves out the element's bytes. */
    default boolean skipped(int index) {
      return false;
    }

    /** Whether it means nothing yet, so that what a read answers is a choice of the model. */
    default boolean early() {
      return false;
    }
  }

  private static final int HEADER = 8;

  private final MetadataField[] fields;
  private final int[] codes;

  /** Class and code of each entry, ascending: what a lookup searches. */
  private final long[] keys;

  private final Value[] values;

  GlobalMetadata(ModuleProfile profile, MetadataValues source) {
    List<MetadataField> present = new ArrayList<>();
    for (MetadataField field : profile.abi().metadata().global()) {
      if (!field.optional() || profile.optionalFields().contains(field.name())) {
        present.add(field);
      }
    }
    fields = present.toArray(new MetadataField[0]);
    keys = new long[fields.length];
    codes = new int[fields.length];
    values = new Value[fields.length];
    for (int i = 0; i < fields.length; i++) {
      MetadataField field = fields[i];
      keys[i] = field.key();
      codes[i] =
          field.elements() * profile.fieldCounts().getOrDefault(field.name(), field.fields());
      values[i] = source.of(field);
    }
  }

  /** Id of the first field. */
  long first() {
    return fields[0].id();
  }

  /** Number of entries. */
  int entries() {
    return fields.length;
  }

  /** The entry that contains the id's class and code; negative if there is none. */
  int entry(long id) {
    long key = MetadataField.key(id);
    int at = Arrays.binarySearch(keys, key);
    if (at >= 0) {
      return at;
    }
    int before = -at - 2;
    return before >= 0 && key - keys[before] < codes[before] ? before : -1;
  }

  boolean readable(int entry) {
    return values[entry].readable();
  }

  /** The name of a field that means nothing yet; null for one that does. */
  String early(int entry) {
    return values[entry].early() ? fields[entry].name() : null;
  }

  long value(int entry, long id) {
    return values[entry].at((int) (MetadataField.key(id) - keys[entry])) & fields[entry].mask();
  }

  /**
   * The id after this one: of the next element, or of the next entry that can be read; all ones at
   * the end.
   */
  long next(int entry, long id) {
    if (MetadataField.key(id) - keys[entry] + 1 < codes[entry]) {
      return id + 1;
    }
    int next = entry + 1;
    while (next < fields.length && !values[next].readable()) {
      next++;
    }
    return next < fields.length ? fields[next].id() : FieldId.NULL;
  }

  /** The name of an entry. */
  String name(int entry) {
    return fields[entry].name();
  }

  /** The id after this one if only some fields count; before the first one for entry -1. */
  long next(int entry, long id, Set<String> names) {
    if (entry >= 0 && MetadataField.key(id) - keys[entry] + 1 < codes[entry]) {
      return id + 1;
    }
    for (int next = entry + 1; next < fields.length; next++) {
      if (names.contains(fields[next].name())) {
        return fields[next].id();
      }
    }
    return FieldId.NULL;
  }

  /** Whether the id is that of element 0 of a field, with the field's own size code. */
  boolean startsField(long id) {
    int entry = entry(id);
    return entry >= 0
        && (MetadataField.key(id) - keys[entry]) % fields[entry].elements() == 0
        && ((id ^ fields[entry].id()) & FieldId.SIZE_CODE) == 0;
  }

  /**
   * Writes fields as a metadata list from one field on, until the buffer is full. Fields that
   * cannot be read now are left out.
   *
   * @return id of the first field that did not fit, or all ones
   */
  long list(long from, ByteBuffer page) {
    int entry = entry(from);
    int index = (int) (MetadataField.key(from) - keys[entry]);
    page.putLong(0, 0).position(HEADER);
    int sequences = 0;
    int header = -1;
    int count = 0;
    int previous = -1;
    long first = 0;
    while (entry < fields.length) {
      if (!values[entry].readable()) {
        entry++;
        continue;
      }
      MetadataField field = fields[entry];
      boolean joins = previous >= 0 && (previous == entry || continues(previous, entry));
      int need = field.elements() * 8 + (joins ? 0 : 8);
      if (page.remaining() < need) {
        break;
      }
      if (!joins) {
        header = page.position();
        first = field.id() + index;
        count = 0;
        sequences++;
        page.putLong(0);
      }
      for (int element = 0; element < field.elements(); element++, index++) {
        if (values[entry].skipped(index)) {
          page.position(page.position() + 8);
        } else {
          page.putLong(values[entry].at(index) & field.mask());
        }
      }
      page.putLong(header, FieldId.sequence(first, field.elements(), ++count));
      previous = entry;
      if (index == codes[entry]) {
        entry++;
        index = 0;
      }
    }
    page.putShort(0, (short) page.position()).putShort(2, (short) sequences);
    return entry == fields.length ? FieldId.NULL : fields[entry].id() + index;
  }

  /** Whether an entry goes on in the sequence of the one before it: same shape, next code. */
  private boolean continues(int before, int entry) {
    return fields[before].elementSize() == fields[entry].elementSize()
        && fields[before].elements() == fields[entry].elements()
        && keys[before] + codes[before] == keys[entry];
  }
}
