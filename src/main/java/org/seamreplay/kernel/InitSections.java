package org.seamreplay.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.vm.Vm;

/** Initcalls by level, and the end of everything that is only for boot. */
final class InitSections {
  private static final List<String> LEVELS =
      List.of("early", "0", "1", "2", "3", "4", "5", "rootfs", "6", "7");

  private static final List<String> BOOT_ONLY = List.of(".init.text", ".init.data", ".init.rodata");

  private record Initcall(String name, long function) {}

  private final Context context;
  private final Map<String, Integer> results = new LinkedHashMap<>();

  InitSections(Context context) {
    this.context = context;
  }

  /** Calls all initcalls in their order; each gets a task of its own kind, checked at its end. */
  void runInitcalls(Vm vm) {
    for (String level : LEVELS) {
      for (Initcall initcall : initcalls(vm, ".initcall" + level + ".init")) {
        Task task = new Task("initcall " + initcall.name, context.cpu(), false, false);
        results.put(initcall.name, (int) context.run(vm, task, () -> vm.call(initcall.function)));
      }
    }
  }

  private static List<Initcall> initcalls(Vm vm, String section) {
    List<Initcall> all = new ArrayList<>();
    long start = vm.sectionStart(section);
    for (long at = 0; at < vm.sectionSize(section); at += 8) {
      long function = vm.memory().load(start + at, 8);
      if (function != 0) {
        all.add(new Initcall(String.valueOf(vm.symbolAt(function)), function));
      }
    }
    return all;
  }

  /** Results of the initcalls so far, by C name, in the order they ran. */
  Map<String, Integer> results() {
    return results;
  }

  /**
   * As free_initmem() and mark_rodata_ro(): boot-only code and data are gone, the rest is final.
   */
  void free(Vm vm) {
    vm.freezeSection(".data..ro_after_init");
    for (String section : BOOT_ONLY) {
      vm.retireSection(section, ContextFault.INIT_AFTER_BOOT);
    }
  }
}
