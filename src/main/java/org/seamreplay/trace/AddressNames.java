package org.seamreplay.trace;

import java.util.Optional;

/** Gives addresses the names they have in a trace. */
@FunctionalInterface
public interface AddressNames {
  /** Names nothing: every address stays a number. */
  AddressNames NONE = hpa -> Optional.empty();

  /**
   * The canonical name of a physical address, empty if it lies in no object. Asked while the object
   * is there; the answer must not depend on where an allocator has put it.
   */
  Optional<TraceValue> name(long hpa);
}
