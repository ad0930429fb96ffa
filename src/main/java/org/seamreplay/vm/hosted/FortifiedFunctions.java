package org.seamreplay.vm.hosted;

import org.seamreplay.vm.External;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/**
 * The forms with a known object size ({@code __memcpy_chk}) that compilers put in where they cannot
 * tell whether it fits. Every byte is checked here anyway, so the size adds nothing.
 */
final class FortifiedFunctions {
  private FortifiedFunctions() {}

  static void addTo(Library library) {
    for (String name :
        new String[] {
          "memcpy", "mempcpy", "memmove", "memset", "strcpy", "stpcpy", "strncpy", "strcat",
          "strncat"
        }) {
      External plain = library.externals().function(name);
      library.function("__" + name + "_chk", call -> plain.run(new WithoutSize(call, name)));
    }
  }

  /** The same call without its last argument. */
  private record WithoutSize(ExternalCall call, String name) implements ExternalCall {
    @Override
    public Vm vm() {
      return call.vm();
    }

    @Override
    public int count() {
      return call.count() - 1;
    }

    @Override
    public long arg(int index) {
      return call.arg(index);
    }

    @Override
    public long undefinedBits(int index) {
      return call.undefinedBits(index);
    }

    @Override
    public void result(long value) {
      call.result(value);
    }

    @Override
    public void secondResult(long value) {
      call.secondResult(value);
    }
  }
}
