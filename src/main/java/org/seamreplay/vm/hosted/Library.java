package org.seamreplay.vm.hosted;

import org.seamreplay.vm.External;
import org.seamreplay.vm.Externals;

/** Collects the functions and variables of the hosted environment. */
final class Library {
  private final Externals externals = new Externals();

  /** Adds a function. */
  Library function(String name, External body) {
    externals.function(name, body);
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
}
