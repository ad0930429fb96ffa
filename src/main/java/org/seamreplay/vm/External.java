package org.seamreplay.vm;

/** A function that the code under test calls and that is modelled in Java. */
@FunctionalInterface
public interface External {
  /**
   * Executes the call. Arguments and result travel in {@code call}, which is reused and must not be
   * kept.
   */
  void run(ExternalCall call);
}
