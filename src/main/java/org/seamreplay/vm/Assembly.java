package org.seamreplay.vm;

/** A shape of inline assembly that is modelled in Java. */
@FunctionalInterface
public interface Assembly {
  /**
   * Executes the assembly. Operands and results travel in {@code call}, which is reused and must
   * not be kept.
   */
  void run(AssemblyCall call);
}
