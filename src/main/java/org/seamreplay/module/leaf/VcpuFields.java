package org.seamreplay.module.leaf;

import java.util.Map;
import java.util.OptionalLong;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.abi.Status;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Vcpu;
import org.seamreplay.platform.PhysicalMemory;

/**
 * The metadata of one VCPU (TDX module 1.5.01). Most of it mirrors what is in the VMCS and in the
 * pages of the VCPU; what the model does not follow holds what was written there, or 0.
 */
final class VcpuFields implements FieldValues {
  private static final String VECTOR = "Posted-interrupt notification vector";
  private static final String DESCRIPTOR = "Posted-interrupt descriptor address";
  private static final String PIN_CONTROLS = "Pin-Based VM-Exection Controls";
  private static final String SHARED_EPT = "Shared EPTP";
  private static final long POSTED_INTERRUPTS = 1 << 7;
  private static final long MOST_VECTORS = 255;
  private static final int DESCRIPTOR_ALIGN = 64;
  private static final int PAGE = PhysicalMemory.FRAME_SIZE;

  /** Codes of the fields that posted interrupts need, as the status names them. */
  private static final int VECTOR_CODE = 2;

  private static final int DESCRIPTOR_CODE = 0x2016;

  /** Fields of nested VMs, which a TD has for as many as it asked for. */
  private static final Map<String, Integer> NESTED =
      Map.of("L2_MSR_BITMAPS_1", 1, "L2_MSR_BITMAPS_2", 2, "L2_MSR_BITMAPS_3", 3);

  private final ModuleState state;
  private final Vcpu vcpu;

  VcpuFields(ModuleState state, Vcpu vcpu) {
    this.state = state;
    this.vcpu = vcpu;
  }

  @Override
  public boolean has(MetadataField field) {
    String name = field.name();
    int digit = name.length() - 1;
    for (String prefix : new String[] {"L2_MSR_BITMAPS_", "L2_VMCS_", "L2_SHADOW_MSR_BITMAPS_"}) {
      if (name.startsWith(prefix) && Character.isDigit(name.charAt(digit))) {
        return vcpu.td.params.l2Vms() >= name.charAt(digit) - '0';
      }
    }
    return vcpu.td.params.l2Vms() >= NESTED.getOrDefault(name, 0);
  }

  @Override
  public OptionalLong get(MetadataField field, int index) {
    Long written = vcpu.written.get(key(field, index));
    if (written != null) {
      return OptionalLong.of(written);
    }
    return OptionalLong.of(
        switch (field.name()) {
          case "VCPU_INDEX" -> vcpu.index;
          case "NUM_TDVPS_PAGES" -> vcpu.tdvpsPages.size();
          case "ASSOC_LPID" -> vcpu.lp == Vcpu.NO_LP ? -1 : vcpu.lp;
          case "VCPU_EPOCH" -> vcpu.epoch;
          case "CPUID_SUPERVISOR_VE" -> vcpu.cpuidVe & 1;
          case "CPUID_USER_VE" -> (vcpu.cpuidVe >>> 1) & 1;
          case "PEND_NMI" -> vcpu.nmi;
          case "XFAM" -> vcpu.td.params.xfam();
          case SHARED_EPT -> vcpu.sharedEpt;
          case "VCPU_STATE_DETAILS", PIN_CONTROLS -> 0;
          default -> unfollowed(field, index);
        });
  }

  /** Of an array, one for each VM, only the first element is known. */
  private long unfollowed(MetadataField field, int index) {
    if (field.value().isEmpty()) {
      state.memory.observer().choice("content of VCPU field " + field.name());
    }
    return index == 0 ? field.value().orElse(0L) : 0;
  }

  /** Addresses that nobody has written count as 0. */
  @Override
  public OptionalLong untouched(MetadataField field) {
    boolean address = field.name().equals(SHARED_EPT) || field.name().equals(DESCRIPTOR);
    return address && !vcpu.written.containsKey(key(field, 0))
        ? OptionalLong.of(0)
        : OptionalLong.empty();
  }

  @Override
  public long set(MetadataField field, int index, long value, long mask) {
    long status = rule(field, value);
    if (status != Status.SUCCESS) {
      return status;
    }
    switch (field.name()) {
      case "PEND_NMI" -> vcpu.nmi = value;
      case "CPUID_SUPERVISOR_VE" -> vcpu.cpuidVe = (vcpu.cpuidVe & ~1) | (value & 1);
      case "CPUID_USER_VE" -> vcpu.cpuidVe = (vcpu.cpuidVe & ~2) | (value & 1) << 1;
      case SHARED_EPT -> {
        vcpu.sharedEpt = value;
        vcpu.written.put(key(field, index), value);
      }
      default -> vcpu.written.put(key(field, index), value);
    }
    return Status.SUCCESS;
  }

  /** What a field asks of its value. */
  private long rule(MetadataField field, long value) {
    boolean valid =
        switch (field.name()) {
          case VECTOR -> value <= MOST_VECTORS;
          case DESCRIPTOR -> state.addresses.shared(value, DESCRIPTOR_ALIGN);
          case SHARED_EPT -> state.addresses.shared(value, PAGE);
          default -> true;
        };
    if (!valid) {
      return Status.METADATA_FIELD_VALUE_NOT_VALID;
    }
    if (field.name().equals(PIN_CONTROLS) && (value & POSTED_INTERRUPTS) != 0) {
      if (!vcpu.written.containsKey((long) VECTOR_CODE)) {
        return Status.of(Status.TD_VMCS_FIELD_NOT_INITIALIZED, VECTOR_CODE);
      }
      if (!vcpu.written.containsKey((long) DESCRIPTOR_CODE)) {
        return Status.of(Status.TD_VMCS_FIELD_NOT_INITIALIZED, DESCRIPTOR_CODE);
      }
    }
    return Status.SUCCESS;
  }

  private static long key(MetadataField field, int index) {
    return field.key() + (long) index * field.step();
  }
}
