package org.seamreplay.vm.code;

import org.seamreplay.ir.IrModule.SourceLocation;

/**
 * A function or variable of the linked program.
 *
 * @param unit the module that defines it, empty if none does
 * @param address where it lies
 * @param size in bytes; 16 for a function
 * @param section as given in the source, empty if not given
 * @param constant a variable that must not be written
 * @param function index of the function, -1 for a variable
 */
public record Symbol(
    String name,
    String unit,
    long address,
    long size,
    String section,
    boolean constant,
    int function,
    SourceLocation declaredAt) {

  public boolean isFunction() {
    return function >= 0;
  }

  public boolean defined() {
    return !unit.isEmpty();
  }

  /** KLEE's form of the test: no sum that could wrap. */
  boolean contains(long at) {
    return Long.compareUnsigned(at - address, Math.max(size, 1)) < 0;
  }
}
