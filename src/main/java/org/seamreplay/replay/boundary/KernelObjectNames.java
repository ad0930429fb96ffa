package org.seamreplay.replay.boundary;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.seamreplay.kernel.Kernel;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.vm.Allocations.Allocation;
import org.seamreplay.vm.SourceFrame;

/**
 * Names physical addresses by the kernel object they lie in: the allocating function, the function
 * of the tree that called it, and which of its objects it is, counted as they appear in the trace.
 */
public final class KernelObjectNames implements AddressNames {
  private record Identity(long address, int ordinal) {}

  private final Supplier<Kernel> kernel;
  private final Map<String, Map<Identity, Integer>> known = new HashMap<>();

  /** Names objects of a kernel, which is asked for when the first name is needed. */
  public KernelObjectNames(Supplier<Kernel> kernel) {
    this.kernel = kernel;
  }

  @Override
  public Optional<TraceValue> name(long hpa) {
    if (hpa < 0 || hpa >= 1L << 52) {
      return Optional.empty();
    }
    long address = kernel.get().addressOf(hpa);
    Allocation object = kernel.get().vm().allocations().at(address);
    if (object == null
        || object.freedAt() != null
        || address < object.address()
        || address - object.address() >= object.size()) {
      return kernel
          .get()
          .processMemoryAt(hpa)
          .map(memory -> TraceValue.address("process", memory.ordinal(), hpa - memory.hpa()));
    }
    String site = word(object.kind()) + "@" + word(site(object));
    Map<Identity, Integer> objects = known.computeIfAbsent(site, key -> new HashMap<>());
    Integer index =
        objects.computeIfAbsent(
            new Identity(object.address(), object.ordinal()), key -> objects.size());
    return Optional.of(TraceValue.address(site, index, address - object.address()));
  }

  /** Names are one word in a trace. */
  private static String word(String name) {
    StringBuilder word = new StringBuilder(name);
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '.' && c != '-') {
        word.setCharAt(i, '-');
      }
    }
    return word.toString();
  }

  /**
   * The innermost function that belongs to the tree: blame does not stop in a header of the shim.
   */
  private static String site(Allocation object) {
    for (SourceFrame frame : object.allocatedAt()) {
      if (!frame.file().startsWith("shim/")) {
        return frame.function();
      }
    }
    return "kernel";
  }
}
