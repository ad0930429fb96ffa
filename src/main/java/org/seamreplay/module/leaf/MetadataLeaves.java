package org.seamreplay.module.leaf;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.seamreplay.abi.FieldId;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.profile.CpuidConfig;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.module.state.CmrTable;
import org.seamreplay.module.state.ModuleState;

/** SYS.RD, SYS.RDALL and SYS.INFO: what the module says of itself (TDX module 1.5.01). */
final class MetadataLeaves {
  private static final int LIST_SIZE = 4096;
  private static final int INFO_SIZE = 1024;
  private static final int CMR_ALIGN = 512;
  private static final int CMR_BYTES = 16;

  private final ModuleState state;
  private final GlobalMetadata metadata;

  MetadataLeaves(ModuleState state, GlobalMetadata metadata) {
    this.state = state;
    this.metadata = metadata;
  }

  long read(int lp, int version, SeamRegisters r) {
    long id = r.rdx & ~FieldId.CONTEXT;
    r.rdx = FieldId.NULL;
    r.r8 = 0;
    if (!state.initialisedLps.get(lp)) {
      return Status.SYS_LP_INIT_NOT_DONE;
    }
    if ((id | FieldId.CONTEXT) == FieldId.NULL) {
      r.rdx = metadata.first();
      return Status.METADATA_FIRST_FIELD_ID_IN_CONTEXT;
    }
    if ((id & FieldId.NOT_IN_SINGLE) != 0) {
      return Status.METADATA_FIELD_ID_INCORRECT;
    }
    int entry = metadata.entry(id);
    if (entry < 0) {
      return unknown(id);
    }
    markEarly(entry);
    if (!metadata.readable(entry)) {
      return Status.METADATA_FIELD_NOT_READABLE;
    }
    r.r8 = metadata.value(entry, id);
    r.rdx = metadata.next(entry, id);
    return Status.SUCCESS;
  }

  /** A field that the profile does not list: really unknown to the module, or to the model only. */
  private long unknown(long id) {
    if (state.profile.complete() || state.profile.abi().metadata().findGlobal(id).isPresent()) {
      return Status.METADATA_FIELD_ID_INCORRECT;
    }
    state.missing = String.format("metadata field 0x%016x", id);
    return Dispatcher.NOT_MODELLED;
  }

  private void markEarly(int entry) {
    String field = metadata.early(entry);
    if (field != null) {
      state.memory.observer().choice("early read of " + field);
    }
  }

  long readAll(int lp, int version, SeamRegisters r) {
    long id = r.r8 & ~FieldId.CONTEXT;
    r.r8 = FieldId.NULL;
    if (!state.initialisedLps.get(lp)) {
      return Status.SYS_LP_INIT_NOT_DONE;
    }
    if (!state.addresses.shared(r.rdx, LIST_SIZE)) {
      return Status.of(Status.OPERAND_INVALID, Register.RDX);
    }
    if ((id | FieldId.CONTEXT) == FieldId.NULL) {
      id = metadata.first();
    }
    if (!metadata.startsField(id)) {
      return Status.METADATA_FIELD_ID_INCORRECT;
    }
    for (int entry = metadata.entry(id); entry < metadata.entries(); entry++) {
      markEarly(entry);
    }
    long target = state.addresses.plain(r.rdx);
    byte[] page = state.memory.readPrivate(target, LIST_SIZE);
    ByteBuffer list = Bytes.of(page);
    long next = metadata.list(id, list);
    byte[] written = Arrays.copyOf(page, list.position());
    state.memory.write(target, written, "METADATA_LIST");
    r.r8 = next;
    return next == FieldId.NULL ? Status.SUCCESS : Status.METADATA_LIST_OVERFLOW;
  }

  long info(int lp, int version, SeamRegisters r) {
    long infoSize = r.rdx;
    long entries = r.r9;
    r.rdx = 0;
    r.r9 = 0;
    if (!state.initialisedLps.get(lp)) {
      return Status.SYS_LP_INIT_NOT_DONE;
    }
    if (!state.addresses.shared(r.rcx, INFO_SIZE)) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    if (Long.compareUnsigned(infoSize, INFO_SIZE) < 0) {
      return Status.of(Status.OPERAND_INVALID, Register.RDX);
    }
    long info = state.addresses.plain(r.rcx);
    state.memory.write(info, new byte[INFO_SIZE], "TDSYSINFO_STRUCT");
    if (!state.addresses.shared(r.r8, CMR_ALIGN)) {
      return Status.of(Status.OPERAND_INVALID, Register.R8);
    }
    if (Long.compareUnsigned(entries, CmrTable.ENTRIES) < 0) {
      return Status.of(Status.OPERAND_INVALID, Register.R9);
    }
    state.memory.write(info, systemInfo(), "TDSYSINFO_STRUCT");
    byte[] table = new byte[CmrTable.ENTRIES * CMR_BYTES];
    ByteBuffer cmrs = Bytes.of(table);
    for (int i = 0; i < CmrTable.ENTRIES; i++) {
      cmrs.putLong(state.cmrs.base(i)).putLong(state.cmrs.size(i));
    }
    state.memory.write(state.addresses.plain(r.r8), table, "CMR_INFO");
    r.rdx = INFO_SIZE;
    r.r9 = CmrTable.ENTRIES;
    return Status.SUCCESS;
  }

  /** TDSYSINFO_STRUCT. Its CPUID masks show configurable and allowable bits together. */
  private byte[] systemInfo() {
    ModuleProfile profile = state.profile;
    ModuleProfile.Version version = profile.version();
    byte[] bytes = new byte[INFO_SIZE];
    ByteBuffer info = Bytes.of(bytes);
    info.putInt(4, (int) profile.value("VENDOR_ID"));
    info.putInt(8, version.buildDate());
    info.putShort(12, (short) version.buildNumber());
    info.putShort(14, (short) version.minor());
    info.putShort(16, (short) version.major());
    info.put(18, (byte) 1);
    info.putShort(32, (short) profile.value("MAX_TDMRS"));
    info.putShort(34, (short) profile.value("MAX_RESERVED_PER_TDMR"));
    info.putShort(36, (short) profile.value("PAMT_4K_ENTRY_SIZE"));
    info.putShort(48, (short) profile.value("TDCS_BASE_SIZE"));
    info.putShort(52, (short) profile.value("TDVPS_BASE_SIZE"));
    info.putLong(64, profile.value("ATTRIBUTES_FIXED0"));
    info.putLong(72, profile.value("ATTRIBUTES_FIXED1"));
    info.putLong(80, profile.value("XFAM_FIXED0"));
    info.putLong(88, profile.value("XFAM_FIXED1"));
    int room = (INFO_SIZE - 132) / 24;
    info.putInt(128, Math.min(room, profile.cpuidConfig().size()));
    info.position(132);
    for (CpuidConfig config : profile.cpuidConfig().subList(0, info.getInt(128))) {
      info.putInt(config.leaf()).putInt(config.subleaf());
      for (int register = 0; register < 4; register++) {
        info.putInt(config.configurable().get(register) | config.allowable().get(register));
      }
    }
    return bytes;
  }
}
