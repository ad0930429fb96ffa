package org.seamreplay.trace;

/** Gives the objects that a trace names a place in memory; the inverse of {@link AddressNames}. */
@FunctionalInterface
public interface AddressPlaces {
  /**
   * The physical address of a place in a named object.
   *
   * @param address of form {@link TraceValue.Form#ADDRESS}
   * @throws NotReplayable if the object is nowhere
   */
  long place(TraceValue address) throws NotReplayable;
}
