package org.seamreplay.vm.exec;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.platform.ByteState;
import org.seamreplay.text.Plural;
import org.seamreplay.vm.FindingKind;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.math.Defects;

/** Says what is wrong with a memory access: what, whose object, and where that came from. */
final class AccessFaults {
  private final Defects defects;
  private final ObjectNames names;

  AccessFaults(Defects defects, ObjectNames names) {
    this.defects = defects;
    this.names = names;
  }

  /** An access that meets an inaccessible byte at {@code bad}. */
  void inaccessible(MappedMemory space, long address, long bytes, boolean write, long bad) {
    String what = (write ? "writes " : "reads ") + count(bytes);
    if (Long.compareUnsigned(bad, MappedMemory.NULL_LIMIT) < 0) {
      defects.report(MemoryFault.NULL_POINTER, what + " at " + hex(address) + ", a null pointer");
      return;
    }
    List<String> details = new ArrayList<>();
    Region region = space.region(bad);
    if (region == null) {
      unmapped(what, address, bad, details);
      return;
    }
    byte state = space.stateAt(bad);
    String whose = names.describe(space, bad, details);
    String text = what + " at " + hex(address) + ", " + whose;
    String[] more = details.toArray(String[]::new);
    FindingKind retired = names.retiredAt(bad);
    if (retired != null) {
      defects.report(retired, text + ", which is not in use any more", more);
    }
    switch (state) {
      case ByteState.FREED -> defects.report(MemoryFault.USE_AFTER_FREE, text, more);
      case ByteState.STACK_DEAD -> {
        if (names.inLiveFrame(bad)) {
          defects.report(MemoryFault.USE_AFTER_SCOPE, text + ", whose block has been left", more);
        }
        defects.report(MemoryFault.USE_AFTER_RETURN, text, more);
      }
      case ByteState.FOREIGN ->
          defects.report(
              MemoryFault.FOREIGN_MEMORY, text + ", which belongs to another agent", more);
      case ByteState.UNALLOCATED ->
          defects.report(MemoryFault.WILD_POINTER, text + ", which nobody has been given", more);
      default -> defects.report(MemoryFault.OUT_OF_BOUNDS, text, more);
    }
  }

  private void unmapped(String what, long address, long bad, List<String> details) {
    String code = names.code(bad);
    if (code != null) {
      defects.report(
          MemoryFault.WILD_POINTER, what + " at " + hex(address) + ", the code of " + code);
      return;
    }
    String stack = names.belowStack(bad);
    if (stack != null) {
      defects.report(
          MemoryFault.STACK_OVERFLOW, what + " at " + hex(address) + ", below the " + stack);
      return;
    }
    String text = what + " at " + hex(address) + ", where nothing is mapped";
    if (bad >> 47 != 0 && bad >> 47 != -1) {
      text = what + " at " + hex(address) + ", which is no address";
    }
    defects.report(MemoryFault.WILD_POINTER, text, details.toArray(String[]::new));
  }

  /** A write to memory that must not be written. */
  void constant(MappedMemory space, long address, long bytes) {
    List<String> details = new ArrayList<>();
    String whose = names.describe(space, address, details);
    defects.report(
        MemoryFault.WRITE_TO_CONSTANT,
        "writes " + count(bytes) + " at " + hex(address) + ", " + whose + ", which is constant",
        details.toArray(String[]::new));
  }

  /** An access to an address that the type does not allow. */
  void misaligned(MappedMemory space, long address, long bytes, boolean write) {
    List<String> details = new ArrayList<>();
    String whose = names.describe(space, address, details);
    defects.report(
        MemoryFault.MISALIGNED,
        (write ? "writes " : "reads ")
            + count(bytes)
            + " at "
            + hex(address)
            + ", which is no multiple of "
            + bytes
            + ", "
            + whose,
        details.toArray(String[]::new));
  }

  /** Arithmetic on a null pointer. */
  void nullMoved(long base, long sum) {
    defects.report(
        MemoryFault.UNDEFINED_BEHAVIOUR,
        "moves a null pointer by " + (sum - base) + " bytes, to " + hex(sum));
  }

  /** Arithmetic that gives an address outside of the object. */
  void outside(MappedMemory space, long sum) {
    List<String> details = new ArrayList<>();
    String whose =
        space.region(sum) == null ? "where nothing is mapped" : names.describe(space, sum, details);
    defects.report(
        MemoryFault.UNDEFINED_BEHAVIOUR,
        "computes the address " + hex(sum) + ", " + whose,
        details.toArray(String[]::new));
  }

  /** A model reads bytes that were never written. */
  void undefined(MappedMemory space, long address, long bytes) {
    long bad = address;
    while (bad < address + bytes - 1 && space.stateAt(bad) == ByteState.DEFINED) {
      bad++;
    }
    List<String> details = new ArrayList<>();
    String whose = names.describe(space, bad, details);
    defects.report(
        MemoryFault.UNINITIALISED,
        "reads "
            + count(bytes)
            + " at "
            + hex(address)
            + ", of which "
            + whose
            + " was never written",
        details.toArray(String[]::new));
  }

  /** A string without end. */
  void unterminated(MappedMemory space, long address, int limit) {
    List<String> details = new ArrayList<>();
    String whose = names.describe(space, address, details);
    defects.report(
        MemoryFault.OUT_OF_BOUNDS,
        "string at " + hex(address) + ", " + whose + ", has no end within " + limit + " bytes",
        details.toArray(String[]::new));
  }

  /** The run needs more than it may. */
  void budget(String what) {
    defects.report(MemoryFault.BUDGET, "needs more than " + what);
  }

  private static String count(long bytes) {
    return Plural.of(bytes, "byte");
  }

  static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }
}
