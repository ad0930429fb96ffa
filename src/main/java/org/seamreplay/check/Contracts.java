package org.seamreplay.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.vm.Finding;

/** All contracts, judged over what a run recorded. */
public final class Contracts {
  /** Calls of a folded record that are looked at one by one where events lie between them. */
  private static final long MOST_SINGLE = 1 << 14;

  /** The event of a call of the P-SEAMLDR that nothing keeps from meeting another. */
  public static final String UNSERIALISED = "P-SEAMLDR called without a lock";

  private final List<Contract> contracts;

  private Contracts(boolean partialWriteErratum) {
    contracts =
        List.of(
            new CachesBeforeKeyConfig(),
            new TdmrsInitialised(),
            new ModulePagesFreed(partialWriteErratum),
            new NothingLeftBehind(),
            new CachesBeforeKexec(),
            new OffAfterShutdown(),
            new NoUseAfterFailedUpdate(),
            new SeamldrSerialised());
  }

  /** The rules, in the order in which they are judged. */
  public static List<Rule> rules() {
    return new Contracts(false).contracts.stream().map(Contract::rule).toList();
  }

  /**
   * Judges what was recorded.
   *
   * @param lines calls, events and steps in their order
   * @param partialWriteErratum whether the machine's CPUs poison a line of the module's memory that
   *     is written in part
   */
  public static List<Finding> judge(List<TraceLine> lines, boolean partialWriteErratum) {
    Contracts all = new Contracts(partialWriteErratum);
    List<TraceLine> step = new ArrayList<>();
    for (TraceLine line : lines) {
      step.add(line);
      if (line instanceof StepRecord) {
        all.step(step);
        step.clear();
      }
    }
    all.step(step);
    return all.contracts.stream().flatMap(c -> c.findings().stream()).toList();
  }

  /** Goes through a step: events at their places between calls. */
  private void step(List<TraceLine> step) {
    List<EventRecord> events = new ArrayList<>();
    for (TraceLine line : step) {
      if (line instanceof EventRecord event) {
        for (long i = 0; i < event.times(); i++) {
          events.add(event.expand(i));
        }
      }
    }
    events.sort(Comparator.comparingLong(EventRecord::before));
    int next = 0;
    for (TraceLine line : step) {
      if (line instanceof SeamcallRecord call) {
        next = upTo(events, next, call.sequence());
        long end = call.sequence() + call.calls();
        boolean between = next < events.size() && events.get(next).before() < end;
        if (!between || call.calls() > MOST_SINGLE) {
          contracts.forEach(contract -> contract.call(call));
          continue;
        }
        for (long i = 0; i < call.calls(); i++) {
          next = upTo(events, next, call.sequence() + i);
          SeamcallRecord one = call.expand(i);
          contracts.forEach(contract -> contract.call(one));
        }
      } else if (line instanceof StepRecord end) {
        next = upTo(events, next, Long.MAX_VALUE);
        contracts.forEach(contract -> contract.step(end));
      }
    }
    upTo(events, next, Long.MAX_VALUE);
  }

  private int upTo(List<EventRecord> events, int from, long sequence) {
    int next = from;
    while (next < events.size() && events.get(next).before() <= sequence) {
      EventRecord event = events.get(next++);
      contracts.forEach(contract -> contract.event(event));
    }
    return next;
  }
}
