package org.seamreplay.trace.record;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.seamreplay.trace.MemoryView;

/** All of a call that must be equal for calls to fold. Immutable; arrays are not shared. */
final class CallShape {
  final CallPlan plan;
  final long rax;
  final long result;
  final String via;
  final int[] stack;

  /** For each slot, in then out: the object that an address lies in; null for a number. */
  final String[] objects;

  /** Bit n set: register n of the plan's other registers is shown as well. */
  final int otherIn;

  final int otherOut;
  final List<MemoryView> read;
  final List<MemoryView> written;
  final List<String> choices;

  CallShape(
      CallPlan plan,
      long rax,
      long result,
      String via,
      int[] stack,
      String[] objects,
      int otherIn,
      int otherOut,
      List<MemoryView> read,
      List<MemoryView> written,
      List<String> choices) {
    this.plan = plan;
    this.rax = rax;
    this.result = result;
    this.via = via;
    this.stack = stack;
    this.objects = objects;
    this.otherIn = otherIn;
    this.otherOut = otherOut;
    this.read = read;
    this.written = written;
    this.choices = choices;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof CallShape shape
        && rax == shape.rax
        && result == shape.result
        && otherIn == shape.otherIn
        && otherOut == shape.otherOut
        && via.equals(shape.via)
        && Arrays.equals(stack, shape.stack)
        && Arrays.equals(objects, shape.objects)
        && read.equals(shape.read)
        && written.equals(shape.written)
        && choices.equals(shape.choices);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rax, result, Arrays.hashCode(stack), Arrays.hashCode(objects));
  }
}
