package org.seamreplay.platform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.platform.MachineProfile.Cpu;
import org.seamreplay.platform.MachineProfile.CpuStart;
import org.seamreplay.platform.MachineProfile.MemoryRegion;
import org.seamreplay.platform.MachineProfile.Range;

/** Makes a machine profile from YAML and refuses machines that cannot exist. */
final class MachineProfileReader {
  private static final int MAX_PACKAGES = 8;
  private static final int MAX_CPUS = 4096;
  private static final int MAX_CMRS = 32;
  private static final long PAGE = PhysicalMemory.FRAME_SIZE;

  private MachineProfileReader() {}

  static MachineProfile read(YamlNode yaml) {
    yaml.onlyKeys(
        "name",
        "cpus",
        "memory",
        "cmrs",
        "address",
        "cpuModel",
        "features",
        "msrs",
        "cpuid",
        "seamrr");
    YamlNode address =
        yaml.get("address")
            .onlyKeys("physicalAddressBits", "keyIdBits", "mktmeKeyIds", "tdxKeyIds");
    int keyIdBits = address.get("keyIdBits").number(0, 15);
    int mktme = address.get("mktmeKeyIds").number(0, 32767);
    int tdx = address.get("tdxKeyIds").number(0, 32767);
    if (mktme + tdx >= 1 << keyIdBits) {
      throw address.invalid(
          mktme + tdx + " KeyIDs do not fit " + keyIdBits + " KeyID bits (KeyID 0 is one of them)");
    }
    int addressBits = address.get("physicalAddressBits").number(36, 52);
    List<Cpu> cpus = cpus(yaml.get("cpus"));
    int packages = 1 + cpus.stream().mapToInt(Cpu::packageId).max().orElseThrow();
    return new MachineProfile(
        yaml.get("name").word(),
        packages,
        cpus,
        memory(yaml.get("memory"), addressBits - keyIdBits),
        cmrs(yaml.get("cmrs")),
        addressBits,
        keyIdBits,
        mktme,
        tdx,
        CpuModel.named(yaml.get("cpuModel")).name(),
        yaml.get("features").each(YamlNode::word),
        msrs(yaml.get("msrs"), mktme, tdx),
        yaml.find("cpuid").map(CpuidLeaf::read).orElse(List.of()),
        range(yaml.get("seamrr")));
  }

  private static List<Cpu> cpus(YamlNode node) {
    return List.copyOf(node.isList() ? listed(node) : expanded(node));
  }

  private static List<Cpu> listed(YamlNode node) {
    List<Cpu> cpus = new ArrayList<>();
    for (YamlNode cpu : node.list()) {
      cpu.onlyKeys("package", "core", "node", "x2apicId", "start");
      cpus.add(
          new Cpu(
              cpu.get("package").number(0, MAX_PACKAGES - 1),
              cpu.get("core").number(0, MAX_CPUS),
              cpu.get("node").number(0, 1023),
              (int) cpu.get("x2apicId").number(),
              cpu.find("start").map(n -> n.oneOf(CpuStart.class)).orElse(CpuStart.ONLINE)));
    }
    if (cpus.isEmpty() || cpus.size() > MAX_CPUS) {
      throw node.invalid("a machine has 1 to " + MAX_CPUS + " CPUs");
    }
    if (cpus.get(0).start() != CpuStart.ONLINE) {
      throw node.invalid("Linux starts on CPU 0, so that is online");
    }
    return cpus;
  }

  /**
   * Linux numbers CPUs in the order of the firmware's table, which lists the first threads of all
   * cores, package by package, and then the second threads. {@code maxcpus} and {@code nosmt} are
   * parameters of the kernel's command line; they belong here because the TDX module counts all
   * CPUs that the machine has.
   */
  private static List<Cpu> expanded(YamlNode node) {
    node.onlyKeys("packages", "cores", "threads", "maxcpus", "nosmt");
    int packages = node.get("packages").number(1, MAX_PACKAGES);
    int cores = node.get("cores").number(1, MAX_CPUS);
    int threads = node.get("threads").number(1, 2);
    if ((long) packages * cores * threads > MAX_CPUS) {
      throw node.invalid("more than " + MAX_CPUS + " CPUs");
    }
    int maxCpus = node.find("maxcpus").map(n -> n.number(1, MAX_CPUS)).orElse(MAX_CPUS);
    boolean noSmt = node.find("nosmt").map(YamlNode::flag).orElse(false);
    int threadBits = bits(threads);
    int coreBits = bits(cores);
    List<Cpu> cpus = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      for (int pkg = 0; pkg < packages; pkg++) {
        for (int core = 0; core < cores; core++) {
          int apic = (((pkg << coreBits) | core) << threadBits) | thread;
          CpuStart start = cpus.size() < maxCpus ? CpuStart.ONLINE : CpuStart.OFFLINE;
          cpus.add(new Cpu(pkg, core, pkg, apic, noSmt && thread > 0 ? CpuStart.DISABLED : start));
        }
      }
    }
    return cpus;
  }

  private static int bits(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
  }

  private static List<MemoryRegion> memory(YamlNode node, int addressBits) {
    // Linux maps 64 TB with four levels of page tables (Documentation/arch/x86/x86_64/mm.rst).
    int bits = Math.min(addressBits, 46);
    List<MemoryRegion> regions = new ArrayList<>();
    for (YamlNode region : node.list()) {
      region.onlyKeys("base", "size", "node");
      MemoryRegion next =
          new MemoryRegion(
              region.get("base").number(),
              region.get("size").number(),
              region.find("node").map(n -> n.number(0, 1023)).orElse(0));
      checkRange(region, next.base(), next.size());
      if (next.base() + next.size() > 1L << bits) {
        throw region.invalid(
            bits < 46
                ? "ends above 2^" + bits + ", where KeyIDs begin"
                : "ends above 64 TB, more than Linux maps with four-level paging");
      }
      if (!regions.isEmpty()) {
        MemoryRegion previous = regions.get(regions.size() - 1);
        long end = previous.base() + previous.size();
        if (next.base() < end) {
          throw region.invalid("overlaps the region before it or is not in ascending order");
        }
        if (next.base() == end && next.node() == previous.node()) {
          throw region.invalid("touches the region before it; make them one");
        }
      }
      regions.add(next);
    }
    if (regions.isEmpty()) {
      throw node.invalid("a machine has memory");
    }
    return List.copyOf(regions);
  }

  private static List<Range> cmrs(YamlNode node) {
    List<Range> cmrs = node.each(MachineProfileReader::range);
    if (cmrs.size() > MAX_CMRS) {
      throw node.invalid("at most " + MAX_CMRS + " CMRs");
    }
    return cmrs;
  }

  private static Range range(YamlNode node) {
    node.onlyKeys("base", "size");
    Range range = new Range(node.get("base").number(), node.get("size").number());
    checkRange(node, range.base(), range.size());
    return range;
  }

  private static void checkRange(YamlNode node, long base, long size) {
    if (base < 0 || size <= 0 || ((base | size) & (PAGE - 1)) != 0 || base + size > 1L << 52) {
      throw node.invalid("must be whole 4 KB pages below 2^52");
    }
  }

  private static long msr(String key, YamlNode value) {
    try {
      long number = Long.decode(key);
      if (number >>> 32 == 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw value.invalid("the key must be an MSR number such as 0x480");
    }
    throw value.invalid("an MSR number has 32 bits");
  }

  private static Map<Long, Long> msrs(YamlNode node, int mktme, int tdx) {
    Map<Long, Long> msrs = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : node.map().entrySet()) {
      msrs.put(msr(entry.getKey(), entry.getValue()), entry.getValue().number());
    }
    // IA32_MKTME_KEYID_PARTITIONING says what the address section says; one source for both.
    if (tdx > 0 && msrs.putIfAbsent(0x87L, ((long) tdx << 32) | mktme) != null) {
      throw node.invalid("MSR 0x87 follows from mktmeKeyIds and tdxKeyIds; leave it out");
    }
    return Collections.unmodifiableMap(msrs);
  }
}
