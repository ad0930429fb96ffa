package org.seamreplay.vm.hosted;

import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;

/** The variable arguments of the call under way. */
final class CallArguments implements FormatArguments {
  private final ExternalCall call;
  private int next;

  /** Arguments from slot {@code first} on. */
  CallArguments(ExternalCall call, int first) {
    this.call = call;
    this.next = first;
  }

  @Override
  public long nextWord() {
    if (next >= call.count()) {
      call.vm()
          .report(
              MemoryFault.UNDEFINED_BEHAVIOUR,
              call.name() + ": the format asks for more arguments than the call has");
      return 0;
    }
    return call.arg(next++);
  }

  @Override
  public double nextDouble() {
    return Double.longBitsToDouble(nextWord());
  }

  @Override
  public String string(long address, int limit) {
    return Text.read(call.vm().memory(), address, limit);
  }
}
