package org.seamreplay.module.leaf;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.abi.Status;
import org.seamreplay.module.leaf.FieldTable.Element;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.profile.VirtualCpuid;
import org.seamreplay.module.state.Measurements;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SecureEpt;
import org.seamreplay.module.state.Td;

/** The metadata of one TD (TDX module 1.5.01). */
final class TdFields implements FieldValues {
  /** Bits of TSC_MULTIPLIER behind the point. */
  private static final int TSC_FRACTION = 48;

  /** TSC_FREQUENCY of a TD whose TSC runs as fast as the CPU's; the model's CPUs have 2.5 GHz. */
  private static final int NATIVE_TSC = 100;

  /** Leaves in the module's table of CPUID. */
  private static final int CPUID_LEAVES = 64;

  private static final long TICKS_PER_MICROSECOND = 2500;
  private static final long LEAST_TIMEOUT = 10_000;
  private static final long MOST_TIMEOUT = 100_000_000;

  /** Entries of the tree as they are in memory. */
  private static final long FREE_ENTRY = 0x80E0000000000000L;

  private static final long TABLE_ENTRY = 1L << 63 | 7;
  private final ModuleState state;
  private final Td td;

  TdFields(ModuleState state, Td td) {
    this.state = state;
    this.td = td;
  }

  @Override
  public boolean has(MetadataField field) {
    return switch (field.name()) {
      case "L2_SEPT_ROOT_1" -> td.params.l2Vms() >= 1;
      case "L2_SEPT_ROOT_2" -> td.params.l2Vms() >= 2;
      case "L2_SEPT_ROOT_3" -> td.params.l2Vms() >= 3;
      default -> true;
    };
  }

  @Override
  public OptionalLong get(MetadataField field, int index) {
    Long written = td.written.get(field.key() + index);
    if (written != null) {
      return of(written);
    }
    if (field.value().isPresent()) {
      return of(field.value().get());
    }
    return switch (field.name()) {
      case "FATAL" -> of(td.fatal ? 1 : 0);
      case "NUM_TDCX" -> of(td.tdcsPages.size());
      case "CHLDCNT" -> of(td.children);
      case "LIFECYCLE_STATE" -> of(td.lifecycle.value());
      case "TDCX_PA" -> of(index < td.tdcsPages.size() ? keyed(td.tdcsPages.get(index)) : 0);
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
      case "GPAW" -> of(td.params.configFlags() & 1);
      case "EPTP" -> of(td.tdcsPages.get(3) | td.params.eptpControls());
      case "TSC_MULTIPLIER" -> of(((long) td.params.tscFrequency() << TSC_FRACTION) / NATIVE_TSC);
      case "TSC_FREQUENCY" -> of(td.params.tscFrequency());
      case "NOTIFY_ENABLES" -> of(td.notifyEnables);
      case "HP_LOCK_TIMEOUT" -> of(td.lockTimeout / TICKS_PER_MICROSECOND);
      case "CONFIG_FLAGS" -> of(td.params.configFlags());
      case "TD_CTLS" -> of(td.controls);
      case "TD_EPOCH" -> of(td.epoch);
      case "REFCOUNT" -> of(td.inGuest[index]);
      case "MRTD" -> word(td.measurements.mrtd(), index);
      case "MRCONFIGID" -> word(td.params.mrConfigId(), index);
      case "MROWNER" -> word(td.params.mrOwner(), index);
      case "MROWNERCONFIG" -> word(td.params.mrOwnerConfig(), index);
      case "RTMR" -> word(td.measurements.rtmr(index / 6), index % 6);
      case "CPUID_VALUES" -> cpuid(index);
      case "CPUID_VALID" -> of(index < CPUID_LEAVES ? 1 : 0);
      case "SEPT_ROOT" -> rootEntry(index);
      case "MSR_BITMAPS" -> of(state.profile.abi().guestMsrs().bitmap(index));
      case "TSC_OFFSET",
          "MIG_DEC_KEY",
          "MIG_DEC_WORKING_KEY",
          "MIG_ENC_KEY",
          "MIG_ENC_WORKING_KEY" -> {
        state.memory.observer().choice("content of " + field.name());
        yield of(0);
      }
      default -> OptionalLong.empty();
    };
  }

  private long keyed(long page) {
    return page | state.addresses.keyed(td.hkid);
  }

  private OptionalLong cpuid(int code) {
    Optional<VirtualCpuid> table = state.profile.virtualCpuid();
    return table.isEmpty() ? OptionalLong.empty() : table.get().word(code, td.params.model());
  }

  private OptionalLong rootEntry(int index) {
    int level = td.sept.rootLevel();
    SecureEpt.Entry entry = td.sept.at(index * SecureEpt.size(level), level);
    return switch (entry.state) {
      case FREE -> of(FREE_ENTRY);
      case TABLE -> of(entry.page | TABLE_ENTRY);
      default -> OptionalLong.empty();
    };
  }

  @Override
  public boolean hidden(Element element) {
    return isCpuid(element.field())
        && state.profile.virtualCpuid().map(t -> t.faults(element.index())).orElse(false);
  }

  /** CPUID leaves are in the order of the module's table, not of their codes. */
  @Override
  public OptionalLong next(Element element) {
    if (!isCpuid(element.field()) || state.profile.virtualCpuid().isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong code = state.profile.virtualCpuid().get().after(element.index());
    return code.isPresent() ? of(element.field().id() + code.getAsLong()) : OptionalLong.empty();
  }

  @Override
  public Element position(Element element) {
    MetadataField field = element.field();
    boolean last =
        isCpuid(field)
            && state.profile.virtualCpuid().map(t -> t.last(element.index())).orElse(false);
    return last
        ? new Element(field, element.entry(), field.elements() * field.fields() - 1, element.id())
        : element;
  }

  @Override
  public long enter(long id) {
    long first = state.profile.virtualCpuid().map(VirtualCpuid::first).orElse(0L);
    return MetadataField.key(id) == CPUID_KEY ? id + first : id;
  }

  private static final long CPUID_KEY = 0x14L << 24;

  private static boolean isCpuid(MetadataField field) {
    return field.name().equals("CPUID_VALUES");
  }

  @Override
  public long set(MetadataField field, int index, long value, long mask) {
    switch (field.name()) {
      case "HP_LOCK_TIMEOUT" -> {
        if (mask != -1L) {
          return Status.METADATA_WR_MASK_NOT_VALID;
        }
        if (value < LEAST_TIMEOUT || value > MOST_TIMEOUT) {
          return Status.METADATA_FIELD_VALUE_NOT_VALID;
        }
        td.lockTimeout = (value * TICKS_PER_MICROSECOND) & 0xFFFFFFFFL;
      }
      case "NOTIFY_ENABLES" -> td.notifyEnables = value;
      case "TD_CTLS" -> {
        if (value != td.controls && (td.params.configFlags() & 2) == 0) {
          return Status.METADATA_FIELD_VALUE_NOT_VALID;
        }
        td.controls = value;
      }
      default -> td.written.put(field.key() + index, value);
    }
    return Status.SUCCESS;
  }

  private static OptionalLong of(long value) {
    return OptionalLong.of(value);
  }

  private static OptionalLong word(byte[] bytes, int index) {
    return of(Bytes.words(Arrays.copyOf(bytes, Measurements.SIZE))[index]);
  }
}
