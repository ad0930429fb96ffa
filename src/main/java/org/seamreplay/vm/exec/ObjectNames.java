package org.seamreplay.vm.exec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.text.Plural;
import org.seamreplay.vm.Allocations;
import org.seamreplay.vm.FindingKind;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.code.Symbol;

/** Puts addresses into words: which object they lie in or beside, and where that came from. */
final class ObjectNames {
  /** Objects farther away than this are not called neighbours. */
  private static final long NEAR = 4096;

  private final Program program;
  private final AllocationTable allocations;
  private final Footprint.Builder footprint;
  private final TreeMap<Long, FiberState> fibersByTop = new TreeMap<>();
  private final Map<String, FindingKind> retired = new HashMap<>();

  ObjectNames(Program program, AllocationTable allocations, Footprint.Builder footprint) {
    this.footprint = footprint;
    this.program = program;
    this.allocations = allocations;
  }

  void add(FiberState fiber) {
    fibersByTop.put(fiber.stackTop, fiber);
  }

  /** Objects in the section must not be used any more. */
  void retire(String section, FindingKind kind) {
    retired.put(section, kind);
  }

  /** What the use of something in the section is, {@code null} if it is in order. */
  FindingKind retired(String section) {
    return retired.get(section);
  }

  /** What the use of the variable at an address is, {@code null} if its section is in use. */
  FindingKind retiredAt(long address) {
    footprint.at(address);
    Symbol symbol = program.symbols.at(address);
    return symbol == null ? null : retired.get(symbol.section());
  }

  /** The function whose code an address points into, {@code null} if none. */
  String code(long address) {
    footprint.at(address);
    Symbol symbol = program.symbols.at(address);
    return symbol != null && symbol.isFunction() ? symbol.name() : null;
  }

  /** Words for an address just below a stack, {@code null} if it is not. */
  String belowStack(long address) {
    var above = fibersByTop.higherEntry(address);
    if (above == null) {
      return null;
    }
    FiberState fiber = above.getValue();
    return address < fiber.stackAddress ? "stack of " + fiber.name() : null;
  }

  /** Whether an address of a stack belongs to a function that has not returned. */
  boolean inLiveFrame(long address) {
    FiberState fiber = fibersByTop.higherEntry(address).getValue();
    return address - fiber.stackAddress >= fiber.sp;
  }

  /** The object an address belongs to, as seen from the address; adds where it came from. */
  String describe(MappedMemory space, long address, List<String> details) {
    footprint.everything();
    Region region = space.region(address);
    if (region instanceof StackRegion) {
      return stackVariable(address);
    }
    Allocations.Allocation allocation = allocations.at(address);
    if (allocation == null) {
      allocation = allocations.near(address, NEAR);
    }
    if (allocation != null) {
      origin(allocation, details);
      return relative(address, allocation.address(), allocation.size(), name(allocation));
    }
    Symbol symbol = variable(address);
    if (symbol != null) {
      SourceLocation declared = symbol.declaredAt();
      if (declared != null) {
        details.add(symbol.name() + " is defined at " + declared.file() + ":" + declared.line());
      }
      return relative(address, symbol.address(), symbol.size(), "variable " + symbol.name());
    }
    return region.name;
  }

  private static String name(Allocations.Allocation allocation) {
    return (allocation.freedAt() == null ? "" : "freed ")
        + allocation.kind()
        + " object "
        + allocation.ordinal();
  }

  private static void origin(Allocations.Allocation allocation, List<String> details) {
    add("allocated at ", allocation.allocatedAt(), details);
    if (allocation.freedAt() != null) {
      add("freed at ", allocation.freedAt(), details);
    }
  }

  private static void add(String what, List<SourceFrame> stack, List<String> details) {
    if (!stack.isEmpty()) {
      details.add(what + stack.get(0));
    }
  }

  private Symbol variable(long address) {
    Symbol inside = program.symbols.at(address);
    if (inside != null && !inside.isFunction()) {
      return inside;
    }
    Symbol before = program.symbols.before(address);
    Symbol after = program.symbols.after(address);
    long past = before == null ? Long.MAX_VALUE : address - before.address() - before.size();
    long ahead = after == null ? Long.MAX_VALUE : after.address() - address;
    if (Math.min(past, ahead) > NEAR) {
      return null;
    }
    return past <= ahead ? before : after;
  }

  private static String relative(long address, long start, long size, String name) {
    String object = name + " (" + Plural.of(size, "byte") + ")";
    if (address < start) {
      return Plural.of(start - address, "byte") + " before " + object;
    }
    if (address >= start + size) {
      long past = address - start - size;
      return past == 0 ? "just past " + object : Plural.of(past, "byte") + " past " + object;
    }
    return address == start ? object : "byte " + (address - start) + " of " + object;
  }

  private String stackVariable(long address) {
    var entry = fibersByTop.higherEntry(address);
    FiberState fiber = entry.getValue();
    int at = (int) (address - fiber.stackAddress);
    if (at < fiber.sp) {
      return "a stack frame that is gone";
    }
    int pc = fiber.pc;
    int frame = fiber.frame;
    for (int record = fiber.top; ; record -= FiberState.RECORD) {
      FunctionCode function = program.functionAt(pc);
      if (function != null && at >= frame && at < frame + function.stackSize) {
        return slot(function, address, address - (at - frame));
      }
      if (record == 0) {
        return "the stack of " + fiber.name();
      }
      pc = fiber.records[record - FiberState.RECORD + FiberState.CALL_PC];
      frame = fiber.records[record - FiberState.RECORD + FiberState.FRAME];
    }
  }

  private static String slot(FunctionCode function, long address, long frameAddress) {
    FunctionCode.StackSlot best = null;
    long distance = Long.MAX_VALUE;
    for (FunctionCode.StackSlot slot : function.slots) {
      long start = frameAddress + slot.offset();
      long away =
          address < start ? start - address : Math.max(0, address - start - slot.size() + 1);
      if (away < distance) {
        distance = away;
        best = slot;
      }
    }
    if (best == null) {
      return "the frame of " + function.name;
    }
    String name = best.name().isEmpty() ? "a local variable" : "local variable " + best.name();
    return relative(
        address, frameAddress + best.offset(), best.size(), name + " of " + function.name);
  }
}
