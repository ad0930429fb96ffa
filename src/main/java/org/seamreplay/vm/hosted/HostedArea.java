package org.seamreplay.vm.hosted;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.Vm;

/** Memory that belongs to the environment itself: errno and the arguments of main. */
final class HostedArea {
  private static final long ERRNO = 0x0000_5f00_0000_0000L;
  private static final long ARGUMENTS = 0x0000_5f00_0001_0000L;
  private static final int PAGE = 4096;

  private boolean mapped;

  /** Address of errno, which is 0 at the start. */
  long errno(Vm vm) {
    if (!mapped) {
      mapped = true;
      vm.memory().mapPrivate("errno", ERRNO, PAGE, ByteState.REDZONE);
      vm.memory().setState(ERRNO, Integer.BYTES, ByteState.UNDEFINED);
      vm.memory().store(ERRNO, Integer.BYTES, 0);
    }
    return ERRNO;
  }

  /** Sets errno. */
  void fail(Vm vm, int error) {
    vm.memory().store(errno(vm), Integer.BYTES, error);
  }

  /** Lays out the strings and the array of pointers to them, NULL last; the array's address. */
  long arguments(Vm vm, List<String> arguments) {
    long array = ARGUMENTS;
    long size = 8L * (arguments.size() + 1);
    for (String argument : arguments) {
      size += argument.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    vm.memory()
        .mapPrivate("arguments", array, (size + PAGE - 1) / PAGE * PAGE + PAGE, ByteState.REDZONE);
    vm.memory().setState(array, size, ByteState.UNDEFINED);
    long text = array + 8L * (arguments.size() + 1);
    for (int i = 0; i < arguments.size(); i++) {
      byte[] bytes = (arguments.get(i) + "\0").getBytes(StandardCharsets.UTF_8);
      vm.memory().store(array + 8L * i, 8, text);
      vm.memory().write(text, bytes);
      text += bytes.length;
    }
    vm.memory().store(array + 8L * arguments.size(), 8, 0);
    return array;
  }
}
