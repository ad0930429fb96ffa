package org.seamreplay.vm.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.FindingKind;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.Halt;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Program;

/** The findings of a run, each with the place in the source where it was made. */
final class FindingLog {
  /** Findings kept; a flow with more is hopeless already. */
  private static final int MAX_FINDINGS = 1000;

  private final Program program;
  private final Footprint.Builder footprint;
  private final Supplier<FiberState> current;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> reported = new HashSet<>();

  /**
   * @param current who executes
   */
  FindingLog(Program program, Footprint.Builder footprint, Supplier<FiberState> current) {
    this.program = program;
    this.footprint = footprint;
    this.current = current;
  }

  /** Reports a defect at the current place; does not return if the kind is fatal. */
  void report(FindingKind kind, String message, String... details) {
    List<SourceFrame> stack = stack();
    footprint.leaks |= footprint.variables;
    Finding finding = new Finding(kind, message, stack, List.of(details));
    // The same instruction in a loop is one finding; leaks are found at no instruction.
    boolean located = kind instanceof MemoryFault && kind != MemoryFault.LEAK;
    String what = located ? "" : message;
    boolean first = reported.add(kind.id() + " " + current.get().pc + " " + what);
    if (kind.fatal() || (first && findings.size() < MAX_FINDINGS)) {
      findings.add(finding);
    }
    if (kind.fatal()) {
      throw new Halt(finding);
    }
  }

  /**
   * An instruction gives a value that must not be used. Code as the programmer wrote it goes on to
   * use it; optimised code computes much that it then does not choose, so there it is no defect.
   */
  void reportPoison(FindingKind kind, String message, String... details) {
    if (!program.functionAt(current.get().pc).optimized) {
      report(kind, message, details);
    }
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** The call stack, innermost first, inlined functions included. */
  List<SourceFrame> stack() {
    footprint.stack = true;
    return resolve(stackPositions());
  }

  /** The call stack as code positions. */
  int[] stackPositions() {
    FiberState fiber = current.get();
    int[] positions = new int[fiber.depth() + 1];
    int count = 0;
    int pc = fiber.pc;
    for (int record = fiber.top; ; record -= FiberState.RECORD) {
      if (pc >= Program.FIRST) {
        positions[count++] = pc;
      }
      if (record == 0) {
        break;
      }
      pc = fiber.records[record - FiberState.RECORD + FiberState.CALL_PC];
    }
    return count == positions.length ? positions : Arrays.copyOf(positions, count);
  }

  /** Resolves code positions. */
  List<SourceFrame> resolve(int[] positions) {
    List<SourceFrame> frames = new ArrayList<>(positions.length + 2);
    for (int pc : positions) {
      SourceLocation location = program.positions.at(pc);
      FunctionCode function = program.functionAt(pc);
      if (location == null) {
        String name = function == null ? "?" : function.name;
        frames.add(new SourceFrame(name, function == null ? "?" : function.unit, 0, 0, false));
        continue;
      }
      for (SourceLocation at = location; at != null; at = at.inlinedAt()) {
        frames.add(
            new SourceFrame(
                at.function(), at.file(), at.line(), at.column(), at.inlinedAt() != null));
      }
    }
    return frames;
  }
}
