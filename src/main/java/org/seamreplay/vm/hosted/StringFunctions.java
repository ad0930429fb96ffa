package org.seamreplay.vm.hosted;

import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;

/** Copying, joining and comparing of string.h, and strings.h. */
final class StringFunctions {
  private StringFunctions() {}

  static void addTo(Library library) {
    library
        .function("strlen", call -> call.result(Text.length(call.vm().memory(), call.arg(0))))
        .function(
            "strnlen",
            call -> call.result(Text.length(call.vm().memory(), call.arg(0), call.arg(1))))
        .function("strcpy", call -> copy(call, false))
        .function("stpcpy", call -> copy(call, true))
        .function("strncpy", StringFunctions::copyPadded)
        .function("strcat", call -> join(call, -1))
        .function("strncat", call -> join(call, call.arg(2)))
        .function("strcmp", call -> compare(call, -1, false))
        .function("strcoll", call -> compare(call, -1, false))
        .function("strncmp", call -> compare(call, call.arg(2), false))
        .function("strcasecmp", call -> compare(call, -1, true))
        .function("strncasecmp", call -> compare(call, call.arg(2), true))
        .function("ffs", StringFunctions::findFirstSet);
  }

  private static void findFirstSet(ExternalCall call) {
    int value = call.intArg(0);
    call.result(value == 0 ? 0 : Integer.numberOfTrailingZeros(value) + 1);
  }

  private static void copy(ExternalCall call, boolean resultIsEnd) {
    long to = call.arg(0);
    long length = copyText(call.vm().memory(), to, call.arg(1), -1);
    call.result(resultIsEnd ? to + length : to);
  }

  private static void copyPadded(ExternalCall call) {
    Memory memory = call.vm().memory();
    long to = call.arg(0);
    long from = call.arg(1);
    long size = call.arg(2);
    boolean ended = false;
    for (long i = 0; Long.compareUnsigned(i, size) < 0; i++) {
      long c = ended ? 0 : memory.load(from + i, 1);
      ended |= c == 0;
      memory.store(to + i, 1, c);
    }
    call.result(to);
  }

  private static void join(ExternalCall call, long limit) {
    Memory memory = call.vm().memory();
    long to = call.arg(0);
    long end = to + Text.length(memory, to);
    copyText(memory, end, call.arg(1), limit);
    call.result(to);
  }

  /** Copies at most {@code limit} bytes and a NUL after them; the number without the NUL. */
  private static long copyText(Memory memory, long to, long from, long limit) {
    long i = 0;
    for (; Long.compareUnsigned(i, limit) < 0; i++) {
      long c = memory.load(from + i, 1);
      if (c == 0) {
        break;
      }
      memory.store(to + i, 1, c);
    }
    memory.store(to + i, 1, 0);
    return i;
  }

  private static void compare(ExternalCall call, long limit, boolean ignoreCase) {
    Memory memory = call.vm().memory();
    for (long i = 0; Long.compareUnsigned(i, limit) < 0; i++) {
      long left = memory.load(call.arg(0) + i, 1);
      long right = memory.load(call.arg(1) + i, 1);
      if (ignoreCase) {
        left = CharacterFunctions.lower((int) left);
        right = CharacterFunctions.lower((int) right);
      }
      if (left != right) {
        call.result((left - right) & 0xffff_ffffL);
        return;
      }
      if (left == 0) {
        return;
      }
    }
  }
}
