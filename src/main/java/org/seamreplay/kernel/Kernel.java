package org.seamreplay.kernel;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.Machine;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.Halt;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.Vm;
import org.seamreplay.vm.depend.AskedProgram;
import org.seamreplay.vm.exec.Interpreter;

/**
 * A kernel around the code under test: the program's units, linked, on a machine, with everything
 * else of Linux as models. It is booted once and then told what happens to the machine. Every
 * operation may end with {@link Halt} (a fatal finding) or {@link NotModelled}; after that only
 * {@link #log} and {@link #finish} make sense.
 */
public final class Kernel {

  private final Machine machine;
  private final Vm vm;
  private final Layouts layouts;
  private final Cpus cpus;
  private final Context context;
  private final AllocationGate gate;
  private final PageAllocator pages;
  private final Vmalloc vmalloc;
  private final PerCpu perCpu;
  private final CpuHotplug hotplug;
  private final MemoryHotplug memoryHotplug;
  private final Printk printk;
  private final Syscore syscore;
  private final Power power;
  private final VirtRef virtRef;
  private final NotifierChain rebootChain;
  private final InitSections initSections;
  private final Scratch scratch;
  private final Models models;

  /** CPUs that the suspend under way took offline: those that were offline before stay so. */
  private final BitSet asleep = new BitSet();

  private final Set<Long> held = new LinkedHashSet<>();
  private final TreeMap<Long, ProcessMemory> processMemory = new TreeMap<>();

  /** The per-CPU mark (Linux 6.17); -1 if the program knows none. */
  private final long incoherent;

  private boolean stopped;

  /**
   * A machine that has just been switched on.
   *
   * @param externals further functions, for example what stands for SEAMCALL; the kernel's own
   *     models are added to it, so it serves one kernel only
   */
  public Kernel(
      Machine machine,
      AskedProgram program,
      Externals externals,
      Budget budget,
      KernelOptions options) {
    this.machine = machine;
    this.layouts = new Layouts(program);
    this.cpus = new Cpus(machine.profile(), options.listener(), layouts);
    this.context = new Context(cpus, options.listener());
    this.gate = new AllocationGate(context, options, Gfp.of(layouts));
    Locks locks = context.locks();
    this.pages = new PageAllocator(machine.memory(), machine.profile(), cpus, context, gate, locks);
    this.vmalloc = new Vmalloc(machine.memory(), pages, gate, context, cpus, locks);
    this.perCpu = new PerCpu(cpus, context, gate);
    this.hotplug = new CpuHotplug(context, cpus, layouts);
    this.scratch = new Scratch(pages);
    this.memoryHotplug = new MemoryHotplug(context, scratch, layouts);
    this.printk = new Printk(context, options);
    this.syscore = new Syscore(context, layouts);
    this.power = new Power(context, options);
    CpuFeatures features = new CpuFeatures(machine.profile(), layouts);
    this.virtRef = new VirtRef(machine, context, features);
    this.rebootChain = new NotifierChain("reboot", context, layouts);
    this.initSections = new InitSections(context);

    this.models = new Models(externals);
    cpus.register(models);
    context.register(models);
    locks.register(models);
    pages.register(models);
    Slab slab = new Slab(pages, gate, context, cpus, locks);
    slab.register(models, vmalloc);
    vmalloc.register(models);
    new PhysicalAddresses(machine.memory(), machine.profile(), pages).register(models);
    perCpu.register(models);
    new CpuMaskVariables(cpus, gate, slab).register(models);
    new Smp(context, cpus).register(models);
    new StopMachine(context, cpus).register(models);
    hotplug.register(models);
    memoryHotplug.register(models);
    printk.register(models);
    new Bug(printk).register(models);
    new Memblock(machine.profile(), layouts).register(models);
    new Ida(gate).register(models);
    new Sort(scratch).register(models);
    new Msr(machine.profile().msrs()).register(models);
    features.register(models);
    syscore.register(models);
    power.register(models);
    new CacheOps(context, cpus, options.listener(), machine.memory()).register(models);
    virtRef.register(models);
    rebootChain.register(models, "register_reboot_notifier", "unregister_reboot_notifier");
    new MachineCheck(layouts).register(models);
    Strings.register(models);
    Bits.register(models);

    this.vm = new Interpreter(program.program(), externals, budget, options.coverage());
    pages.start(vm);
    perCpu.start(vm);
    cpus.start(vm, perCpu);
    power.start(vm);
    this.incoherent = vm.address("cache_state_incoherent");
  }

  /** The virtual machine that runs the program. */
  public Vm vm() {
    return vm;
  }

  /** What stands for the rest of Linux, by C name. */
  public Models models() {
    return models;
  }

  /** The CPU that runs now. */
  public int cpu() {
    return context.cpu();
  }

  /** The lines of the kernel log so far. */
  public List<LogLine> log() {
    return printk.lines();
  }

  /** Number of calls so far that asked for memory. */
  public int allocationCalls() {
    return gate.calls();
  }

  /** What each initcall returned, by C name, in the order they ran. */
  public Map<String, Integer> initcallResults() {
    return Map.copyOf(initSections.results());
  }

  /**
   * The kernel's address of physical memory: in vmalloc space if a vmalloc area has the page, else
   * in the direct map. Objects of {@link Vm#allocations} are known by this address.
   */
  public long addressOf(long hpa) {
    long address = vmalloc.addressOf(hpa);
    return address != 0 ? address : AddressSpace.direct(hpa);
  }

  /** Boots with initcalls only. */
  public long boot() {
    return boot(BootPlan.INITCALLS);
  }

  /**
   * Boots: early setup on the first CPU, the other CPUs, initcalls by level, end of boot-only
   * memory, then the hypervisor.
   *
   * @return 0 or a negative error, of what the plan says
   */
  public long boot(BootPlan plan) {
    return guard(
        () -> {
          pages.boot(vm);
          for (String setup : plan.early()) {
            if (vm.defines(setup)) {
              task("swapper/0", () -> vm.call(setup));
            }
          }
          cpus.bringUp();
          context.running();
          initSections.runInitcalls(vm);
          initSections.free(vm);
          power.systemState(vm, layouts.number("SYSTEM_RUNNING"));
          Integer outcome = initSections.results().get(plan.outcome());
          if (outcome != null) {
            return outcome;
          }
          Optional<BootPlan.Hypervisor> hypervisor = plan.hypervisor().filter(this::isDefined);
          return hypervisor.isPresent()
              ? task("modprobe", () -> load(hypervisor.get()))
              : firstError();
        });
  }

  private boolean isDefined(BootPlan.Hypervisor hypervisor) {
    return vm.defines(hypervisor.enable()) && vm.defines(hypervisor.prepareCpu());
  }

  private long firstError() {
    return initSections.results().values().stream().filter(r -> r != 0).findFirst().orElse(0);
  }

  /** As KVM did it before {@code x86_virt_get_ref()}: VMXON is its own. */
  private long load(BootPlan.Hypervisor hypervisor) {
    cpus.online().stream().forEach(virtRef::vmxOn);
    context.locks().beginCpuHotplug(vm, true);
    long result =
        hotplug.setupDynamic(
            vm,
            hypervisor.state(),
            cpu -> enableCpu(cpu, hypervisor.prepareCpu()),
            this::disableCpu);
    if (result >= 0) {
      long error = (int) vm.call(hypervisor.enable());
      if (error != 0) {
        hotplug.forget((int) result);
      }
      result = error;
    }
    context.locks().endCpuHotplug(vm);
    return result;
  }

  private long enableCpu(int cpu, String prepare) {
    virtRef.vmxOn(cpu);
    long flags = context.irqSave();
    long error = (int) vm.call(prepare);
    context.irqRestore(flags);
    return error;
  }

  private long disableCpu(int cpu) {
    virtRef.vmxOff(cpu);
    return 0;
  }

  /** Takes a CPU offline; 0 or the negative error of who refused. */
  public int cpuOffline(int cpu) {
    return (int) guard(() -> task("cpu offline", () -> hotplug.offline(vm, cpu)));
  }

  /** Brings a CPU online; 0 or the negative error of who refused. */
  public int cpuOnline(int cpu) {
    return (int) guard(() -> task("cpu online", () -> hotplug.online(vm, cpu)));
  }

  /**
   * Tries to bring memory online; 0, or the negative error that a notifier's refusal means.
   *
   * @param startPfn first page frame
   * @param count number of pages
   */
  public long memoryOnline(long startPfn, long count) {
    return guard(() -> task("memory online", () -> memoryHotplug.online(vm, startPfn, count)));
  }

  /**
   * Puts the machine to sleep as far as the kernel is concerned: all CPUs but the first offline,
   * then syscore suspend with interrupts off; 0 or a negative error, after which everything is
   * awake again.
   */
  public int suspend() {
    return (int) guard(() -> task("systemd-sleep", this::sleep));
  }

  private long sleep() {
    int error = 0;
    asleep.clear();
    for (int cpu = 1; error == 0 && cpu < cpus.count(); cpu++) {
      if (cpus.isOnline(cpu)) {
        error = hotplug.offline(vm, cpu);
        asleep.set(cpu, error == 0);
      }
    }
    if (error == 0) {
      context.current().irqsOff = true;
      error = syscore.suspend(vm);
      context.current().irqsOff = false;
    }
    if (error != 0) {
      wakeOthers();
    }
    return error;
  }

  /** Wakes the machine up: syscore resume with interrupts off, then the other CPUs. */
  public void resume() {
    guard(
        () ->
            task(
                "systemd-sleep",
                () -> {
                  context.current().irqsOff = true;
                  syscore.resume(vm);
                  context.current().irqsOff = false;
                  wakeOthers();
                  return 0;
                }));
  }

  private void wakeOthers() {
    asleep.stream().forEach(cpu -> hotplug.online(vm, cpu));
  }

  /**
   * Shuts the kernel down as for a reboot or a kexec: reboot notifiers, syscore shutdown, then all
   * CPUs leave VMX operation.
   */
  public void shutdown() {
    guard(
        () ->
            task(
                "kexec",
                () -> {
                  rebootChain.call(vm, 1, 0);
                  syscore.shutdown(vm);
                  flushIncoherent();
                  for (int cpu = 0; cpu < cpus.count(); cpu++) {
                    virtRef.vmxOff(cpu);
                  }
                  return 0;
                }));
  }

  /** As stop_this_cpu() and the jump to the next kernel do it on CPUs that are marked. */
  private void flushIncoherent() {
    BitSet marked = new BitSet();
    cpus.online().stream().filter(this::cacheIncoherent).forEach(marked::set);
    if (!marked.isEmpty()) {
      context.effect(Effect.Kind.WBINVD, CpuSet.text(marked));
    }
  }

  /** Whether who runs now holds a spinlock. */
  public boolean holdsSpinlock() {
    return context.locks().holdsSpinlock();
  }

  /** Whether a CPU's caches are marked as incoherent, to be flushed before a kexec. */
  public boolean cacheIncoherent(int cpu) {
    return incoherent != -1 && vm.memory().load(incoherent + perCpu.offset(cpu), 1) != 0;
  }

  /**
   * Hands an image to a function as the firmware upload does, in a vmalloc area.
   *
   * @param function takes address and size
   * @return what it returned: 0 or a negative error
   */
  public long upload(String function, byte[] image) {
    return guard(
        () ->
            task(
                "fw-upload",
                () -> {
                  long address = vmalloc.make(vm, "firmware image", image.length, false);
                  if (address == 0) {
                    return -Errno.ENOMEM;
                  }
                  vm.memory().write(address, image);
                  long result = (int) vm.call(function, address, image.length);
                  vmalloc.free(vm, "vfree()", address);
                  return result;
                }));
  }

  /** Calls a function as a task on the first CPU; its result slot as it is. */
  public long call(String function, long... arguments) {
    return guard(() -> task(function, () -> vm.call(function, arguments)));
  }

  /**
   * Memory of a process, by its address in the direct map: whole pages of zeros, no object of the
   * kernel, so nobody has to free it.
   *
   * @return the address
   * @throws Halt if the machine has not that much
   */
  public long processMemory(long size) {
    long whole = AddressSpace.pageAlign(size);
    long hpa = pages.unlisted(whole, AddressSpace.PAGE_SIZE, 0);
    if (hpa == -1) {
      vm.report(
          ContextFault.KERNEL_BUG,
          "panic: out of memory, a process finds no " + (size >>> 10) + " KB");
    }
    machine.memory().setState(hpa, whole, ByteState.DEFINED);
    processMemory.put(hpa, new ProcessMemory(processMemory.size(), hpa, whole));
    return AddressSpace.direct(hpa);
  }

  /**
   * Memory that {@link #processMemory} gave.
   *
   * @param ordinal which it was, from 0
   * @param hpa its first byte
   * @param size bytes of it
   */
  public record ProcessMemory(int ordinal, long hpa, long size) {}

  /** The memory of a process that a physical address lies in. */
  public Optional<ProcessMemory> processMemoryAt(long hpa) {
    return Optional.ofNullable(processMemory.floorEntry(hpa))
        .map(Map.Entry::getValue)
        .filter(memory -> hpa - memory.hpa() < memory.size());
  }

  /** Zeroed bytes for arguments and results of calls, with red zones around them. */
  public long lend(int size) {
    return scratch.make(vm, size);
  }

  /** Takes back what {@link #lend} gave. */
  public void takeBack(long address, int size) {
    scratch.drop(vm, address, size);
  }

  /** Something outside of the kernel, such as an open file, refers to an object from now on. */
  public void hold(long address) {
    held.add(address);
  }

  /** And does no longer. */
  public void letGo(long address) {
    held.remove(address);
  }

  /** The scheduler lets another task run where the task that runs next lets it. */
  public void runAtReschedule(Runnable other) {
    context.runAtReschedule(other);
  }

  /** The scheduler moves the task that runs to that CPU where the task next lets it. */
  public void moveAtReschedule(int cpu) {
    context.moveAtReschedule(cpu);
  }

  /** Frames of the machine's memory were replaced: addresses are looked up anew. */
  public void memoryReplaced() {
    pages.remap(vm);
  }

  /** Ends the flow: what is still held or lost is reported; all findings, in order. */
  public List<Finding> finish() {
    if (!stopped && !vm.allocations().live().isEmpty()) {
      LeakScan scan = new LeakScan(vm, machine.memory(), vmalloc);
      vm.variables().forEach(v -> scan.scanPrivate(v.start(), v.size()));
      if (perCpu.room() > 0) {
        scan.scanPrivate(AddressSpace.PER_CPU, perCpu.room());
      }
      held.forEach(scan::reach);
      memoryHotplug.chain().references().forEach(scan::reach);
      rebootChain.references().forEach(scan::reach);
      syscore.references().forEach(scan::reach);
      scan.report();
    }
    return vm.findings();
  }

  private long task(String name, LongSupplier body) {
    int cpu = cpus.online().nextSetBit(0);
    return context.run(vm, new Task(name, cpu, false, false), body);
  }

  /** Remembers that the flow was cut off, so that what is unfinished does not count as lost. */
  private long guard(LongSupplier body) {
    try {
      return body.getAsLong();
    } catch (Halt | NotModelled e) {
      stopped = true;
      throw e;
    }
  }
}
