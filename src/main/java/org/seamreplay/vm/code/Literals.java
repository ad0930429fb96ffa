package org.seamreplay.vm.code;

import org.seamreplay.ir.IrModule.Global;

/**
 * Constants that clang makes up and that are nothing but their value: string literals, {@code
 * __func__}, and the values that local aggregates are initialised with. C gives them no identity
 * (C11 6.4.5p7, 6.5.2.5p7: whether two equal ones are one object is unspecified), and clang marks
 * them {@code unnamed_addr}, so no program may depend on where they lie.
 */
public final class Literals {
  private Literals() {}

  public static boolean contains(Global global) {
    return global.local()
        && global.constant()
        && global.section().isEmpty()
        && (global.name().startsWith(".str")
            || global.name().startsWith("__const.")
            || global.name().startsWith("__func__."));
  }
}
