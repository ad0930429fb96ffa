package org.seamreplay.platform;

import java.util.List;
import java.util.Map;

/**
 * A machine as a YAML profile describes it.
 *
 * @param name the profile's name, for reports
 * @param packages number of CPU packages, 1 to 8
 * @param cpus one entry for each logical processor, in Linux' CPU order
 * @param memory regions of RAM as firmware reports them to the kernel (memblock), ascending; those
 *     that touch are of different nodes
 * @param cmrs convertible memory regions, ascending; at most 32
 * @param physicalAddressBits MAXPHYADDR without KeyID bits taken off, for example 52
 * @param keyIdBits number of KeyID bits at the top of the physical address
 * @param mktmeKeyIds number of shared KeyIDs (IA32_MKTME_KEYID_PARTITIONING bits 31:0)
 * @param tdxKeyIds number of private KeyIDs (bits 63:32)
 * @param cpuModel Intel model name as Linux has it, for example SAPPHIRERAPIDS_X; decides errata
 * @param features CPU features that the kernel asks for, by Linux' X86_FEATURE name without prefix
 * @param msrs MSR number to value, what RDMSR answers on every LP; an MSR that is not listed raises
 *     #GP
 * @param cpuid what CPUID shows on every LP where that matters; nothing for what every CPU with TDX
 *     shows
 * @param seamrr the range that SEAM mode keeps for itself
 */
public record MachineProfile(
    String name,
    int packages,
    List<Cpu> cpus,
    List<MemoryRegion> memory,
    List<Range> cmrs,
    int physicalAddressBits,
    int keyIdBits,
    int mktmeKeyIds,
    int tdxKeyIds,
    String cpuModel,
    List<String> features,
    Map<Long, Long> msrs,
    List<CpuidLeaf> cpuid,
    Range seamrr) {

  /**
   * A logical processor.
   *
   * @param start what becomes of it when Linux boots
   */
  public record Cpu(int packageId, int core, int node, int x2apicId, CpuStart start) {
    /** One that Linux brings online. */
    public Cpu(int packageId, int core, int node, int x2apicId) {
      this(packageId, core, node, x2apicId, CpuStart.ONLINE);
    }
  }

  /** What the kernel's command line makes of a CPU at boot. */
  public enum CpuStart {
    /** It is brought online. */
    ONLINE,
    /** It stays offline ({@code maxcpus=}) and may be brought online later. */
    OFFLINE,
    /** It stays offline for good ({@code nosmt}, and it is a second thread). */
    DISABLED
  }

  /** RAM on a node: first byte and size. */
  public record MemoryRegion(long base, long size, int node) {}

  /** A range of physical addresses: first byte and size. */
  public record Range(long base, long size) {
    /** The first byte after the range. */
    public long end() {
      return base + size;
    }

    /** Whether all bytes from {@code from} on lie in the range. */
    public boolean contains(long from, long length) {
      return from >= base && length <= size && from - base <= size - length;
    }

    /** Whether any byte is in both. */
    public boolean overlaps(long from, long length) {
      return from < end() && base < from + length;
    }
  }
}
