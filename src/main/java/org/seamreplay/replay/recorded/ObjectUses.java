package org.seamreplay.replay.recorded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.NotReplayable;
import org.seamreplay.trace.Repeat;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceValue;

/** What a trace says of the objects that it names: which there are, how large, and where not. */
final class ObjectUses {
  private static final long PAGE = PhysicalMemory.FRAME_SIZE;
  private static final long ADDRESSES = 1L << 52;

  /** Fields of structures that hold addresses of the host's memory. */
  private static final Set<String> POINTERS =
      Set.of("", "at", "pamt_1g", "pamt_2m", "pamt_4k", "signature", "pages", "next");

  /** An object. */
  record Name(String object, long ordinal) {
    static Name of(TraceValue value) {
      return new Name(value.object(), value.ordinal());
    }

    @Override
    public String toString() {
      return TraceValue.address(object, ordinal, 0).toString();
    }
  }

  /**
   * A reserved area of a TDMR.
   *
   * @param start where it is, if that is known
   * @param size bytes
   * @param over the object that it covers, which decides where it is
   * @param offset where in the object it begins
   */
  record Area(long start, long size, Optional<Name> over, long offset) {}

  /** A TDMR that the kernel asks for, with its reserved areas in order. */
  record Region(long base, long size, List<Area> areas) {
    /** Those that are not over an object. */
    List<Area> fixedAreas() {
      return areas.stream().filter(area -> area.over().isEmpty()).toList();
    }
  }

  /**
   * Objects of one name that stand in a row.
   *
   * @param first lowest ordinal
   * @param count ordinals from there on
   * @param size bytes of the largest
   */
  record Family(long first, long count, long size) {}

  private static final class Extent {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long size;
  }

  private final LeafTable leaves;
  private final Map<String, Extent> extents = new LinkedHashMap<>();
  private final Map<Name, Long> alone = new LinkedHashMap<>();
  private final Map<Name, Long> lows = new LinkedHashMap<>();
  private final Set<Long> fixed = new TreeSet<>();
  private final List<List<Region>> configurations = new ArrayList<>();

  private ObjectUses(LeafTable leaves) {
    this.leaves = leaves;
  }

  /**
   * Reads all of a trace.
   *
   * @throws NotReplayable if it says what cannot be, with the number of the call
   */
  static ObjectUses of(Trace trace, LeafTable leaves) throws NotReplayable {
    ObjectUses uses = new ObjectUses(leaves);
    List<SeamcallRecord> calls = trace.calls();
    // What is alone must be known before the others are put into rows.
    for (SeamcallRecord call : calls) {
      uses.each(call, () -> uses.configurations(call));
    }
    for (SeamcallRecord call : calls) {
      uses.each(call, () -> uses.note(call));
    }
    return uses;
  }

  /** A look at one call. */
  @FunctionalInterface
  private interface Look {
    void take() throws NotReplayable;
  }

  private void each(SeamcallRecord call, Look look) throws NotReplayable {
    try {
      look.take();
    } catch (NotReplayable | ArithmeticException e) {
      throw new NotReplayable("call " + call.sequence() + ": " + e.getMessage());
    }
  }

  /** TDMRs of each call that configures the module, in order. */
  List<List<Region>> configurations() {
    return configurations;
  }

  /** Pages that the trace knows by their address. */
  Set<Long> fixedPages() {
    return fixed;
  }

  /** Objects of which more is known than that they are among others, in order. */
  Set<Name> alone() {
    return alone.keySet();
  }

  /** Bytes of one of {@link #alone}. */
  long size(Name name) {
    return Math.max(PAGE, alone.getOrDefault(name, PAGE));
  }

  /** Where in its page one of {@link #alone} begins. */
  long low(Name name) {
    return lows.getOrDefault(name, 0L);
  }

  /** All other objects by name, in order. */
  Map<String, Family> families() {
    Map<String, Family> families = new LinkedHashMap<>();
    extents.forEach(
        (name, e) -> families.put(name, new Family(e.first, e.last - e.first + 1, e.size)));
    return families;
  }

  private void configurations(SeamcallRecord call) throws NotReplayable {
    for (MemoryView view : call.read()) {
      if (view.kind().equals("tdmr-info-array")
          && view.content() instanceof MemoryNode.Sequence infos) {
        List<Region> regions = new ArrayList<>();
        for (MemoryNode info : infos.elements()) {
          regions.add(region(info));
        }
        configurations.add(regions);
      }
    }
  }

  private Region region(MemoryNode info) throws NotReplayable {
    for (String level : new String[] {"1g", "2m", "4k"}) {
      TraceValue pamt = value(info, "pamt_" + level);
      if (pamt.form() == TraceValue.Form.ADDRESS) {
        grow(Name.of(pamt), pamt.number(), value(info, "pamt_" + level + "_size").number());
      }
    }
    List<Area> areas = new ArrayList<>();
    long base = value(info, "base").number();
    for (MemoryNode area : elements(child(info, "reserved"))) {
      long size = value(area, "size").number();
      if (child(area, "over") == null) {
        long start = base + value(area, "offset").number();
        if (start < 0 || size < 0 || start > ADDRESSES || size > ADDRESSES) {
          continue;
        }
        areas.add(new Area(start, size, Optional.empty(), 0));
      } else {
        TraceValue over = value(area, "over");
        grow(Name.of(over), over.number(), size);
        areas.add(new Area(0, size, Optional.of(Name.of(over)), over.number()));
      }
    }
    return new Region(base, value(info, "size").number(), areas);
  }

  private void grow(Name name, long offset, long size) throws NotReplayable {
    if (offset < 0 || size < 0 || offset > ADDRESSES || size > ADDRESSES) {
      throw new NotReplayable(name + ": larger than any machine");
    }
    alone.merge(name, offset + size, Math::max);
  }

  private void note(SeamcallRecord call) throws NotReplayable {
    for (NamedValue value : call.in()) {
      note("in." + value.name(), value.value(), call.repeat());
      if (value.value().form() == TraceValue.Form.HEX && isAddress(call, value.name())) {
        fix(value.value().number());
      }
    }
    for (NamedValue value : call.out()) {
      note("out." + value.name(), value.value(), call.repeat());
    }
    for (MemoryView view : call.read()) {
      note(view.content(), "");
    }
    for (MemoryView view : call.written()) {
      note(view.content(), "");
    }
  }

  private boolean isAddress(SeamcallRecord call, String name) {
    return leaves.find(call.number()).map(LeafDescription::in).orElse(List.of()).stream()
        .anyMatch(o -> o.name().equals(name) && o.kind().startsWith("hpa"));
  }

  private void note(MemoryNode node, String field) throws NotReplayable {
    if (node instanceof MemoryNode.Struct struct) {
      for (MemoryNode.Field f : struct.fields()) {
        note(f.content(), f.name());
      }
    } else if (node instanceof MemoryNode.Sequence sequence) {
      for (MemoryNode element : sequence.elements()) {
        note(element, field);
      }
    } else if (node instanceof MemoryNode.Series series) {
      note(
          field,
          series.first(),
          List.of(new Repeat(Math.max(1, series.times()), Map.of(field, series.step()))));
    } else if (node instanceof MemoryNode.Leaf leaf) {
      note(field, leaf.value(), List.of());
      if (leaf.value().form() == TraceValue.Form.HEX && POINTERS.contains(field)) {
        fix(leaf.value().number());
      }
    }
  }

  private void note(String path, TraceValue value, List<Repeat> loops) throws NotReplayable {
    if (value.form() != TraceValue.Form.ADDRESS) {
      return;
    }
    long lowest = value.number();
    long highest = value.number();
    long first = value.ordinal();
    long last = value.ordinal();
    for (Repeat loop : loops) {
      TraceValue.Step step = loop.steps().getOrDefault(path, TraceValue.Step.NONE);
      long far = Math.multiplyExact(step.number(), loop.times() - 1);
      lowest = Math.addExact(lowest, Math.min(0, far));
      highest = Math.addExact(highest, Math.max(0, far));
      long further = Math.multiplyExact(step.ordinal(), loop.times() - 1);
      first = Math.addExact(first, Math.min(0, further));
      last = Math.addExact(last, Math.max(0, further));
    }
    boolean numbered = value.ordinal() >= 0;
    if (lowest < 0 || highest > ADDRESSES || (numbered ? first < 0 : first != -1 || last != -1)) {
      throw new NotReplayable(path + ": leaves the object " + value);
    }
    if (first == last && alone.containsKey(Name.of(value))) {
      grow(Name.of(value), highest, 1);
      return;
    }
    Extent extent = extents.computeIfAbsent(value.object(), key -> new Extent());
    extent.first = Math.min(extent.first, first);
    extent.last = Math.max(extent.last, last);
    extent.size = Math.max(extent.size, highest + PAGE);
  }

  private void fix(long address) {
    if (address > 0 && address < ADDRESSES) {
      fixed.add(address & -PAGE);
    }
  }

  private static MemoryNode child(MemoryNode node, String name) {
    if (node instanceof MemoryNode.Struct struct) {
      for (MemoryNode.Field field : struct.fields()) {
        if (field.name().equals(name)) {
          return field.content();
        }
      }
    }
    return null;
  }

  private static List<MemoryNode> elements(MemoryNode node) {
    return node instanceof MemoryNode.Sequence sequence ? sequence.elements() : List.of();
  }

  private static TraceValue value(MemoryNode node, String name) throws NotReplayable {
    if (child(node, name) instanceof MemoryNode.Leaf leaf) {
      return leaf.value();
    }
    throw new NotReplayable("tdmr-info-array: " + name + " is missing");
  }
}
