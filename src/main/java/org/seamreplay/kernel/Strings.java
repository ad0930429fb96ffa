package org.seamreplay.kernel;

import java.util.Arrays;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;

/** The string functions of lib/string.c. */
final class Strings {
  private static final int E2BIG = 7;
  private static final int LONGEST = 1 << 16;

  private Strings() {}

  static void register(Models m) {
    memory(m);
    compare(m);
    text(m);
    m.model("strcpy", c -> copyString(c, Long.MAX_VALUE, false));
    m.model("strncpy", c -> copyString(c, c.arg(2), true));
    m.model("strcat", Strings::append);
    m.model("sized_strscpy strscpy", Strings::strscpy);
  }

  private static void memory(Models m) {
    m.model(
        "memset",
        c -> {
          c.vm().memory().fill(c.arg(0), c.intArg(1), c.arg(2));
          c.result(c.arg(0));
        });
    m.model("memset16", c -> fillWords(c, 2));
    m.model("memset32", c -> fillWords(c, 4));
    m.model("memset64", c -> fillWords(c, 8));
    m.model(
        "memcpy memmove __memcpy __memmove",
        c -> {
          c.vm().memory().copy(c.arg(0), c.arg(1), c.arg(2));
          c.result(c.arg(0));
        });
    m.model("memzero_explicit", c -> c.vm().memory().fill(c.arg(0), 0, c.arg(1)));
    m.model("memchr", c -> find(c, true, 0));
    m.model("memchr_inv", c -> find(c, false, 0));
    m.model("memscan", c -> find(c, true, c.arg(0) + c.arg(2)));
  }

  private static void fillWords(ExternalCall call, int bytes) {
    for (long i = 0; i < call.arg(2); i++) {
      call.vm().memory().store(call.arg(0) + i * bytes, bytes, call.arg(1));
    }
    call.result(call.arg(0));
  }

  /** The first byte that is (or is not) the value; {@code otherwise} if there is none. */
  private static void find(ExternalCall call, boolean equal, long otherwise) {
    byte value = (byte) call.intArg(1);
    long size = call.arg(2);
    for (long done = 0; done < size; done += AddressSpace.PAGE_SIZE) {
      int part = (int) Math.min(AddressSpace.PAGE_SIZE, size - done);
      byte[] bytes = call.vm().memory().read(call.arg(0) + done, part);
      for (int i = 0; i < part; i++) {
        if (bytes[i] == value == equal) {
          call.result(call.arg(0) + done + i);
          return;
        }
      }
    }
    call.result(otherwise);
  }

  private static void compare(Models m) {
    m.model("memcmp bcmp", Strings::memcmp);
    m.model("strcmp", c -> c.result(order(c.stringArg(0), c.stringArg(1))));
    m.model("strncmp", c -> c.result(order(bounded(c, 0, c.arg(2)), bounded(c, 1, c.arg(2)))));
    m.model(
        "strcasecmp",
        c -> c.result(Integer.signum(c.stringArg(0).compareToIgnoreCase(c.stringArg(1)))));
  }

  private static void memcmp(ExternalCall call) {
    Memory memory = call.vm().memory();
    long size = call.arg(2);
    for (long done = 0; done < size; done += AddressSpace.PAGE_SIZE) {
      int part = (int) Math.min(AddressSpace.PAGE_SIZE, size - done);
      byte[] a = memory.read(call.arg(0) + done, part);
      byte[] b = memory.read(call.arg(1) + done, part);
      int order = Arrays.compareUnsigned(a, b);
      if (order != 0) {
        call.result(Integer.signum(order));
        return;
      }
    }
    call.result(0);
  }

  private static int order(String a, String b) {
    return Integer.signum(a.compareTo(b));
  }

  private static String bounded(ExternalCall call, int argument, long most) {
    Memory memory = call.vm().memory();
    StringBuilder text = new StringBuilder();
    while (text.length() < Math.min(most, LONGEST)) {
      char c = (char) memory.load(call.arg(argument) + text.length(), 1);
      if (c == 0) {
        break;
      }
      text.append(c);
    }
    return text.toString();
  }

  private static void text(Models m) {
    m.model("strlen", c -> c.result(c.stringArg(0).length()));
    m.model("strnlen", c -> c.result(bounded(c, 0, c.arg(1)).length()));
    m.model("strchr", c -> position(c, c.stringArg(0).indexOf(c.intArg(1) & 0xff)));
    m.model("strrchr", c -> position(c, c.stringArg(0).lastIndexOf(c.intArg(1) & 0xff)));
    m.model("strstr", c -> position(c, c.stringArg(0).indexOf(c.stringArg(1))));
  }

  private static void position(ExternalCall call, int index) {
    if (call.name().endsWith("chr") && (call.intArg(1) & 0xff) == 0) {
      call.result(call.arg(0) + call.stringArg(0).length());
    } else {
      call.result(index < 0 ? 0 : call.arg(0) + index);
    }
  }

  private static void copyString(ExternalCall call, long size, boolean pad) {
    Memory memory = call.vm().memory();
    String text = size == Long.MAX_VALUE ? call.stringArg(1) : bounded(call, 1, size);
    memory.copy(call.arg(0), call.arg(1), text.length());
    if (!pad) {
      memory.store(call.arg(0) + text.length(), 1, 0);
    } else if (size > text.length()) {
      memory.fill(call.arg(0) + text.length(), 0, size - text.length());
    }
    call.result(call.arg(0));
  }

  private static void append(ExternalCall call) {
    long end = call.arg(0) + call.stringArg(0).length();
    call.vm().memory().copy(end, call.arg(1), call.stringArg(1).length() + 1L);
    call.result(call.arg(0));
  }

  /** Copies what fits and ends it; the length, or -E2BIG if not all of it fits. */
  private static void strscpy(ExternalCall call) {
    Memory memory = call.vm().memory();
    long size = call.arg(2);
    if (size <= 0) {
      call.result(-E2BIG);
      return;
    }
    String text = bounded(call, 1, size);
    int length = (int) Math.min(text.length(), size - 1);
    memory.copy(call.arg(0), call.arg(1), length);
    memory.store(call.arg(0) + length, 1, 0);
    call.result(text.length() > length ? -E2BIG : length);
  }
}
