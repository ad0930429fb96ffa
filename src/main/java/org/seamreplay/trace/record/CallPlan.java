package org.seamreplay.trace.record;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.abi.Register;

/** How the registers of one leaf and version are taken down. */
public final class CallPlan {
  /** Registers that the kernel's ordinary stubs pass, in the order of struct tdx_module_args. */
  private static final Register[] PASSED = {
    Register.RCX, Register.RDX, Register.R8, Register.R9, Register.R10, Register.R11,
    Register.R12, Register.R13, Register.R14, Register.R15, Register.RBX, Register.RDI,
    Register.RSI
  };

  /** One value of a record: an operand, or a part of one that has several. */
  public record Slot(Register register, String name, ValueKind.Part part) {}

  /** Name as in a record. */
  public final String leaf;

  final LeafDescription description;
  public final Slot[] in;
  final Slot[] out;

  /** Registers that are no operand, in {@link #PASSED} order. */
  final Register[] otherIn;

  final Register[] otherOut;
  final boolean hasMemory;

  public CallPlan(long rax, LeafTable table, int keyIdShift) {
    description = table.find(rax).orElse(null);
    leaf = description == null ? table.name(rax & ~0xFF0000L) : description.name();
    int version = (int) (rax >>> 16) & 0xff;
    in = slots(description == null ? List.of() : description.in(), version, keyIdShift);
    out = slots(description == null ? List.of() : description.out(), version, keyIdShift);
    otherIn = others(in);
    otherOut = others(out);
    hasMemory =
        description != null && description.in().stream().anyMatch(o -> o.memory().isPresent());
  }

  private static Slot[] slots(List<LeafDescription.Operand> operands, int version, int keyIdShift) {
    List<Slot> slots = new ArrayList<>();
    for (LeafDescription.Operand operand : operands) {
      if (operand.version() <= version) {
        boolean again = operands.stream().filter(o -> o.name().equals(operand.name())).count() > 1;
        String name = again ? operand.name() + "." + operand.register() : operand.name();
        for (ValueKind.Part part : ValueKind.of(operand.kind()).parts(keyIdShift)) {
          slots.add(new Slot(operand.register(), name + part.suffix(), part));
        }
      }
    }
    return slots.toArray(Slot[]::new);
  }

  /** Whether the whole register of a result goes in with an address of the host's memory. */
  boolean mayBeLeftAlone(Slot result) {
    if (result.part().isAddress() || result.part().mask() != -1L) {
      return false;
    }
    for (Slot slot : in) {
      if (slot.register() == result.register() && slot.part().isAddress()) {
        return true;
      }
    }
    return false;
  }

  private static Register[] others(Slot[] slots) {
    List<Register> others = new ArrayList<>(List.of(PASSED));
    for (Slot slot : slots) {
      others.remove(slot.register());
    }
    return others.toArray(Register[]::new);
  }
}
