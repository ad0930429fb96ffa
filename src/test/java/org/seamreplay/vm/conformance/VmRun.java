package org.seamreplay.vm.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.seamreplay.ir.IrModule;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.hosted.HostedProgram;
import org.seamreplay.vm.hosted.HostedResult;

/**
 * What the VM makes of a program.
 *
 * @param out what it wrote to stdout
 */
record VmRun(String out, HostedResult result) {
  /** Enough for every test program, so that one that does not end is found out soon. */
  static final Budget BUDGET = new Budget(50_000_000L, 8 << 20, 64L << 20, 20_000);

  static VmRun of(IrModule module) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HostedResult result =
        HostedProgram.run(
            module, "main", List.of("program"), out, new ByteArrayOutputStream(), BUDGET);
    return new VmRun(out.toString(StandardCharsets.ISO_8859_1), result);
  }
}
