package org.seamreplay.module.leaf;

import java.util.OptionalLong;
import java.util.function.Function;
import org.seamreplay.abi.FieldId;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.abi.MetadataField.Masks;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.leaf.FieldTable.Element;
import org.seamreplay.module.state.ModuleState;

/**
 * Reads and writes one metadata field: RDX names it, R8 holds the value, R9 the mask of a write
 * (TDX module 1.5.01).
 */
final class FieldAccess {
  private final ModuleState state;
  private final FieldTable table;

  FieldAccess(ModuleState state, FieldTable table) {
    this.state = state;
    this.table = table;
  }

  /** Presets the results of a failure and takes the id out of RDX. */
  static long take(SeamRegisters r, boolean tellsNext) {
    long id = r.rdx;
    r.r8 = 0;
    if (tellsNext) {
      r.rdx = FieldId.NULL;
    }
    return id;
  }

  /** Reads a field. */
  long read(
      long id, boolean tellsNext, FieldValues values, Function<Masks, Long> who, SeamRegisters r) {
    if (tellsNext && (id | FieldId.CONTEXT) == FieldId.NULL) {
      r.rdx = table.first(field -> readable(field, values, who));
      return Status.METADATA_FIRST_FIELD_ID_IN_CONTEXT;
    }
    Element element = element(id, values);
    MetadataField field = element.field();
    long mask = who.apply(field.read()) & field.mask();
    if (mask == 0 || values.hidden(element)) {
      return Status.METADATA_FIELD_NOT_READABLE;
    }
    r.r8 = value(element, values) & mask;
    if (tellsNext) {
      long next =
          values
              .next(element)
              .orElseGet(() -> table.next(values.position(element), f -> readable(f, values, who)));
      r.rdx = values.enter(next);
    }
    return Status.SUCCESS;
  }

  /** Writes a field; R8 holds its old value then. */
  long write(long id, long value, FieldValues values, Function<Masks, Long> who, SeamRegisters r) {
    Element element = element(id, values);
    MetadataField field = element.field();
    if (values.hidden(element)) {
      return Status.METADATA_FIELD_NOT_READABLE;
    }
    long writable = who.apply(field.write()) & field.mask();
    long mask = writable & r.r9;
    if (mask == 0) {
      return Status.METADATA_FIELD_NOT_WRITABLE;
    }
    long old = value(element, values);
    long judged = values.untouched(field).orElse(old);
    if ((r.r9 & ~writable & (value ^ judged)) != 0) {
      return Status.METADATA_FIELD_VALUE_NOT_VALID;
    }
    long status =
        values.set(
            field,
            element.index(),
            (judged & ~writable) | (old & writable & ~mask) | (value & mask),
            r.r9);
    if (status == Status.SUCCESS) {
      r.r8 = old & who.apply(field.read());
    }
    return status;
  }

  private static boolean readable(
      MetadataField field, FieldValues values, Function<Masks, Long> who) {
    return who.apply(field.read()) != 0 && values.has(field);
  }

  private Element element(long id, FieldValues values) {
    Element element = table.find(id & ~FieldId.CONTEXT);
    if (element != null && values.has(element.field())) {
      MetadataField field = element.field();
      return new Element(
          field, element.entry(), element.index(), (element.id() | (field.id() & FieldId.CONTEXT)));
    }
    if (element != null || state.profile.complete()) {
      throw new Refused(Status.METADATA_FIELD_ID_INCORRECT);
    }
    state.missing = String.format("metadata field 0x%016x", id);
    throw new Refused(Dispatcher.NOT_MODELLED);
  }

  private long value(Element element, FieldValues values) {
    OptionalLong value = values.get(element.field(), element.index());
    if (value.isEmpty()) {
      state.missing = "metadata field " + element.field().name();
      throw new Refused(Dispatcher.NOT_MODELLED);
    }
    return value.getAsLong();
  }
}
