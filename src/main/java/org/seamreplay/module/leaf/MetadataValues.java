package org.seamreplay.module.leaf;

import java.util.List;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.module.leaf.GlobalMetadata.Value;
import org.seamreplay.module.profile.Choices;
import org.seamreplay.module.profile.CpuidConfig;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.platform.MachineProfile;

/**
 * Where the values of global metadata fields come from: profile, platform or the module's state.
 */
final class MetadataValues {
  private final ModuleState state;
  private final MachineProfile machine;
  private final ModuleProfile profile;

  MetadataValues(ModuleState state) {
    this.state = state;
    this.machine = state.machine.profile();
    this.profile = state.profile;
  }

  Value of(MetadataField field) {
    if (field.value().isPresent()) {
      long value = profile.value(field.name());
      return index -> value;
    }
    ModuleProfile.Version version = profile.version();
    ModuleProfile.Handoff handoff = profile.handoff();
    return switch (field.name()) {
      case "NUM_PKGS" -> constant(machine.packages());
      case "PKG_FMS" -> {
        long fms = state.cpuSignature();
        yield index -> index < machine.packages() ? fms : 0;
      }
      case "BUILD_DATE" -> constant(version.buildDate());
      case "BUILD_NUM" -> constant(version.buildNumber());
      case "MAJOR_VERSION" -> constant(version.major());
      case "MINOR_VERSION" -> constant(version.minor());
      case "UPDATE_VERSION" -> constant(version.update());
      case "INTERNAL_VERSION" -> constant(version.internal());
      case "MODULE_HV" -> constant(handoff.nativeVersion());
      case "MIN_UPDATE_HV" -> constant(handoff.minimum());
      case "NO_DOWNGRADE" -> constant(handoff.noDowngrade() ? 1 : 0);
      case "NUM_HANDOFF_PAGES" -> constant(handoff.pages() - 1);
      case "HANDOFF_DATA_VALID" -> index -> state.handoff == null ? 0 : 1;
      case "HANDOFF_DATA_HV" -> index -> state.handoff == null ? 0 : state.handoff.version();
      case "HANDOFF_DATA_SIZE" -> index -> state.handoff == null ? 0 : state.handoff.size();
      case "SYS_ATTRIBUTES" -> index -> state.attributes;
      case "TDX_FEATURES0" -> constant(profile.features());
      case "CMR_BASE" -> state.cmrs::base;
      case "CMR_SIZE" -> state.cmrs::size;
      case "NUM_CPUID_CONFIG" -> constant(profile.cpuidConfig().size());
      case "CPUID_CONFIG_LEAVES" -> {
        List<CpuidConfig> leaves = profile.cpuidConfig();
        yield index -> index < leaves.size() ? leaves.get(index).id() : -1L;
      }
      case "CPUID_CONFIG_VALUES" -> {
        List<CpuidConfig> leaves = profile.cpuidConfig();
        yield new Value() {
          @Override
          public long at(int index) {
            return index < 2 * leaves.size() ? leaves.get(index / 2).values(index & 1) : 0;
          }

          /** Of entries that are not used, RDALL writes the first half only. */
          @Override
          public boolean skipped(int index) {
            return index > 2 * leaves.size() && (index & 1) != 0;
          }
        };
      }
      case "NUM_ALLOWED_FMS" -> constant(state.allowedModels().size());
      case "ALLOWED_FMS" -> {
        List<Long> models = state.allowedModels();
        yield index -> index < models.size() ? models.get(index) : 0;
      }
      case "EXT_REQUIRED", "MEMORY_POOL_REQUIRED_PAGES", "MAX_QUOTE_SIZE" ->
          extensionField(field.name());
      default -> throw new IllegalStateException("no source for metadata field " + field.name());
    };
  }

  /** Fields that mean nothing before some leaf has succeeded. */
  private Value extensionField(String name) {
    return new Value() {
      @Override
      public long at(int index) {
        return meaningful() ? now() : 0;
      }

      @Override
      public boolean readable() {
        return meaningful() || profile.choices().earlyExtensionFields() == Choices.EarlyFields.ZERO;
      }

      @Override
      public boolean early() {
        return !meaningful();
      }

      private boolean meaningful() {
        return name.equals("MAX_QUOTE_SIZE")
            ? state.extensions.quotingReady()
            : state.extensions.configured();
      }

      private long now() {
        return switch (name) {
          case "EXT_REQUIRED" -> state.extensions.required() ? 1 : 0;
          case "MEMORY_POOL_REQUIRED_PAGES" -> state.extensions.requiredPages();
          default -> profile.extensions().maxQuoteSize();
        };
      }
    };
  }

  private static Value constant(long value) {
    return index -> value;
  }
}
