package org.seamreplay.kernel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.seamreplay.platform.CpuModel;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.NotModelled;

/**
 * What the CPU can do and where it is defective, by the names of asm/cpufeatures.h: the machine
 * profile's features, changed by setup_force_cpu_cap() and the like; and boot_cpu_data.
 */
final class CpuFeatures {
  private static final String CPUINFO = "cpuinfo_x86";

  /** Four levels of page tables. */
  private static final int VIRTUAL_BITS = 48;

  /** More than asm/cpufeatures.h has. */
  private static final int MOST_NAMES = 4096;

  private final MachineProfile profile;
  private final Layouts layouts;
  private final Set<String> present = new HashSet<>();

  /** Names of numbers that came with a name, for calls that pass a number on. */
  private final Map<Long, String> names = new HashMap<>();

  CpuFeatures(MachineProfile profile, Layouts layouts) {
    this.profile = profile;
    this.layouts = layouts;
    for (String feature : profile.features()) {
      present.add("X86_FEATURE_" + feature);
    }
  }

  void register(Models m) {
    m.model("seamreplay_cpu_has", c -> c.result(present.contains(name(c)) ? 1 : 0));
    m.model("seamreplay_set_cpu_cap", c -> present.add(name(c)));
    m.model("seamreplay_clear_cpu_cap", c -> present.remove(name(c)));
    m.data("boot_cpu_data", bootCpuData(), 8);
  }

  boolean has(String name) {
    return present.contains(name);
  }

  /** The feature of a call that passes number and name. */
  String name(ExternalCall call) {
    long number = call.arg(0);
    String name = call.stringArg(1).strip();
    if (name.startsWith("X86_FEATURE_") || name.startsWith("X86_BUG_")) {
      if (names.size() < MOST_NAMES) {
        names.put(number, name);
      }
      return name;
    }
    String known = names.get(number);
    if (known == null) {
      throw new NotModelled(
          "CPU feature number " + number + " (" + name + ") without its name", call.vm().stack());
    }
    return known;
  }

  private byte[] bootCpuData() {
    CpuModel model =
        CpuModel.all().stream()
            .filter(m -> m.name().equals(profile.cpuModel()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("unknown CPU model " + profile.cpuModel()));
    byte[] data = new byte[layouts.size(CPUINFO)];
    layouts.put(data, CPUINFO, "x86_model", model.model());
    layouts.put(data, CPUINFO, "x86", model.family());
    layouts.put(data, CPUINFO, "x86_stepping", model.stepping());
    layouts.put(data, CPUINFO, "x86_virt_bits", VIRTUAL_BITS);
    // The kernel takes the KeyID bits off.
    layouts.put(
        data, CPUINFO, "x86_phys_bits", profile.physicalAddressBits() - profile.keyIdBits());
    layouts.put(data, CPUINFO, "x86_cache_bits", profile.physicalAddressBits());
    layouts.put(data, CPUINFO, "x86_clflush_size", AddressSpace.CACHE_LINE);
    return data;
  }
}
