package org.seamreplay.vm.hosted;

import org.seamreplay.vm.External;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.MemoryFault;

/**
 * Collects the functions of the hosted environment. All of them look at their arguments, so an
 * argument that was never initialised is reported here, once for all.
 */
final class Library {
  private final Externals externals = new Externals();

  /** Adds a function. */
  Library function(String name, External body) {
    externals.function(
        name,
        call -> {
          requireDefined(call);
          body.run(call);
        });
    return this;
  }

  /** Adds a variable that holds a pointer. */
  Library pointer(String name, long value) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (value >>> (8 * i));
    }
    externals.data(name, bytes, 8);
    return this;
  }

  Externals externals() {
    return externals;
  }

  private static void requireDefined(ExternalCall call) {
    for (int i = 0; i < call.count(); i++) {
      if (call.undefinedBits(i) != 0) {
        call.vm()
            .report(
                MemoryFault.UNINITIALISED,
                "argument " + (i + 1) + " of " + call.name() + " was never initialised");
      }
    }
  }
}
