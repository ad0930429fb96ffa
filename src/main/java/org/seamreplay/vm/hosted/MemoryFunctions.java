package org.seamreplay.vm.hosted;

import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.MemoryFault;

/** The mem functions of string.h. */
final class MemoryFunctions {
  private MemoryFunctions() {}

  static void addTo(Library library) {
    library
        .function("memcpy", call -> copy(call, call.arg(0)))
        .function("mempcpy", call -> copy(call, call.arg(0) + call.arg(2)))
        .function("memmove", MemoryFunctions::move)
        .function("memset", MemoryFunctions::fill)
        .function("memcmp", MemoryFunctions::compare)
        .function("bcmp", MemoryFunctions::compare)
        .function("memchr", MemoryFunctions::find)
        .function("memrchr", MemoryFunctions::findLast)
        .function("memmem", MemoryFunctions::findBytes);
  }

  private static void copy(ExternalCall call, long result) {
    long to = call.arg(0);
    long from = call.arg(1);
    long size = call.arg(2);
    if (to != from
        && (Long.compareUnsigned(to - from, size) < 0
            || Long.compareUnsigned(from - to, size) < 0)) {
      call.vm()
          .report(
              MemoryFault.UNDEFINED_BEHAVIOUR,
              call.name() + " between overlapping objects; memmove allows that");
    }
    call.vm().memory().copy(to, from, size);
    call.result(result);
  }

  private static void move(ExternalCall call) {
    call.vm().memory().copy(call.arg(0), call.arg(1), call.arg(2));
    call.result(call.arg(0));
  }

  private static void fill(ExternalCall call) {
    call.vm().memory().fill(call.arg(0), call.intArg(1), call.arg(2));
    call.result(call.arg(0));
  }

  /**
   * All bytes have to be accessible; those after the first difference need not be initialised, they
   * decide nothing.
   */
  private static void compare(ExternalCall call) {
    Memory memory = call.vm().memory();
    long left = call.arg(0);
    long right = call.arg(1);
    long size = call.arg(2);
    long difference = 0;
    for (long i = 0; Long.compareUnsigned(i, size) < 0; i++) {
      if (difference == 0) {
        difference = memory.load(left + i, 1) - memory.load(right + i, 1);
      } else {
        requireAccessible(memory, left + i);
        requireAccessible(memory, right + i);
      }
    }
    call.result(difference & 0xffff_ffffL);
  }

  private static void requireAccessible(Memory memory, long address) {
    if (memory.stateAt(address) != ByteState.UNDEFINED) {
      memory.load(address, 1);
    }
  }

  private static void find(ExternalCall call) {
    Memory memory = call.vm().memory();
    long in = call.arg(0);
    long size = call.arg(2);
    for (long i = 0; Long.compareUnsigned(i, size) < 0; i++) {
      if (memory.load(in + i, 1) == (call.arg(1) & 0xff)) {
        call.result(in + i);
        return;
      }
    }
  }

  private static void findLast(ExternalCall call) {
    Memory memory = call.vm().memory();
    long in = call.arg(0);
    for (long i = call.arg(2) - 1; i != -1; i--) {
      if (memory.load(in + i, 1) == (call.arg(1) & 0xff)) {
        call.result(in + i);
        return;
      }
    }
  }

  private static void findBytes(ExternalCall call) {
    Memory memory = call.vm().memory();
    long in = call.arg(0);
    long size = call.arg(1);
    long what = call.arg(2);
    long length = call.arg(3);
    for (long i = 0; Long.compareUnsigned(length, size) <= 0 && i <= size - length; i++) {
      long same = 0;
      while (same < length && memory.load(in + i + same, 1) == memory.load(what + same, 1)) {
        same++;
      }
      if (same == length) {
        call.result(in + i);
        return;
      }
    }
  }
}
