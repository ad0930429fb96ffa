package org.seamreplay.replay.boundary;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.ir.IrModule;
import org.seamreplay.vm.Memory;

/**
 * Where the registers stand in the kernel's {@code struct tdx_module_args}: the kernel's assembly
 * takes the offsets from the struct itself, and so does this.
 */
public final class ArgumentLayout {
  /** The registers that every stub passes (Linux 6.12 to 7.3). */
  static final Register[] COMMON = {
    Register.RCX, Register.RDX, Register.R8, Register.R9, Register.R10, Register.R11
  };

  /** The registers that {@code __seamcall_saved_ret} passes as well. */
  static final Register[] SAVED = {
    Register.R12, Register.R13, Register.R14, Register.R15, Register.RBX, Register.RDI, Register.RSI
  };

  private static final String STRUCT = "tdx_module_args";

  private final int[] common;
  private final int[] saved;
  private final int size;

  private ArgumentLayout(IrModule.StructLayout struct) {
    size = (int) struct.size();
    common = offsets(struct, COMMON);
    saved = offsets(struct, SAVED);
  }

  /** The layout in the first unit that knows the struct. */
  public static ArgumentLayout of(List<IrModule> units) {
    for (IrModule unit : units) {
      IrModule.StructLayout struct = unit.structs().get(STRUCT);
      if (struct != null) {
        return new ArgumentLayout(struct);
      }
    }
    throw new BadInput("no unit of the tree uses struct " + STRUCT + ": it makes no SEAMCALL");
  }

  /** Bytes of the struct. */
  public int size() {
    return size;
  }

  /** Takes all registers from a struct in memory. */
  public void load(Memory memory, long base, SeamRegisters registers) {
    for (int i = 0; i < COMMON.length; i++) {
      COMMON[i].set(registers, memory.load(base + common[i], 8));
    }
    for (int i = 0; i < SAVED.length; i++) {
      SAVED[i].set(registers, memory.load(base + saved[i], 8));
    }
  }

  /** Puts all registers into a struct in memory. */
  public void store(Memory memory, long base, SeamRegisters registers) {
    for (int i = 0; i < COMMON.length; i++) {
      memory.store(base + common[i], 8, COMMON[i].in(registers));
    }
    for (int i = 0; i < SAVED.length; i++) {
      memory.store(base + saved[i], 8, SAVED[i].in(registers));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArgumentLayout layout
        && size == layout.size
        && Arrays.equals(common, layout.common)
        && Arrays.equals(saved, layout.saved);
  }

  @Override
  public int hashCode() {
    return Objects.hash(size, Arrays.hashCode(common), Arrays.hashCode(saved));
  }

  int[] common() {
    return common;
  }

  int[] saved() {
    return saved;
  }

  private static int[] offsets(IrModule.StructLayout struct, Register[] registers) {
    int[] offsets = new int[registers.length];
    for (int i = 0; i < registers.length; i++) {
      String name = registers[i].name().toLowerCase(java.util.Locale.ROOT);
      offsets[i] =
          (int)
              struct.members().stream()
                  .filter(m -> m.name().equals(name))
                  .findFirst()
                  .orElseThrow(() -> new BadInput("struct " + STRUCT + " has no member " + name))
                  .offset();
    }
    return offsets;
  }
}
