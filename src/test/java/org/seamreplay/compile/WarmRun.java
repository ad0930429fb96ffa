package org.seamreplay.compile;

import java.nio.file.Path;
import org.seamreplay.ir.IrModule;

/** A process of its own that asks for a unit: cache directory, tree, unit. */
final class WarmRun {
  private WarmRun() {}

  public static void main(String[] args) {
    IrModule module = new Compiler(Path.of(args[0])).kernelUnit(Path.of(args[1]), args[2]);
    System.out.println(module.globals().stream().map(IrModule.Global::name).toList());
  }
}
