package org.seamreplay.kernel;

import java.util.BitSet;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.MachineProfile.CpuStart;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/**
 * The CPUs and nodes of the machine: masks, counts and topology, and which CPU runs now. Data
 * symbols have the kernel's names and are kept up to date.
 */
final class Cpus {
  private final MachineProfile profile;
  private final KernelListener listener;
  private final Layouts layouts;
  private final BitSet online = new BitSet();
  private PerCpu perCpu;
  private Vm vm;
  private int current;
  private long onlineMask;
  private long activeMask;
  private long onlineCount;
  private long cpuNumber;

  Cpus(MachineProfile profile, KernelListener listener, Layouts layouts) {
    this.profile = profile;
    this.listener = listener;
    this.layouts = layouts;
    online.set(0);
  }

  void register(Models m) {
    byte[] all = mask(count());
    byte[] first = mask(1);
    m.data("nr_cpu_ids", bytes(count(), 4), 4);
    m.data("__cpu_possible_mask __cpu_present_mask __cpu_enabled_mask", all, 8);
    m.data("__cpu_online_mask __cpu_active_mask", first, 8);
    m.data("__num_online_cpus", bytes(1, 4), 4);
    m.data("seamreplay_cpu_number", bytes(0, 4), 4);
    m.data("node_states", nodeStates(), 16);
    m.model(
        "topology_physical_package_id topology_logical_package_id",
        c -> c.result(cpuArgument(c).packageId()));
    m.model("topology_core_id", c -> c.result(cpuArgument(c).core()));
    m.model("topology_max_packages", c -> c.result(profile.packages()));
    m.model("cpu_to_node", c -> c.result(cpuArgument(c).node()));
  }

  void start(Vm machine, PerCpu areas) {
    vm = machine;
    perCpu = areas;
    onlineMask = vm.address("__cpu_online_mask");
    activeMask = vm.address("__cpu_active_mask");
    onlineCount = vm.address("__num_online_cpus");
    cpuNumber = vm.address("seamreplay_cpu_number");
  }

  /** Number of CPUs of the machine, online or not. */
  int count() {
    return profile.cpus().size();
  }

  /** The node of a CPU. */
  int node(int cpu) {
    return profile.cpus().get(cpu).node();
  }

  boolean isOnline(int cpu) {
    return online.get(cpu);
  }

  /** The online CPUs, a copy. */
  BitSet online() {
    return (BitSet) online.clone();
  }

  /** CPUs come online at once, as at boot; not those that the command line keeps offline. */
  void bringUp() {
    for (int cpu = 0; cpu < count(); cpu++) {
      online.set(cpu, profile.cpus().get(cpu).start() == CpuStart.ONLINE);
    }
    writeMasks();
  }

  /** Whether the kernel would let the CPU come online, as cpu_bootable(). */
  boolean mayRun(int cpu) {
    return profile.cpus().get(cpu).start() != CpuStart.DISABLED;
  }

  /** Takes a CPU into or out of the masks. */
  void setOnline(int cpu, boolean on) {
    online.set(cpu, on);
    writeMasks();
    listener.cpuOnline(cpu, on);
  }

  private void writeMasks() {
    byte[] bytes = new byte[(count() + 63) / 64 * 8];
    byte[] bits = online.toByteArray();
    System.arraycopy(bits, 0, bytes, 0, bits.length);
    for (long mask : new long[] {onlineMask, activeMask}) {
      if (mask != -1) {
        vm.memory().write(mask, bytes);
      }
    }
    if (onlineCount != -1) {
      vm.memory().store(onlineCount, 4, online.cardinality());
    }
  }

  /** Another CPU runs from now on. */
  void moveTo(int cpu) {
    if (cpu == current || vm == null) {
      return;
    }
    current = cpu;
    if (cpuNumber != -1) {
      vm.memory().store(cpuNumber, 4, cpu);
    }
    perCpu.moveTo(cpu);
  }

  /** The CPU that a call names; a number outside of the machine is an access out of bounds. */
  MachineProfile.Cpu cpuArgument(ExternalCall call) {
    int cpu = call.intArg(0);
    if (cpu < 0 || cpu >= count()) {
      call.vm()
          .report(
              MemoryFault.OUT_OF_BOUNDS,
              call.name() + "(): no CPU " + cpu + ", the machine has " + count());
    }
    return profile.cpus().get(cpu);
  }

  private byte[] mask(int bits) {
    BitSet set = new BitSet();
    set.set(0, bits);
    byte[] bytes = new byte[layouts.size("cpumask")];
    byte[] low = set.toByteArray();
    System.arraycopy(low, 0, bytes, 0, low.length);
    return bytes;
  }

  private byte[] nodeStates() {
    int mask = layouts.size("nodemask_t");
    byte[] bytes = new byte[layouts.number("NR_NODE_STATES") * mask];
    int noMemoryNorCpu = layouts.number("N_GENERIC_INITIATOR");
    for (int at = 0; at < bytes.length; at += mask) {
      if (at == noMemoryNorCpu * mask) {
        continue;
      }
      for (MachineProfile.Cpu cpu : profile.cpus()) {
        setBit(bytes, at, cpu.node());
      }
      for (MachineProfile.MemoryRegion region : profile.memory()) {
        setBit(bytes, at, region.node());
      }
    }
    return bytes;
  }

  private static void setBit(byte[] bytes, int from, int bit) {
    bytes[from + bit / 8] |= (byte) (1 << (bit % 8));
  }

  /** A little-endian number as the initial content of a variable. */
  static byte[] bytes(long value, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >>> (8 * i));
    }
    return bytes;
  }
}
