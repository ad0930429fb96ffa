package org.seamreplay.module.leaf;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.seamreplay.abi.FieldId;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.abi.OperandId;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.state.Measurements;
import org.seamreplay.module.state.Td;

/** MNG.RD: what the module says of a TD (TDX module 1.5.01). */
final class TdMetadata {
  private static final long CONTEXT_TD = 1L << 52;

  /** Ids of this class have a code format of their own. */
  private static final long CPUID_VALUES_CLASS = 0x14;

  private final TdChecks checks;
  private final List<MetadataField> fields;

  TdMetadata(TdChecks checks, List<MetadataField> fields) {
    this.checks = checks;
    this.fields = fields;
  }

  long read(int lp, int version, SeamRegisters r) {
    long id = (r.rdx & ~FieldId.CONTEXT) | CONTEXT_TD;
    r.r8 = 0;
    if (version > 0) {
      r.rdx = FieldId.NULL;
    }
    long status = checks.tdr(r.rcx, OperandId.RCX);
    if (status != Status.SUCCESS) {
      return status;
    }
    Td td = checks.td(r.rcx);
    status = checks.tdState(td, LeafNumber.MNG_RD);
    if (status != Status.SUCCESS) {
      return status;
    }
    if (version > 0 && (id | FieldId.CONTEXT) == FieldId.NULL) {
      r.rdx = fields.get(0).id();
      return Status.METADATA_FIRST_FIELD_ID_IN_CONTEXT;
    }
    if ((id & FieldId.NOT_IN_SINGLE) != 0) {
      return Status.METADATA_FIELD_ID_INCORRECT;
    }
    if (((id >>> 56) & 0x3F) == CPUID_VALUES_CLASS) {
      return Dispatcher.NOT_MODELLED;
    }
    int entry = entry(id);
    if (entry < 0) {
      return Status.METADATA_FIELD_ID_INCORRECT;
    }
    MetadataField field = fields.get(entry);
    if (!readable(field, td)) {
      return Status.METADATA_FIELD_NOT_READABLE;
    }
    int index = (int) (MetadataField.key(id) - field.key());
    OptionalLong value = value(td, field.name(), index);
    if (value.isEmpty()) {
      return Dispatcher.NOT_MODELLED;
    }
    r.r8 = value.getAsLong() & field.mask();
    if (version > 0) {
      r.rdx = next(entry, index, id, td);
    }
    return Status.SUCCESS;
  }

  private int entry(long id) {
    long key = MetadataField.key(id);
    for (int i = 0; i < fields.size(); i++) {
      MetadataField field = fields.get(i);
      if (key >= field.key() && key - field.key() < field.codes()) {
        return i;
      }
    }
    return -1;
  }

  private static boolean readable(MetadataField field, Td td) {
    return field.read() == 'a' || (field.read() == 'd' && td.debug());
  }

  private long next(int entry, int index, long id, Td td) {
    if (index + 1 < fields.get(entry).codes()) {
      return id + 1;
    }
    for (int i = entry + 1; i < fields.size(); i++) {
      if (readable(fields.get(i), td)) {
        return fields.get(i).id();
      }
    }
    return FieldId.NULL;
  }

  /** Empty for fields whose content is not modelled. */
  private static OptionalLong value(Td td, String field, int index) {
    return switch (field) {
      case "FATAL" -> of(td.fatal ? 1 : 0);
      case "NUM_TDCX" -> of(td.tdcsPages.size());
      case "CHLDCNT" -> of(td.children);
      case "LIFECYCLE_STATE" -> of(td.lifecycle.value());
      case "TDCX_PA" -> of(index < td.tdcsPages.size() ? td.tdcsPages.get(index) : 0);
      case "TD_UUID" -> of(Bytes.words(td.uuid)[index]);
      case "HKID" -> of(td.hkid);
      case "PKG_CONFIG_BITMAP" -> of(td.keyedPackages);
      case "NUM_VCPUS" -> of(td.vcpus.size());
      case "NUM_ASSOC_VCPUS" -> of(td.associatedVcpus);
      case "OP_STATE" -> of(td.opState.value());
      case "NUM_L2_VMS" -> of(td.params.l2Vms());
      case "ATTRIBUTES" -> of(td.params.attributes());
      case "XFAM" -> of(td.params.xfam());
      case "MAX_VCPUS" -> of(td.params.maxVcpus());
      case "GPAW" -> of(0);
      case "TSC_FREQUENCY" -> of(td.params.tscFrequency());
      case "CONFIG_FLAGS" -> of(td.params.configFlags());
      case "MRTD" -> word(td.measurements.mrtd(), index);
      case "MRCONFIGID" -> word(td.params.mrConfigId(), index);
      case "MROWNER" -> word(td.params.mrOwner(), index);
      case "MROWNERCONFIG" -> word(td.params.mrOwnerConfig(), index);
      case "RTMR" -> word(td.measurements.rtmr(index / 6), index % 6);
      // No service TD can be bound, and no TD is ever migrated.
      case "SERVTD_HASH", "SERVTD_NUM" -> of(0);
      default -> OptionalLong.empty();
    };
  }

  private static OptionalLong of(long value) {
    return OptionalLong.of(value);
  }

  private static OptionalLong word(byte[] bytes, int index) {
    return of(Bytes.words(Arrays.copyOf(bytes, Measurements.SIZE))[index]);
  }
}
