package org.seamreplay.vm.exec;

import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/** The call of a model that is under way; one object for each depth of nesting is reused. */
final class ModelCall implements ExternalCall {
  private final Vm vm;
  private String name;
  private long[] arguments = new long[8];
  private long[] undefined = new long[8];
  private int count;
  private long first;
  private long second;

  ModelCall(Vm vm) {
    this.vm = vm;
  }

  /** Gets ready for a call. */
  void start(String function, int arity) {
    name = function;
    count = arity;
    first = 0;
    second = 0;
    if (arity > arguments.length) {
      arguments = new long[arity * 2];
      undefined = new long[arity * 2];
    }
  }

  void argument(int index, long value, long undefinedBits) {
    arguments[index] = value;
    undefined[index] = undefinedBits;
  }

  long resultSlot(int index) {
    return index == 0 ? first : index == 1 ? second : 0;
  }

  @Override
  public Vm vm() {
    return vm;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long arg(int index) {
    if (index < 0 || index >= count) {
      throw new IllegalStateException(
          name + " has " + count + " arguments, its model asks for number " + index);
    }
    if (undefined[index] != 0) {
      vm.report(
          MemoryFault.UNINITIALISED,
          "argument " + (index + 1) + " of " + name + " was never initialised");
      undefined[index] = 0;
    }
    return arguments[index];
  }

  @Override
  public long undefinedBits(int index) {
    return index >= 0 && index < count ? undefined[index] : 0;
  }

  @Override
  public void result(long value) {
    first = value;
  }

  @Override
  public void secondResult(long value) {
    second = value;
  }
}
