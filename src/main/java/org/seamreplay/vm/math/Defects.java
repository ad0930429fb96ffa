package org.seamreplay.vm.math;

import org.seamreplay.vm.FindingKind;

/** Takes what the parts of the VM find wrong with the code under test. */
@FunctionalInterface
public interface Defects {
  /** Reports a defect at the current place; does not return if the kind is fatal. */
  void report(FindingKind kind, String message, String... details);
}
