package org.seamreplay.trace.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceValue;

/**
 * Names the pages of a recording by their first use: the operand of a leaf, and the how-manieth
 * page that was. With a trace to go by, a page gets the name that the page of the same use and
 * ordinal has there, so that the two can be compared. A page that is freed and used again keeps its
 * first name: nothing in a recording tells.
 */
final class UseNames implements AddressNames {
  private static final long PAGE = PhysicalMemory.FRAME_SIZE;
  private static final long ADDRESSES = 1L << 52;

  /** Pages that are told apart; beyond, addresses stay numbers. */
  private static final int MAX_PAGES = 1 << 20;

  /** Pages that are taken over from another trace. */
  private static final int MAX_ALIKE = 1 << 17;

  private final Map<String, List<TraceValue>> alike = new HashMap<>();
  private final Map<Long, TraceValue> names = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** Names by use, but as in another trace where that has such a use. */
  UseNames(Optional<Trace> like) {
    Set<TraceValue> seen = new HashSet<>();
    for (SeamcallRecord call : like.map(Trace::calls).orElse(List.of())) {
      for (NamedValue value : call.in()) {
        if (value.value().form() == TraceValue.Form.ADDRESS) {
          learn(call, value.name(), seen);
        }
      }
    }
  }

  /** A page counts where it is first used, as in a recording. */
  private void learn(SeamcallRecord call, String operand, Set<TraceValue> seen) {
    boolean moves =
        call.repeat().stream().anyMatch(loop -> loop.steps().containsKey("in." + operand));
    long calls = moves ? Math.min(call.calls(), MAX_ALIKE) : 1;
    for (long i = 0; i < calls && seen.size() < MAX_ALIKE; i++) {
      TraceValue at = call.expand(i).in(operand).orElseThrow();
      TraceValue page = TraceValue.address(at.object(), at.ordinal(), at.number() & -PAGE);
      if (seen.add(page)) {
        alike.computeIfAbsent(use(call.leaf(), operand), key -> new ArrayList<>()).add(page);
      }
    }
  }

  private static String use(String leaf, String operand) {
    return operand + "@" + leaf;
  }

  /** A call uses an address as this operand: the page gets a name if it has none. */
  void use(String leaf, String operand, long hpa) {
    if (hpa <= 0 || hpa >= ADDRESSES || names.size() >= MAX_PAGES) {
      return;
    }
    names.computeIfAbsent(
        hpa & -PAGE,
        page -> {
          String use = use(leaf, operand);
          int ordinal = counts.merge(use, 1, Integer::sum) - 1;
          List<TraceValue> known = alike.getOrDefault(use, List.of());
          return ordinal < known.size() ? known.get(ordinal) : TraceValue.address(use, ordinal, 0);
        });
  }

  @Override
  public Optional<TraceValue> name(long hpa) {
    return Optional.ofNullable(names.get(hpa & -PAGE))
        .map(
            page ->
                TraceValue.address(
                    page.object(), page.ordinal(), page.number() + (hpa & (PAGE - 1))));
  }
}
