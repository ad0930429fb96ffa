package org.seamreplay.replay.inject;

import org.seamreplay.abi.Abi;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.scenario.Injection;

/** Recognises the SEAMCALLs that a scenario names. */
final class CallPattern {
  private static final long LEAF_AND_LOADER = 0x800000000000FFFFL;

  private final Abi abi;
  private final boolean anyLeaf;
  private final long leaf;
  private final long field;

  /**
   * The pattern for a call.
   *
   * @param abi the words in which the scenario speaks
   */
  CallPattern(Abi abi, Injection.Call call) {
    this.abi = abi;
    anyLeaf = call.leaf().isEmpty();
    leaf =
        anyLeaf
            ? 0
            : abi.leaves()
                .named(call.leaf())
                .map(l -> l.number() | (l.loader() ? Long.MIN_VALUE : 0))
                .orElseThrow();
    field =
        call.field().isEmpty()
            ? -1
            : abi.metadata().global(call.field()).map(MetadataField::key).orElseThrow();
  }

  boolean matches(SeamRegisters registers) {
    return (anyLeaf || (registers.rax & LEAF_AND_LOADER) == leaf)
        && (field < 0 || isField(registers.rdx));
  }

  /** Elements of an array have consecutive keys. */
  private boolean isField(long id) {
    return abi.metadata().findGlobal(id).map(f -> f.key() == field).orElse(false);
  }
}
