package org.seamreplay.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.kernel.Effect.Kind;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;

/** A bring-up that fails undoes what it did. */
final class NothingLeftBehind extends Contract {
  private static final Rule RULE =
      new Rule(
          "nothing-left-behind",
          "a bring-up of TDX, or of a CPU, that fails leaves no VMX reference, cpuhp state, notifier"
              + " or syscore operations behind that it added after its first SEAMCALL",
          "Linux, include/linux/cpuhotplug.h, arch/x86/include/asm/virt.h: what is taken is given"
              + " back by who took it");

  private static final Map<Kind, Kind> UNDONE_BY =
      Map.of(
          Kind.VMX_TAKEN, Kind.VMX_DROPPED,
          Kind.STATE_ADDED, Kind.STATE_REMOVED,
          Kind.NOTIFIER_ADDED, Kind.NOTIFIER_REMOVED,
          Kind.SYSCORE_ADDED, Kind.SYSCORE_REMOVED);

  /** What is there, in the order in which it came. */
  private final Map<String, EventRecord> there = new LinkedHashMap<>();

  private final List<String> before = new ArrayList<>();
  private boolean called;

  NothingLeftBehind() {
    super(RULE);
  }

  @Override
  void call(SeamcallRecord call) {
    called = true;
  }

  @Override
  void event(EventRecord event) {
    UNDONE_BY.forEach(
        (done, undone) -> {
          if (is(event, done)) {
            // Memory notifiers are registered when the platform is found, whatever comes later.
            if (called || done != Kind.NOTIFIER_ADDED) {
              there.put(key(done, event), event);
            }
          } else if (is(event, undone)) {
            there.remove(key(done, event));
          }
        });
  }

  private static String key(Kind done, EventRecord event) {
    return done.text() + (done == Kind.VMX_TAKEN ? " on CPU " + event.cpu() : " " + event.what());
  }

  @Override
  void step(StepRecord step) {
    if (failed(step) && (step.step().equals("boot") || step.step().startsWith("cpu-online"))) {
      List<String> left = new ArrayList<>(there.keySet());
      left.removeAll(before);
      if (!left.isEmpty()) {
        String more = left.size() == 1 ? "" : " and " + (left.size() - 1) + " more";
        broken(
            step.step() + " fails and leaves behind: " + left.get(0) + more,
            there.get(left.get(0)).stack());
      }
    }
    before.clear();
    before.addAll(there.keySet());
  }
}
