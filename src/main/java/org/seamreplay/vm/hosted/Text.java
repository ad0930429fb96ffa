package org.seamreplay.vm.hosted;

import org.seamreplay.vm.Memory;

/** C strings in the VM's memory, every byte read with all checks. */
final class Text {
  private Text() {}

  /** The bytes up to the NUL or the limit, one char each; nothing behind either is read. */
  static String read(Memory memory, long address, int limit) {
    StringBuilder text = new StringBuilder();
    while (text.length() < limit) {
      char c = (char) memory.load(address + text.length(), 1);
      if (c == 0) {
        break;
      }
      text.append(c);
    }
    return text.toString();
  }

  /** strnlen. */
  static long length(Memory memory, long address, long limit) {
    long length = 0;
    while (Long.compareUnsigned(length, limit) < 0 && memory.load(address + length, 1) != 0) {
      length++;
    }
    return length;
  }

  /** strlen. */
  static long length(Memory memory, long address) {
    return length(memory, address, -1);
  }
}
