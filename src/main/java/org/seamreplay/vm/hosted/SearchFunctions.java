package org.seamreplay.vm.hosted;

import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;

/** Searching and splitting of string.h. */
final class SearchFunctions {
  /** Where strtok goes on; 0 when there is nothing left. */
  private long strtokState;

  private SearchFunctions() {}

  static void addTo(Library library) {
    SearchFunctions functions = new SearchFunctions();
    library
        .function("strchr", call -> first(call, false))
        .function("strchrnul", call -> first(call, true))
        .function("strrchr", SearchFunctions::last)
        .function("strstr", SearchFunctions::text)
        .function(
            "strspn", call -> call.result(span(call.vm().memory(), call.arg(0), call.arg(1), true)))
        .function(
            "strcspn",
            call -> call.result(span(call.vm().memory(), call.arg(0), call.arg(1), false)))
        .function("strpbrk", SearchFunctions::firstOf)
        .function("strtok", functions::strtok)
        .function("strtok_r", SearchFunctions::strtokReentrant)
        .function("strsep", SearchFunctions::separate);
  }

  private static void first(ExternalCall call, boolean elseEnd) {
    Memory memory = call.vm().memory();
    long wanted = call.arg(1) & 0xff;
    for (long at = call.arg(0); ; at++) {
      long c = memory.load(at, 1);
      if (c == wanted || (c == 0 && elseEnd)) {
        call.result(at);
        return;
      }
      if (c == 0) {
        return;
      }
    }
  }

  private static void last(ExternalCall call) {
    Memory memory = call.vm().memory();
    long wanted = call.arg(1) & 0xff;
    for (long at = call.arg(0); ; at++) {
      long c = memory.load(at, 1);
      if (c == wanted) {
        call.result(at);
      }
      if (c == 0) {
        return;
      }
    }
  }

  private static void text(ExternalCall call) {
    Memory memory = call.vm().memory();
    for (long at = call.arg(0); ; at++) {
      if (startsWith(memory, at, call.arg(1))) {
        call.result(at);
        return;
      }
      if (memory.load(at, 1) == 0) {
        return;
      }
    }
  }

  private static boolean startsWith(Memory memory, long text, long what) {
    for (long i = 0; ; i++) {
      long wanted = memory.load(what + i, 1);
      if (wanted == 0) {
        return true;
      }
      if (memory.load(text + i, 1) != wanted) {
        return false;
      }
    }
  }

  /** How many bytes at the start are in the set, or are not. */
  private static long span(Memory memory, long text, long set, boolean in) {
    boolean[] member = new boolean[256];
    for (long at = set; ; at++) {
      int c = (int) memory.load(at, 1);
      if (c == 0) {
        break;
      }
      member[c] = true;
    }
    for (long i = 0; ; i++) {
      int c = (int) memory.load(text + i, 1);
      if (c == 0 || member[c] != in) {
        return i;
      }
    }
  }

  private static void firstOf(ExternalCall call) {
    Memory memory = call.vm().memory();
    long at = call.arg(0) + span(memory, call.arg(0), call.arg(1), false);
    call.result(memory.load(at, 1) == 0 ? 0 : at);
  }

  private void strtok(ExternalCall call) {
    long text = call.arg(0) == 0 ? strtokState : call.arg(0);
    strtokState = token(call, text, call.arg(1));
  }

  private static void strtokReentrant(ExternalCall call) {
    Memory memory = call.vm().memory();
    long text = call.arg(0) == 0 ? memory.load(call.arg(2), 8) : call.arg(0);
    memory.store(call.arg(2), 8, token(call, text, call.arg(1)));
  }

  /** Sets the next token as the result; where to go on, 0 at the end. */
  private static long token(ExternalCall call, long text, long separators) {
    if (text == 0) {
      return 0;
    }
    Memory memory = call.vm().memory();
    long start = text + span(memory, text, separators, true);
    if (memory.load(start, 1) == 0) {
      return 0;
    }
    call.result(start);
    long end = start + span(memory, start, separators, false);
    if (memory.load(end, 1) == 0) {
      return 0;
    }
    memory.store(end, 1, 0);
    return end + 1;
  }

  private static void separate(ExternalCall call) {
    Memory memory = call.vm().memory();
    long text = memory.load(call.arg(0), 8);
    if (text == 0) {
      return;
    }
    long end = text + span(memory, text, call.arg(1), false);
    long next = 0;
    if (memory.load(end, 1) != 0) {
      memory.store(end, 1, 0);
      next = end + 1;
    }
    memory.store(call.arg(0), 8, next);
    call.result(text);
  }
}
