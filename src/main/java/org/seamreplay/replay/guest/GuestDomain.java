package org.seamreplay.replay.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.kernel.AddressSpace;
import org.seamreplay.kernel.Kernel;
import org.seamreplay.kernel.KernelListener;
import org.seamreplay.kernel.KernelOptions;
import org.seamreplay.kernel.LogLine;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.replay.boundary.ArgumentLayout;
import org.seamreplay.replay.boundary.CProgram;
import org.seamreplay.replay.boundary.ModuleSide;
import org.seamreplay.replay.boundary.ReceivedQuote;
import org.seamreplay.replay.boundary.TdcallStub;
import org.seamreplay.scenario.QuoteRequest;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.NotModelled;

/**
 * A TD with a guest in it: a program, an address space and a kernel of their own. Its private
 * memory is what the module has mapped into the TD, bytes of pages that the host has lost; its
 * shared memory is what the host's memory slots hold. TDCALLs go to the module, and from there
 * TDG.VP.VMCALL to KVM.
 */
public final class GuestDomain {
  private static final int PAGE = GuestMap.AbiSizes.PAGE;

  /** TDCALL leaves. */
  private static final int VP_VMCALL = 0;

  private static final int MR_REPORT = 4;

  /** A TDVMCALL lets the host see R10 to R13 (Guest-Host Communication Interface). */
  private static final long EXPOSED = 0xF << 10;

  private static final long GET_QUOTE = 0x10002;

  /** GetQuote message: version, status, lengths, data. */
  private static final int STATUS = 8;

  private static final int OUT_LENGTH = 20;
  private static final int DATA = 24;

  /** A process of the guest, which has memory of its own. */
  private static final long PROCESS = 0x7f00_0000_0000L;

  private static final int PROCESS_BUFFER = 1 << 20;

  private final int number;
  private final Vmm vmm;
  private final ModuleSide module;
  private final long kvm;
  private final long vcpu;
  private final long tdr;
  private final long ram;
  private final long window;
  private final boolean[] shared = new boolean[GuestMap.RAM_PAGES];
  private final PhysicalMemory memory = new PhysicalMemory(this::privateFrame);
  private final Kernel kernel;
  private int requests;

  /**
   * A TD that is about to run.
   *
   * @param kvm KVM's handle of it
   * @param vcpu KVM's handle of its VCPU
   * @param tdr HPA of its root page
   * @param ram host address of the slot for RAM
   * @param window host address of the slot for a program's requests
   * @param code the guest's program
   */
  GuestDomain(
      int number,
      Vmm vmm,
      ModuleSide module,
      long kvm,
      long vcpu,
      long tdr,
      long ram,
      long window,
      CProgram code) {
    this.number = number;
    this.vmm = vmm;
    this.module = module;
    this.kvm = kvm;
    this.vcpu = vcpu;
    this.tdr = tdr;
    this.ram = ram;
    this.window = window;
    Externals externals = new Externals();
    addTo(externals, code.layout(), this::tdcall, this::convert);
    this.kernel =
        new Kernel(
            new Machine(GuestMap.machine(), memory),
            code.asked(),
            externals,
            Budget.DEFAULT,
            KernelOptions.DEFAULT
                .withMemoryPlan(vmm.guestMemory())
                .withListener(
                    new KernelListener() {
                      @Override
                      public void printed(LogLine line) {
                        say(line.text());
                      }
                    })
                .withCoverage(code.coverage()));
  }

  /** What the architecture's code of a guest does, in place of C that no tree of ours has. */
  public static void addTo(
      Externals externals,
      ArgumentLayout layout,
      Consumer<SeamRegisters> tdcall,
      BiConsumer<ExternalCall, Boolean> convert) {
    new TdcallStub(layout, tdcall).addTo(externals);
    externals
        .function("cc_mkdec", c -> c.result(c.arg(0) | GuestMap.SHARED))
        .function("cc_mkenc", c -> c.result(c.arg(0) & ~GuestMap.SHARED))
        .function("set_memory_decrypted", c -> convert.accept(c, true))
        .function("set_memory_encrypted", c -> convert.accept(c, false));
  }

  long kvm() {
    return kvm;
  }

  long vcpu() {
    return vcpu;
  }

  /** The guest's kernel starts; 0 or the negative error of its driver. */
  long boot() {
    return kernel.boot();
  }

  private void say(String line) {
    vmm.say("guest " + number + ": " + line);
  }

  /** Whether the module that runs now knows the TD. */
  boolean known() {
    return module.guest(tdr, this::sharedHpa).isPresent();
  }

  private ModuleSide.Guest guest() {
    return module
        .guest(tdr, this::sharedHpa)
        .orElseThrow(() -> new NotModelled("a guest in a TD that is not", List.of()));
  }

  // ---- Memory

  /** The bytes behind a private address are in a page that the host gave to the module. */
  private PhysicalMemory.Frame privateFrame(long gpa) {
    long hpa = guest().privateHpa(gpa);
    if (hpa < 0) {
      throw new NotModelled(
          String.format(Locale.ROOT, "a guest that touches GPA 0x%x, which it does not have", gpa),
          List.of());
    }
    return vmm.machine().memory().frame(hpa);
  }

  private long sharedHpa(long gpa) {
    long page = gpa & -PAGE;
    long inRam = (page - GuestMap.RAM) / PAGE;
    if (page >= GuestMap.RAM && inRam < GuestMap.RAM_PAGES) {
      return shared[(int) inRam] ? ram - AddressSpace.DIRECT_MAP + (gpa - GuestMap.RAM) : -1;
    }
    boolean inWindow =
        gpa >= GuestMap.WINDOW && gpa < GuestMap.WINDOW + (long) GuestMap.WINDOW_PAGES * PAGE;
    return inWindow ? window - AddressSpace.DIRECT_MAP + (gpa - GuestMap.WINDOW) : -1;
  }

  /**
   * MapGPA: the pages stay where the guest's kernel has them, but show the host's memory from now
   * on, or their own again. KVM learns of it from userspace, which gets the TDVMCALL.
   */
  private void convert(ExternalCall call, boolean toShared) {
    long gpa = call.arg(0) - AddressSpace.DIRECT_MAP;
    int pages = call.intArg(1);
    long first = (gpa - GuestMap.RAM) / PAGE;
    if ((gpa & (PAGE - 1)) != 0 || first < 0 || pages < 0 || first + pages > GuestMap.RAM_PAGES) {
      throw new NotModelled(call.name() + "() of something else than RAM", call.vm().stack());
    }
    long error = vmm.share(this, gpa, pages, toShared);
    for (int i = 0; error == 0 && i < pages; i++) {
      long page = gpa + (long) i * PAGE;
      shared[(int) first + i] = toShared;
      memory.replace(
          page, toShared ? vmm.machine().memory().frame(sharedHpa(page)) : privateFrame(page));
    }
    kernel.memoryReplaced();
    call.result(error);
  }

  // ---- TDCALL

  private void tdcall(SeamRegisters r) {
    if (r.rax == VP_VMCALL) {
      vmcall(r);
      return;
    }
    boolean report = r.rax == MR_REPORT;
    long data = AddressSpace.direct(r.rdx);
    long target = AddressSpace.direct(r.rcx);
    Memory own = kernel.vm().memory();
    if (report && own.stateAt(data) != ByteState.UNALLOCATED) {
      // Whoever reports to others what nobody wrote is found here.
      own.read(data, GuestMap.AbiSizes.REPORT_DATA);
    }
    guest().tdcall(r);
    if (r.end == SeamcallEnd.NOT_MODELLED) {
      throw new NotModelled("this TDCALL of a guest", kernel.vm().stack());
    }
    if (report && r.rax == 0 && own.stateAt(target) == ByteState.UNDEFINED) {
      own.setState(target, GuestMap.AbiSizes.REPORT, ByteState.DEFINED);
    }
  }

  /** The host sees, and may change, what the bits of RCX say. */
  private void vmcall(SeamRegisters r) {
    SeamRegisters seen = new SeamRegisters();
    for (Register register : Register.values()) {
      if (register.operandId() > 1 && (r.rcx >>> register.operandId() & 1) != 0) {
        register.set(seen, register.in(r));
      }
    }
    long exposed = r.rcx;
    vmm.vmcall(this, seen);
    for (Register register : Register.values()) {
      if (register.operandId() > 1 && (exposed >>> register.operandId() & 1) != 0) {
        register.set(r, register.in(seen));
      }
    }
    r.rax = 0;
  }

  /** A TDVMCALL by a program in the guest; R10. */
  public long call(long leaf, long operand) {
    SeamRegisters r = hypercall(leaf, operand, 0);
    say(String.format(Locale.ROOT, "TDVMCALL 0x%x returns 0x%x, R11 0x%x", leaf, r.r10, r.r11));
    return r.r10;
  }

  private SeamRegisters hypercall(long leaf, long r12, long r13) {
    SeamRegisters r = new SeamRegisters();
    r.rax = VP_VMCALL;
    r.rcx = EXPOSED;
    r.r11 = leaf;
    r.r12 = r12;
    r.r13 = r13;
    vmcall(r);
    return r;
  }

  // ---- Quotes

  /** A process asks the driver for a quote with its own report data; what the driver returns. */
  public long quote(String step) {
    Memory own = kernel.vm().memory();
    byte[] data = nextReportData();
    long size = GuestMap.AbiSizes.PAGE + (long) PROCESS_BUFFER;
    own.mapPrivate("a process", PROCESS, size, ByteState.UNDEFINED);
    long length = PROCESS + GuestMap.AbiSizes.REPORT_DATA;
    long buffer = PROCESS + PAGE;
    own.write(PROCESS, data);
    own.store(length, 4, PROCESS_BUFFER);
    long error = (int) kernel.call("tdx_guest_get_quote", PROCESS, buffer, length);
    if (error == 0) {
      vmm.received(new ReceivedQuote(step, data, own.read(buffer, (int) own.load(length, 4))));
    }
    own.unmap(PROCESS, size);
    return error;
  }

  /** Differs with each request, and is the same in each run. */
  private byte[] nextReportData() {
    try {
      String text = "request " + ++requests + " of TD " + number;
      return MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }

  /** The TDREPORT of this TD, made by a program that executes TDCALL itself. */
  private byte[] report(byte[] data) {
    ModuleSide.Guest guest = guest();
    guest.write(GuestMap.PROGRAM, data);
    SeamRegisters r = new SeamRegisters();
    r.rax = MR_REPORT;
    r.rcx = GuestMap.PROGRAM + GuestMap.AbiSizes.REPORT;
    r.rdx = GuestMap.PROGRAM;
    guest.tdcall(r);
    if (r.rax != 0 || r.end != SeamcallEnd.COMPLETED) {
      throw new NotModelled(
          String.format(Locale.ROOT, "TDG.MR.REPORT that fails with 0x%x", r.rax), List.of());
    }
    return guest.read(r.rcx, GuestMap.AbiSizes.REPORT);
  }

  /**
   * A program lays out a request itself and makes the TDVMCALL.
   *
   * @return R10 if that is not 0, else the status in the message
   */
  public long request(String step, QuoteRequest request) {
    byte[] data = nextReportData();
    byte[] report =
        request.report() == QuoteRequest.Report.FOREIGN
            ? vmm.other(this).report(data)
            : report(data);
    if (request.report() == QuoteRequest.Report.FORGED) {
      report[GuestMap.AbiSizes.REPORT / 8] ^= 1;
    }
    long gpa = GuestMap.WINDOW + request.offset();
    long hpa = window - AddressSpace.DIRECT_MAP + request.offset();
    shareWindow(request);
    PhysicalMemory shown = vmm.machine().memory();
    byte[] message = new byte[DATA + report.length];
    ByteBuffer.wrap(message)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(request.version())
        .putLong(0)
        .putInt((int) request.inLength())
        .putInt(0)
        .put(report);
    if (request.memory() != QuoteRequest.Memory.PRIVATE_PAGES) {
      shown.write(hpa, message);
    }
    boolean address = request.memory() != QuoteRequest.Memory.PRIVATE_ADDRESS;
    SeamRegisters r = hypercall(GET_QUOTE, address ? gpa | GuestMap.SHARED : gpa, request.size());
    if (r.r10 != 0) {
      say(String.format(Locale.ROOT, "GetQuote returns 0x%x", r.r10));
      return r.r10;
    }
    ByteBuffer answer = ByteBuffer.wrap(shown.read(hpa, DATA)).order(ByteOrder.LITTLE_ENDIAN);
    long status = answer.getLong(STATUS);
    int length = answer.getInt(OUT_LENGTH);
    say(String.format(Locale.ROOT, "GetQuote status 0x%x, %d bytes", status, length));
    if (status == 0 && length > 0 && length <= request.size() - DATA) {
      vmm.received(new ReceivedQuote(step, data, shown.read(hpa + DATA, length)));
    }
    return status;
  }

  private void shareWindow(QuoteRequest request) {
    long pages =
        Math.min(
            GuestMap.WINDOW_PAGES,
            (request.offset() + Math.max(1, request.size()) + PAGE - 1) / PAGE);
    long given =
        switch (request.memory()) {
          case SHARED, PRIVATE_ADDRESS -> pages;
          case PRIVATE_PAGES -> 0;
          case PRIVATE_LAST_PAGE -> pages - 1;
        };
    vmm.share(this, GuestMap.WINDOW, given, true);
    vmm.share(this, GuestMap.WINDOW + given * PAGE, pages - given, false);
  }

  /** The guest is over; what was found in it. */
  List<Finding> end() {
    return kernel.finish();
  }

  /** Instructions executed in the guest. */
  long instructions() {
    return kernel.vm().instructions();
  }

  Footprint footprint() {
    return kernel.vm().footprint();
  }
}
