package org.seamreplay.replay.guest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.kernel.AddressSpace;
import org.seamreplay.kernel.Errno;
import org.seamreplay.kernel.Kernel;
import org.seamreplay.kernel.KernelOptions;
import org.seamreplay.platform.Machine;
import org.seamreplay.replay.boundary.ArgumentLayout;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.CProgram;
import org.seamreplay.replay.boundary.ModuleSide;
import org.seamreplay.replay.boundary.ReceivedQuote;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.NotModelled;

/**
 * The virtual machine monitor: the userspace process that has KVM build TDs and runs them. What it
 * does is what KVM's interface asks of a process; everything inside the kernel is the tree's code.
 * It has no service that makes quotes.
 */
public final class Vmm {
  /**
   * KVM_EXIT_TDX, and what struct kvm_run has then: flags, nr, and a union that begins with ret.
   */
  private static final int EXIT_TDX = 40;

  private static final int NR = 8;
  private static final int RET = 16;
  private static final int INFO_R11 = 32;

  private static final long GET_TD_VM_CALL_INFO = 0x10000;
  private static final long SETUP_EVENT_NOTIFY_INTERRUPT = 0x10004;
  private static final long OFFERS_EVENT_NOTIFY_INTERRUPT = 2;

  /** The guest cannot be debugged, and pages that it has not accepted raise no exception in it. */
  private static final long ATTRIBUTES = 1L << 28;

  /** x87 and SSE, which every TD has. */
  private static final long XFAM = 3;

  /** Errors that stand for what KVM says with a null pointer. */
  private static final long EIO = 5;

  private final Kernel host;
  private final CProgram hostCode;
  private final CProgram guestCode;
  private final ModuleSide module;
  private final Machine machine;
  private final KernelOptions.MemoryPlan guestMemory;
  private final Consumer<String> log;
  private final Map<Integer, GuestDomain> domains = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<ReceivedQuote> quotes = new ArrayList<>();
  private boolean kvmLoaded;
  private long offered;
  private long instructions;
  private Footprint footprint = Footprint.NONE;

  /**
   * A process on a kernel that has booted.
   *
   * @param guestMemory which allocations of guests fail
   * @param log takes lines of guests and of the process
   */
  public Vmm(
      Kernel host,
      CProgram hostCode,
      CProgram guestCode,
      ModuleSide module,
      Machine machine,
      KernelOptions.MemoryPlan guestMemory,
      Consumer<String> log) {
    this.host = host;
    this.hostCode = hostCode;
    this.guestCode = guestCode;
    this.module = module;
    this.machine = machine;
    this.guestMemory = guestMemory;
    this.log = log;
  }

  /**
   * Has KVM build a TD, and boots its guest.
   *
   * @return 0; a negative error of KVM's, or of the guest's driver
   */
  public long create(int number) {
    if (domains.containsKey(number)) {
      throw new BadInput("there is a TD " + number + " already");
    }
    long error = loadKvm();
    if (error != 0) {
      return error;
    }
    long kvm = host.call("tdx_vm_create", ATTRIBUTES, XFAM, 1);
    if (kvm == 0) {
      return -EIO;
    }
    host.hold(kvm);
    long ram = host.processMemory((long) GuestMap.RAM_PAGES * GuestMap.AbiSizes.PAGE);
    long window = host.processMemory((long) GuestMap.WINDOW_PAGES * GuestMap.AbiSizes.PAGE);
    long vcpu = 0;
    error = addSlots(kvm, ram, window);
    if (error == 0) {
      vcpu = host.call("tdx_vcpu_create", kvm, 0);
      error = vcpu == 0 ? -EIO : addMemory(kvm, number);
    }
    if (error == 0) {
      error = (int) host.call("tdx_vm_finalize", kvm);
    }
    if (error != 0) {
      host.letGo(kvm);
      host.call("tdx_vm_destroy", kvm);
      return error;
    }
    GuestDomain domain =
        new GuestDomain(number, this, module, kvm, vcpu, tdr(kvm), ram, window, guestCode);
    domains.put(number, domain);
    return domain.boot();
  }

  private long loadKvm() {
    if (!kvmLoaded) {
      long error = (int) host.call("tdx_hardware_setup");
      if (error != 0) {
        return error;
      }
      kvmLoaded = true;
    }
    int size = (int) hostCode.asked().struct("kvm_tdx_capabilities").size();
    long capabilities = host.lend(size);
    host.call("tdx_get_capabilities", capabilities);
    long at = hostCode.offset("kvm_tdx_capabilities", "user_tdvmcallinfo_1_r11");
    offered = host.vm().memory().load(capabilities + at, 8);
    host.takeBack(capabilities, size);
    say(String.format(Locale.ROOT, "userspace may offer TDVMCALLs 0x%x", offered));
    return 0;
  }

  private long addSlots(long kvm, long ram, long window) {
    int error = (int) host.call("kvm_add_memory_slot", kvm, GuestMap.RAM, ram, GuestMap.RAM_PAGES);
    return error != 0
        ? error
        : (int)
            host.call("kvm_add_memory_slot", kvm, GuestMap.WINDOW, window, GuestMap.WINDOW_PAGES);
  }

  /** One measured page, different for each TD, and pages of zeros that are not measured. */
  private long addMemory(long kvm, int number) {
    byte[] code = ("seamreplay guest " + number).getBytes(StandardCharsets.US_ASCII);
    long source = host.processMemory(2 * GuestMap.AbiSizes.PAGE);
    long zeros = source + GuestMap.AbiSizes.PAGE;
    host.vm().memory().write(source, code);
    long error = addPage(kvm, GuestMap.FIRMWARE, source, true);
    if (error == 0) {
      error = addPage(kvm, GuestMap.PROGRAM, zeros, false);
    }
    long end = GuestMap.RAM + (long) GuestMap.RAM_PAGES * GuestMap.AbiSizes.PAGE;
    for (long gpa = GuestMap.KERNEL; error == 0 && gpa < end; gpa += GuestMap.AbiSizes.PAGE) {
      error = addPage(kvm, gpa, zeros, false);
    }
    return error;
  }

  private long addPage(long kvm, long gpa, long source, boolean measured) {
    return (int) host.call("tdx_vm_add_page", kvm, gpa, source, measured ? 1 : 0);
  }

  /** HPA of the TD's root page, by which the module knows it. */
  private long tdr(long kvm) {
    long td = kvm - hostCode.offset("kvm_tdx", "kvm") + hostCode.offset("kvm_tdx", "td");
    long page = host.vm().memory().load(td + hostCode.offset("tdx_td", "tdr_page"), 8);
    return AddressSpace.ofStructPage(page);
  }

  /** Ends a guest and has KVM take the TD down; 0, or a negative error if there is no such TD. */
  public long destroy(int number) {
    GuestDomain domain = domains.remove(number);
    if (domain == null) {
      return -Errno.ENODEV;
    }
    end(domain);
    host.letGo(domain.kvm());
    host.call("tdx_vm_destroy", domain.kvm());
    return 0;
  }

  /** A TD that was created and still is. */
  GuestDomain domain(int number) {
    GuestDomain domain = domains.get(number);
    if (domain == null) {
      throw new BadInput("there is no TD " + number + " at this step of the scenario");
    }
    return domain;
  }

  /** A TD other than this one. */
  GuestDomain other(GuestDomain one) {
    return domains.values().stream()
        .filter(domain -> domain != one)
        .findFirst()
        .orElseThrow(() -> new BadInput("a foreign report needs a second TD"));
  }

  /** Whether the TD was created and still is. */
  public boolean has(int number) {
    return domains.containsKey(number);
  }

  /**
   * Has the guest of a TD do something. A VCPU of a TD that the module does not know any more
   * cannot be entered, which the process sees as an error of KVM_RUN.
   */
  public long run(int number, ToLongFunction<GuestDomain> what) {
    GuestDomain domain = domain(number);
    if (!domain.known()) {
      say("guest " + number + " does not run any more");
      return -EIO;
    }
    return what.applyAsLong(domain);
  }

  /** Executes TDG.VP.VMCALL of a guest: KVM, and userspace if KVM asks it. */
  void vmcall(GuestDomain domain, SeamRegisters registers) {
    ArgumentLayout layout = hostCode.layout();
    Memory memory = host.vm().memory();
    long arguments = host.lend(layout.size());
    layout.store(memory, arguments, registers);
    int next = (int) host.call("tdx_handle_tdvmcall", domain.vcpu(), arguments);
    for (int exits = 0; next == 0; exits++) {
      if (exits == 16) {
        throw new NotModelled("a TDVMCALL that goes to userspace again and again", List.of());
      }
      answer(domain.vcpu());
      next = (int) host.call("tdx_complete_tdvmcall", domain.vcpu());
    }
    if (next < 0) {
      throw new NotModelled("KVM_RUN that fails with " + next, List.of());
    }
    layout.load(memory, arguments, registers);
    host.takeBack(arguments, layout.size());
  }

  /** What KVM has set as result stays, but for what the process was told that it may offer. */
  private void answer(long vcpu) {
    Memory memory = host.vm().memory();
    long run = vcpu + hostCode.offset("kvm_vcpu", "run");
    long tdx = run + hostCode.offset("kvm_run", "tdx");
    long reason = memory.load(run + hostCode.offset("kvm_run", "exit_reason"), 4);
    if (reason != EXIT_TDX) {
      throw new NotModelled("an exit to userspace with reason " + reason, List.of());
    }
    long nr = memory.load(tdx + NR, 8);
    if (nr == SETUP_EVENT_NOTIFY_INTERRUPT && (offered & OFFERS_EVENT_NOTIFY_INTERRUPT) != 0) {
      memory.store(tdx + RET, 8, 0);
    } else if (nr == GET_TD_VM_CALL_INFO) {
      memory.store(tdx + INFO_R11, 8, offered & OFFERS_EVENT_NOTIFY_INTERRUPT);
    }
  }

  /** Gives pages of a guest to the host, or takes them back; a negative error or 0. */
  long share(GuestDomain domain, long gpa, long pages, boolean shared) {
    return (int) host.call("kvm_set_memory_shared", domain.kvm(), gpa, pages, shared ? 1 : 0);
  }

  /** Which allocations of guests fail. */
  KernelOptions.MemoryPlan guestMemory() {
    return guestMemory;
  }

  /** The machine that all of it runs on. */
  Machine machine() {
    return machine;
  }

  /** Prints a line of the process. */
  void say(String line) {
    log.accept(line);
  }

  private void end(GuestDomain domain) {
    findings.addAll(domain.end());
    instructions += domain.instructions();
    footprint = footprint.and(domain.footprint());
  }

  /** The process ends with the flow: what was found in guests. */
  public List<Finding> finish() {
    domains.values().forEach(this::end);
    domains.clear();
    return findings;
  }

  /** A program in a guest has got a quote. */
  void received(ReceivedQuote quote) {
    quotes.add(quote);
  }

  /** The quotes that programs in guests got, in order. */
  public List<ReceivedQuote> quotes() {
    return quotes;
  }

  /** What guests that have ended have seen of their program. */
  public Footprint footprint() {
    return footprint;
  }

  /** Instructions executed in guests that have ended. */
  public long instructions() {
    return instructions;
  }
}
