package org.seamreplay.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.vm.SourceFrame;

/** A TDMR whose PAMT is not initialised to its end cannot give pages to TDs. */
final class TdmrsInitialised extends Contract {
  private static final Rule RULE =
      new Rule(
          "tdmrs-initialised",
          "when bring-up has succeeded, TDH.SYS.TDMR.INIT has been called for each TDMR until the"
              + " next address to initialise is its end",
          "Intel TDX Module ABI Specification, TDH.SYS.TDMR.INIT");

  private final Map<Long, Long> ends = new LinkedHashMap<>();
  private final Map<Long, Long> next = new LinkedHashMap<>();
  private List<SourceFrame> lastPlace = List.of();

  TdmrsInitialised() {
    super(RULE);
  }

  @Override
  void call(SeamcallRecord call) {
    if (!succeeded(call)) {
      return;
    }
    if (call.leaf().equals("TDH.SYS.CONFIG")) {
      ends.clear();
      call.read().forEach(this::tdmrs);
      lastPlace = call.stack();
    } else if (call.leaf().equals("TDH.SYS.TDMR.INIT")) {
      boolean several = call.repeat().stream().anyMatch(r -> r.steps().containsKey("in.TDMR_BASE"));
      for (long i = several ? 0 : call.calls() - 1; i < call.calls(); i++) {
        initialised(call.expand(i));
      }
      lastPlace = call.stack();
    }
  }

  private void initialised(SeamcallRecord call) {
    long base = call.in("TDMR_BASE").map(TraceValue::number).orElse(0L);
    call.out("NEXT_ADDRESS").ifPresent(address -> next.put(base, address.number()));
  }

  private void tdmrs(MemoryView view) {
    if (view.content() instanceof MemoryNode.Sequence infos) {
      for (MemoryNode info : infos.elements()) {
        if (info instanceof MemoryNode.Struct fields) {
          long base = number(fields, "base");
          ends.put(base, base + number(fields, "size"));
        }
      }
    }
  }

  private static long number(MemoryNode.Struct struct, String name) {
    return struct.fields().stream()
        .filter(field -> field.name().equals(name))
        .map(field -> field.content() instanceof MemoryNode.Leaf leaf ? leaf.value().number() : 0L)
        .findFirst()
        .orElse(0L);
  }

  @Override
  void step(StepRecord step) {
    if (!step.step().equals("boot") || failed(step) || step.returned().isEmpty()) {
      return;
    }
    List<String> open = new ArrayList<>();
    ends.forEach(
        (base, end) -> {
          if (next.getOrDefault(base, base) < end) {
            open.add(String.format(java.util.Locale.ROOT, "0x%x", base));
          }
        });
    if (!open.isEmpty()) {
      broken(
          (open.size() == 1 ? "the TDMR" : open.size() + " TDMRs")
              + " at "
              + open.get(0)
              + (open.size() == 1 ? " is" : " and on are")
              + " not initialised to the end although bring-up succeeds",
          lastPlace);
    }
  }
}
