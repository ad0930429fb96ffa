package org.seamreplay.vm;

/** Takes what the parts of the VM find wrong with the code under test. */
@FunctionalInterface
interface Defects {
  /** Reports a defect at the current place; does not return if the kind is fatal. */
  void report(FindingKind kind, String message, String... details);
}
