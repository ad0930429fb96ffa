package org.seamreplay.trace.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.SeamRegisters;

/**
 * Puts calls and their returns together and gives them on in the order in which they were made. A
 * return belongs to the youngest call of its thread, or of its CPU if that was idle. What was lost
 * is said where it is missing; nothing is put in its place.
 */
final class PairedCalls {
  /** Calls that may be under way: each CPU makes one, and a few more in interrupts. */
  private static final int MAX_OPEN = 1 << 14;

  /** What comes out, in order. */
  interface Sink {
    void call(int cpu, String via, SeamRegisters operands, SeamRegisters results);

    /** What is missing here, a line each. */
    void gap(List<String> what);
  }

  private static final class Open {
    final ProbeEvent entry;
    ProbeEvent exit;

    /** Why there will be no return; empty while there may be one. */
    String lost = "";

    Open(ProbeEvent entry) {
      this.entry = entry;
    }

    boolean settled() {
      return exit != null || !lost.isEmpty();
    }
  }

  /** A call, or what is missing between calls. */
  private record Item(Open call, String missing) {}

  private final Sink sink;
  private final Deque<Item> items = new ArrayDeque<>();
  private final Map<Long, Deque<Open>> open = new HashMap<>();
  private final List<String> gap = new ArrayList<>();

  PairedCalls(Sink sink) {
    this.sink = sink;
  }

  void add(ProbeEvent event) {
    switch (event.kind()) {
      case ENTRY -> {
        Open call = new Open(event);
        open.computeIfAbsent(thread(event), key -> new ArrayDeque<>()).push(call);
        items.add(new Item(call, ""));
        if (items.size() > MAX_OPEN && items.peek().call() != null) {
          giveUp(items.peek().call(), "its return did not come");
        }
      }
      case RETURN -> close(event);
      case LOSS -> loss(event);
    }
    flush();
  }

  /** The recording is over. */
  void end() {
    for (Item item : items) {
      if (item.call() != null && !item.call().settled()) {
        item.call().lost = "the recording ends before its return";
      }
    }
    flush();
    flushGap();
  }

  private static long thread(ProbeEvent event) {
    return event.task() != 0 ? event.task() : -1L - event.cpu();
  }

  private void close(ProbeEvent exit) {
    Deque<Open> calls = open.getOrDefault(thread(exit), new ArrayDeque<>());
    if (calls.stream().noneMatch(call -> call.entry.function().equals(exit.function()))) {
      missing(
          "line "
              + exit.line()
              + ": a return of "
              + exit.function()
              + " on CPU "
              + exit.cpu()
              + " without its call");
      return;
    }
    while (!calls.peek().entry.function().equals(exit.function())) {
      calls.pop().lost = "its return is missing";
    }
    calls.pop().exit = exit;
    if (calls.isEmpty()) {
      open.remove(thread(exit));
    }
  }

  /** A return may be among what was lost, and the next one may be another call's. */
  private void loss(ProbeEvent event) {
    missing(
        (event.cpu() < 0 ? "" : "CPU " + event.cpu() + ": ")
            + (event.lost() < 0 ? "events" : event.lost() + " events")
            + " were lost");
    for (Item item : items) {
      Open call = item.call();
      if (call != null && !call.settled() && (event.cpu() < 0 || call.entry.cpu() == event.cpu())) {
        giveUp(call, "its return may be among lost events");
      }
    }
  }

  private void giveUp(Open call, String why) {
    call.lost = why;
    Deque<Open> calls = open.get(thread(call.entry));
    if (calls != null) {
      calls.remove(call);
      if (calls.isEmpty()) {
        open.remove(thread(call.entry));
      }
    }
  }

  private void missing(String what) {
    items.add(new Item(null, what));
  }

  private void flush() {
    while (!items.isEmpty() && (items.peek().call() == null || items.peek().call().settled())) {
      Item item = items.remove();
      if (item.call() == null) {
        gap.add(item.missing());
        continue;
      }
      Open call = item.call();
      if (call.exit == null) {
        gap.add(
            "line "
                + call.entry.line()
                + ": "
                + Abi.shipped().leaves().name(call.entry.registers().rax)
                + " on CPU "
                + call.entry.cpu()
                + " is left out: "
                + call.lost);
        continue;
      }
      flushGap();
      SeamRegisters results = call.exit.registers();
      if (!call.exit.complete()) {
        // The stub reads back nothing but RAX: what the module left in registers nobody has seen.
        long status = results.rax;
        results = new SeamRegisters();
        for (Register register : Register.values()) {
          register.set(results, register.in(call.entry.registers()));
        }
        results.rax = status;
      }
      sink.call(call.entry.cpu(), call.entry.function(), call.entry.registers(), results);
    }
    if (gap.size() > 64) {
      flushGap();
    }
  }

  private void flushGap() {
    if (!gap.isEmpty()) {
      sink.gap(List.copyOf(gap));
      gap.clear();
    }
  }
}
