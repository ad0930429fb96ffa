package org.seamreplay.kernel;

import java.util.Locale;
import org.seamreplay.text.Plural;
import org.seamreplay.vm.Allocations.Allocation;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.Vm;

/** Reports frees of what cannot be freed, with the object that was meant. */
final class BadFree {
  private BadFree() {}

  /** {@code what} is the freeing function; never returns, the kinds are fatal. */
  static void report(Vm vm, String what, long address) {
    Allocation object = vm.allocations().at(address);
    if (object == null) {
      vm.report(
          MemoryFault.INVALID_FREE,
          String.format(Locale.ROOT, "%s of 0x%x, where no object is", what, address));
    } else if (object.freedAt() != null && object.address() == address) {
      vm.report(
          MemoryFault.DOUBLE_FREE,
          String.format(Locale.ROOT, "%s of an object that is freed already", what),
          describe(object),
          "freed at " + first(object.freedAt()));
    } else {
      vm.report(
          MemoryFault.INVALID_FREE,
          String.format(
              Locale.ROOT,
              "%s of 0x%x, %s into an object of %s()",
              what,
              address,
              Plural.of(address - object.address(), "byte"),
              object.kind()),
          describe(object));
    }
  }

  /** One line on an object: what, how large, allocated where. */
  static String describe(Allocation object) {
    return String.format(
        Locale.ROOT,
        "%s #%d of %s, allocated at %s",
        object.kind(),
        object.ordinal(),
        Plural.of(object.size(), "byte"),
        first(object.allocatedAt()));
  }

  private static String first(java.util.List<SourceFrame> stack) {
    return stack.isEmpty() ? "an unknown place" : stack.get(0).toString();
  }
}
