package org.seamreplay.module.leaf;

import java.util.Set;
import org.seamreplay.abi.FieldId;
import org.seamreplay.abi.MetadataField.Masks;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Vcpu;

/** VM.RD, VM.WR, VP.RD, VP.WR and SYS.RD of a guest (TDX module 1.5.01). */
final class TdMetadataCalls {
  private static final int HIGHEST_VERSION = 1;

  /** What a guest may know of the module. */
  private static final Set<String> SYSTEM_FIELDS =
      Set.of(
          "VENDOR_ID",
          "MINOR_VERSION",
          "MAJOR_VERSION",
          "SYS_ATTRIBUTES",
          "NUM_TDX_FEATURES",
          "TDX_FEATURES0",
          "MIG_ATTRIBUTES",
          "MIN_EXPORT_VERSION",
          "MAX_EXPORT_VERSION",
          "MIN_IMPORT_VERSION",
          "MAX_IMPORT_VERSION",
          "GUEST_L2_GPA_ATTR_MASK");

  private final ModuleState state;
  private final FieldAccess tdFields;
  private final FieldAccess vcpuFields;
  private final GlobalMetadata system;

  TdMetadataCalls(
      ModuleState state, FieldAccess tdFields, FieldAccess vcpuFields, GlobalMetadata system) {
    this.state = state;
    this.tdFields = tdFields;
    this.vcpuFields = vcpuFields;
    this.system = system;
  }

  long readTd(Vcpu vcpu, int version, SeamRegisters r) {
    long id = FieldAccess.take(r, version > 0);
    if (version > HIGHEST_VERSION) {
      throw new Refused(Status.OPERAND_INVALID);
    }
    checkRcx(r);
    return tdFields.read(id, version > 0, new TdFields(state, vcpu.td), Masks::guest, r);
  }

  long writeTd(Vcpu vcpu, SeamRegisters r) {
    long value = r.r8;
    long id = FieldAccess.take(r, false);
    checkRcx(r);
    return tdFields.write(id, value, new TdFields(state, vcpu.td), Masks::guest, r);
  }

  long readVcpu(Vcpu vcpu, SeamRegisters r) {
    long id = FieldAccess.take(r, true);
    checkRcx(r);
    return vcpuFields.read(id, true, new VcpuFields(state, vcpu), Masks::guest, r);
  }

  long writeVcpu(Vcpu vcpu, SeamRegisters r) {
    long value = r.r8;
    long id = FieldAccess.take(r, false);
    checkRcx(r);
    return vcpuFields.write(id, value, new VcpuFields(state, vcpu), Masks::guest, r);
  }

  private static void checkRcx(SeamRegisters r) {
    if (r.rcx != 0) {
      throw new Refused(Status.of(Status.OPERAND_INVALID, Register.RCX));
    }
  }

  long readSystem(SeamRegisters r) {
    long id = FieldAccess.take(r, true) & ~FieldId.CONTEXT;
    if ((id | FieldId.CONTEXT) == FieldId.NULL) {
      r.rdx = system.next(-1, 0, SYSTEM_FIELDS);
      return Status.METADATA_FIRST_FIELD_ID_IN_CONTEXT;
    }
    int entry = (id & FieldId.NOT_IN_SINGLE) != 0 ? -1 : system.entry(id);
    if (entry < 0) {
      return Status.METADATA_FIELD_ID_INCORRECT;
    }
    if (!SYSTEM_FIELDS.contains(system.name(entry))) {
      return Status.METADATA_FIELD_NOT_READABLE;
    }
    r.r8 = system.value(entry, id);
    r.rdx = system.next(entry, id, SYSTEM_FIELDS);
    return Status.SUCCESS;
  }
}
