package org.seamreplay.vm.exec;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;
import org.seamreplay.vm.math.Defects;

/** The calls of models that are under way, one within the other. */
final class ModelCalls {
  /** Models that call code that calls models: each level takes Java stack, too. */
  private static final int MAX_DEPTH = 64;

  private final Vm vm;
  private final Defects defects;
  private final List<ModelCall> calls = new ArrayList<>();
  private int depth;

  ModelCalls(Vm vm, Defects defects) {
    this.vm = vm;
    this.defects = defects;
  }

  ModelCall begin(String name, int count) {
    if (depth == MAX_DEPTH) {
      defects.report(
          MemoryFault.STACK_OVERFLOW,
          "calls " + name + " from code that " + depth + " models have called in turn");
    }
    if (depth == calls.size()) {
      calls.add(new ModelCall(vm));
    }
    ModelCall call = calls.get(depth++);
    call.start(name, count);
    return call;
  }

  void end() {
    depth--;
  }
}
