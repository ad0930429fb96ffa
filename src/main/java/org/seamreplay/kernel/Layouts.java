package org.seamreplay.kernel;

import java.util.List;
import org.seamreplay.ir.IrModule.StructLayout;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.depend.AskedProgram;

/**
 * Layouts and numbers of the tree that runs, by their C names, from its debug information: releases
 * and configurations differ. A tree without what a model needs is not modelled.
 */
final class Layouts {
  /** The struct of {@code shim/numbers.c}: a number is the size of a member. */
  private static final String NUMBERS = "seamreplay_numbers";

  private final AskedProgram program;

  Layouts(AskedProgram program) {
    this.program = program;
  }

  /** Bytes of a struct, a union, or a typedef of one. */
  int size(String struct) {
    return Math.toIntExact(struct(struct).size());
  }

  /** Offset of a member. */
  int offset(String struct, String member) {
    return Math.toIntExact(member(struct, member).offset());
  }

  /** Stores a number into a member of a struct in bytes. */
  void put(byte[] bytes, String struct, String member, long value) {
    StructLayout.Member to = member(struct, member);
    byte[] from = Cpus.bytes(value, Math.toIntExact(to.size()));
    System.arraycopy(from, 0, bytes, Math.toIntExact(to.offset()), from.length);
  }

  /** The value of an enumerator or macro that {@code shim/numbers.c} lists. */
  int number(String name) {
    return Math.toIntExact(member(NUMBERS, "number_" + name).size());
  }

  private StructLayout struct(String name) {
    StructLayout layout = program.struct(name);
    if (layout == null) {
      throw new NotModelled("a tree without struct " + name, List.of());
    }
    return layout;
  }

  private StructLayout.Member member(String struct, String name) {
    return struct(struct).members().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotModelled("a struct " + struct + " without " + name, List.of()));
  }
}
