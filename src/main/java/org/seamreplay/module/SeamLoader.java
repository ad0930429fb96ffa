package org.seamreplay.module;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.seamreplay.abi.MemoryLayouts;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.module.state.AddressRules;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.OperandMemory;
import org.seamreplay.module.state.SystemState;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.Machine;

/**
 * The persistent loader (P-SEAMLDR), as far as runtime updates use it: INFO and INSTALL. Operands
 * and layouts: Linux 7.3 caller. Its status codes are not public in what this model uses; it
 * answers OPERAND_INVALID for all that it refuses.
 */
final class SeamLoader {
  private static final int INFO_SIZE = 256;
  private static final int PAGE = ModuleImage.PAGE;
  private static final int MAX_MODULE_PAGES = 496;
  private static final int SCENARIO_UPDATE = 1;
  private static final int VENDOR_INTEL = 0x8086;

  private final Machine machine;
  private final AddressRules addresses;
  private final OperandMemory memory;

  /** LPs that have called INSTALL for the image that is being installed. */
  private final BitSet installed = new BitSet();

  private ModuleImage pending;
  private int remainingUpdates;

  SeamLoader(Machine machine, OperandMemory memory, int remainingUpdates) {
    this.machine = machine;
    this.memory = memory;
    this.remainingUpdates = remainingUpdates;
    addresses = new AddressRules(machine.profile());
  }

  /** Whether an image is half installed, so that no module answers. */
  boolean installing() {
    return pending != null;
  }

  /** SEAMLDR.INFO. */
  long info(SeamRegisters r, ModuleState module) {
    if (!addresses.shared(r.rcx, INFO_SIZE)) {
      return refused("SEAMLDR.INFO: bad buffer address");
    }
    byte[] bytes = new byte[INFO_SIZE];
    ByteBuffer info = Bytes.of(bytes);
    info.putInt(8, VENDOR_INTEL);
    info.putShort(18, (short) 1);
    info.putShort(20, (short) 1);
    info.putInt(24, machine.profile().cpus().get(0).x2apicId());
    info.putInt(28, remainingUpdates);
    info.put(160, (byte) (module != null ? 1 : 0));
    info.put(162, (byte) 1);
    memory.write(addresses.plain(r.rcx), bytes, "SEAMLDR_INFO");
    return Status.SUCCESS;
  }

  /**
   * SEAMLDR.INSTALL, called on every LP in VMX operation.
   *
   * @return the status; when the last LP has called, {@link #take} has the image
   */
  long install(int lp, SeamRegisters r, ModuleState module) {
    if (!addresses.shared(r.rcx, PAGE)) {
      return refused("SEAMLDR.INSTALL: bad address of SEAMLDR_PARAMS");
    }
    if (pending == null) {
      if (module == null || module.phase != SystemState.SHUTDOWN) {
        return refused("SEAMLDR.INSTALL: the module in place was not shut down");
      }
      if (remainingUpdates == 0) {
        return refused("SEAMLDR.INSTALL: no updates remain");
      }
    }
    ModuleImage image = image(addresses.plain(r.rcx));
    if (image == null) {
      return Status.of(Status.OPERAND_INVALID, Register.RCX);
    }
    pending = image;
    installed.set(lp);
    return Status.SUCCESS;
  }

  /** The image, once all LPs in VMX operation have installed it; null before. */
  ModuleImage take() {
    for (int lp = 0; lp < machine.profile().cpus().size(); lp++) {
      if (machine.inVmxOperation(lp) && !installed.get(lp)) {
        return null;
      }
    }
    ModuleImage image = pending;
    pending = null;
    installed.clear();
    remainingUpdates--;
    return image;
  }

  private ModuleImage image(long hpa) {
    ByteBuffer params = Bytes.of(memory.read(hpa, MemoryLayouts.SEAMLDR_PARAMS));
    long count = params.getLong(120);
    if (params.getInt(0) != 0
        || params.getInt(4) != SCENARIO_UPDATE
        || Long.compareUnsigned(count - 1, MAX_MODULE_PAGES) >= 0) {
      refused("SEAMLDR.INSTALL: bad version, scenario or number of pages in SEAMLDR_PARAMS");
      return null;
    }
    ByteArrayOutputStream pages = new ByteArrayOutputStream();
    byte[] signature = page(params.getLong(8));
    for (int i = 0; i < count && signature != null; i++) {
      byte[] page = page(params.getLong(128 + 8 * i));
      if (page == null) {
        return null;
      }
      pages.writeBytes(page);
    }
    if (signature == null) {
      return null;
    }
    try {
      return ModuleImage.parse(signature, pages.toByteArray());
    } catch (InvalidFile e) {
      refused("SEAMLDR.INSTALL: " + e.getMessage());
      return null;
    }
  }

  private byte[] page(long hpa) {
    if (!addresses.shared(hpa, PAGE)) {
      refused("SEAMLDR.INSTALL: bad address in SEAMLDR_PARAMS");
      return null;
    }
    return memory.read(addresses.plain(hpa), PAGE, "MODULE_IMAGE");
  }

  private long refused(String why) {
    memory.observer().choice(why);
    return Status.of(Status.OPERAND_INVALID, Register.RCX);
  }
}
