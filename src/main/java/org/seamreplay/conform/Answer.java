package org.seamreplay.conform;

import java.util.ArrayList;
import java.util.List;

/**
 * What a module answered, or is expected to answer.
 *
 * @param kind where the LP is afterwards
 * @param registers by {@link Gpr}: the host's, or the guest's while it runs
 * @param any a bit for each register that may hold anything
 * @param compared a bit for each register that counts
 * @param injected interruption information of an event that the guest finds; 0 for none
 * @param error its error code
 * @param advanced how far the module moved the guest's RIP; negative if that means nothing
 */
record Answer(
    Kind kind, long[] registers, int any, int compared, long injected, long error, long advanced) {
  /** Where a call or an exit ends. */
  enum Kind {
    /** The SEAMCALL is over, the host goes on. */
    HOST,
    /** The guest runs. */
    GUEST
  }

  /** The registers in which two answers differ, and what else; empty if they agree. */
  List<String> differences(Answer got) {
    List<String> differences = new ArrayList<>();
    if (kind != got.kind) {
      differences.add(kind == Kind.HOST ? "the guest goes on running" : "the guest does not run");
      differences.add("rax " + hex(registers[0]) + ", got " + hex(got.registers[0]));
      return differences;
    }
    for (Gpr register : Gpr.values()) {
      int bit = 1 << register.index();
      long expected = registers[register.index()];
      long answered = got.registers[register.index()];
      if ((compared & bit) != 0 && (any & bit) == 0 && expected != answered) {
        differences.add(register.key() + " " + hex(expected) + ", got " + hex(answered));
      }
    }
    if (kind == Kind.GUEST) {
      number(differences, "inj", injected, got.injected);
      number(differences, "err", error, got.error);
      if (advanced >= 0) {
        number(differences, "rip", advanced, got.advanced);
      }
    }
    return differences;
  }

  private static void number(List<String> differences, String name, long expected, long got) {
    if (expected != got) {
      differences.add(name + " " + hex(expected) + ", got " + hex(got));
    }
  }

  private static String hex(long value) {
    return Long.toHexString(value);
  }
}
