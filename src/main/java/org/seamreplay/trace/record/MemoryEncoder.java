package org.seamreplay.trace.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.abi.MemoryLayouts;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.StructLayout;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.AddressPlaces;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.NotReplayable;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.TraceValue;

/**
 * Puts back into memory what a record says was there: what the call read before it is made again,
 * or what it wrote when the record answers instead of the module. The inverse of {@link
 * MemoryDecoder}.
 */
public final class MemoryEncoder {
  private static final long ADDRESS_BITS = (1L << 52) - 1;

  private final LeafTable leaves;
  private final PhysicalMemory memory;
  private final AddressPlaces places;
  private final HashedContent contents;

  /**
   * Writes to {@code memory}.
   *
   * @param leaves says which operands lead to memory
   * @param places where the objects of the trace are
   * @param contents what stands in the trace as a hash
   */
  public MemoryEncoder(
      LeafTable leaves, PhysicalMemory memory, AddressPlaces places, HashedContent contents) {
    this.leaves = leaves;
    this.memory = memory;
    this.places = places;
    this.contents = contents;
  }

  /** Writes what a call read. */
  public void restoreRead(SeamcallRecord call, SeamRegisters operands) throws NotReplayable {
    restore(call, call.read(), operands);
  }

  /** Writes what a call wrote. */
  public void restoreWritten(SeamcallRecord call, SeamRegisters operands) throws NotReplayable {
    restore(call, call.written(), operands);
  }

  private void restore(SeamcallRecord call, List<MemoryView> views, SeamRegisters operands)
      throws NotReplayable {
    for (MemoryView view : views) {
      LeafDescription.Operand operand = operand(call, view);
      try {
        restore(view, operand.register().in(operands), operand, operands);
      } catch (IllegalArgumentException e) {
        throw new NotReplayable(view.operand() + "." + view.kind() + ": " + e.getMessage());
      }
    }
  }

  private LeafDescription.Operand operand(SeamcallRecord call, MemoryView view)
      throws NotReplayable {
    return leaves.find(call.number()).map(LeafDescription::in).orElse(List.of()).stream()
        .filter(o -> o.name().equals(view.operand()) && o.memory().isPresent())
        .filter(o -> o.memory().get().equals(view.kind()) || view.kind().equals("quote"))
        .findFirst()
        .orElseThrow(
            () ->
                new NotReplayable(
                    view.operand() + ": " + call.leaf() + " has no memory " + view.kind()));
  }

  private void restore(
      MemoryView view, long register, LeafDescription.Operand operand, SeamRegisters operands)
      throws NotReplayable {
    MemoryNode content = view.content();
    switch (view.kind()) {
      case "tdmr-info-array" -> tdmrInfos(register, elements(content));
      case "cmr-info-array" -> cmrs(register, elements(content));
      case "seamldr-params" -> loaderParameters(register, fields(content));
      case "seamldr-info" -> write(register, text(content, MemoryLayouts.SEAMLDR_INFO_SIZE));
      case "tdsysinfo" -> write(register, text(content, MemoryLayouts.TDSYSINFO_SIZE));
      case "metadata-list", "page" -> write(register, text(content, MemoryLayouts.PAGE));
      case "td-params" -> write(register, struct(MemoryLayouts.TD_PARAMS, fields(content)));
      case "quote-input" -> write(register, struct(MemoryLayouts.TDREPORT, fields(content)));
      case "hpa-list" -> {
        List<ValueKind.Part> parts = ValueKind.LIST_INFO.parts(0);
        quads(parts.get(0).of(register) + 8 * parts.get(1).of(register), values(content));
      }
      case "hpa-linked-list" -> linkedList(register, elements(content));
      case "quote" -> {
        long length = operand.count().map(r -> r.in(operands)).orElse(0L);
        quote(register, length, content);
      }
      default -> throw new NotReplayable(view.kind() + ": no such kind of memory");
    }
  }

  private void tdmrInfos(long array, List<MemoryNode> infos) throws NotReplayable {
    for (int i = 0; i < infos.size() && i < MemoryLayouts.MAX_TDMRS; i++) {
      Map<String, MemoryNode> fields = fields(infos.get(i));
      long at = number(fields, "at");
      quad(array + 8L * i, at);
      long base = number(fields, "base");
      ByteBuffer info =
          buffer(MemoryLayouts.TDMR_INFO_SIZE + 16 * MemoryLayouts.MAX_RESERVED)
              .putLong(base)
              .putLong(number(fields, "size"));
      for (String level : new String[] {"1g", "2m", "4k"}) {
        info.putLong(number(fields, "pamt_" + level));
        info.putLong(number(fields, "pamt_" + level + "_size"));
      }
      for (MemoryNode area : elements(field(fields, "reserved"))) {
        Map<String, MemoryNode> reserved = fields(area);
        if (info.remaining() == 0) {
          throw new NotReplayable("more than " + MemoryLayouts.MAX_RESERVED + " reserved areas");
        }
        info.putLong(
            reserved.containsKey("over")
                ? number(reserved, "over") - base
                : number(reserved, "offset"));
        info.putLong(number(reserved, "size"));
      }
      write(at, bytes(info));
    }
  }

  private void cmrs(long array, List<MemoryNode> regions) throws NotReplayable {
    for (int i = 0; i < regions.size() && i < MemoryLayouts.MAX_CMRS; i++) {
      Map<String, MemoryNode> fields = fields(regions.get(i));
      quad(array + 16L * i, number(fields, "base"));
      quad(array + 16L * i + 8, number(fields, "size"));
    }
  }

  private void loaderParameters(long at, Map<String, MemoryNode> fields) throws NotReplayable {
    List<Long> pages = values(field(fields, "pages"));
    if (pages.size() > MemoryLayouts.MAX_MODULE_PAGES) {
      throw new NotReplayable("more than " + MemoryLayouts.MAX_MODULE_PAGES + " module pages");
    }
    long signature = number(fields, "signature");
    ByteBuffer params = buffer(MemoryLayouts.PAGE);
    params.putInt((int) number(fields, "version")).putInt((int) number(fields, "scenario"));
    params.putLong(signature);
    params.putLong(MemoryLayouts.PARAMS_COUNT, number(fields, "module_pages"));
    params.position(MemoryLayouts.PARAMS_PAGES);
    pages.forEach(params::putLong);
    write(at, bytes(params));
    String hash = text(field(fields, "content"));
    byte[] content =
        contents
            .bytes(hash)
            .orElseThrow(
                () ->
                    new NotReplayable(
                        "the scenario loads no module image of content "
                            + hash
                            + ", so what was loaded is not known"));
    if (content.length != pages.size() * MemoryLayouts.PAGE) {
      throw new NotReplayable(
          "module image of "
              + Plural.of(content.length, "byte")
              + " in "
              + Plural.of(pages.size(), "page"));
    }
    for (int i = 0; i < pages.size(); i++) {
      int from = i * MemoryLayouts.PAGE;
      write(pages.get(i), Arrays.copyOfRange(content, from, from + MemoryLayouts.PAGE));
    }
    write(signature, contents.signature(hash, content));
  }

  /**
   * The bytes of a TDREPORT that a record holds.
   *
   * @throws NotReplayable if it is none
   */
  public static byte[] quoteInput(MemoryNode content) throws NotReplayable {
    try {
      return struct(MemoryLayouts.TDREPORT, fields(content));
    } catch (IllegalArgumentException e) {
      throw new NotReplayable("quote-input: " + e.getMessage());
    }
  }

  private static byte[] struct(StructLayout layout, Map<String, MemoryNode> fields)
      throws NotReplayable {
    ByteBuffer bytes = buffer(layout.size());
    int found = 0;
    for (StructLayout.Field field : layout.fields()) {
      MemoryNode node = fields.get(field.label());
      if (node == null) {
        continue;
      }
      found++;
      if (field.size() <= 8) {
        byte[] value = bytes(buffer(8).putLong(bits(node)));
        bytes.put(field.offset(), value, 0, field.size());
      } else {
        bytes.put(field.offset(), text(node, field.size()));
      }
    }
    if (found != fields.size()) {
      throw new NotReplayable(layout.name() + ": a field that the structure does not have");
    }
    return bytes(bytes);
  }

  private static long bits(MemoryNode node) {
    if (node instanceof MemoryNode.Leaf leaf && leaf.value().form() != TraceValue.Form.ADDRESS) {
      return leaf.value().number();
    }
    throw new IllegalArgumentException("must be a number");
  }

  private void linkedList(long first, List<MemoryNode> nodes) throws NotReplayable {
    long node = first;
    for (MemoryNode element : nodes) {
      Map<String, MemoryNode> fields = fields(element);
      List<Long> pages = values(field(fields, "pages"));
      if (pages.size() > MemoryLayouts.PAGES_IN_NODE) {
        throw new NotReplayable("more than " + MemoryLayouts.PAGES_IN_NODE + " pages in a node");
      }
      quads(node, pages);
      if (fields.containsKey("next")) {
        long next = number(fields, "next");
        quad(node + 8L * MemoryLayouts.PAGES_IN_NODE, next);
        node = next;
      }
    }
  }

  /** Into the pages of the linked list that lies in memory already. */
  private void quote(long first, long length, MemoryNode content) throws NotReplayable {
    String hash = text(content);
    byte[] quote =
        contents
            .bytes(hash)
            .orElseThrow(() -> new NotReplayable("the quote of content " + hash + " is not known"));
    if (quote.length > length) {
      throw new NotReplayable("quote longer than the buffer");
    }
    long node = first;
    for (int page = 0; page * MemoryLayouts.PAGE < quote.length; page++) {
      int entry = page % MemoryLayouts.PAGES_IN_NODE;
      if (page > 0 && entry == 0) {
        node = memory.readLong(node + 8L * MemoryLayouts.PAGES_IN_NODE);
      }
      int from = page * MemoryLayouts.PAGE;
      int to = Math.min(quote.length, from + MemoryLayouts.PAGE);
      write(memory.readLong(node + 8L * entry), Arrays.copyOfRange(quote, from, to));
    }
  }

  private void quads(long at, List<Long> values) {
    ByteBuffer bytes = buffer(8 * values.size());
    values.forEach(bytes::putLong);
    write(at, bytes(bytes));
  }

  private void quad(long at, long value) {
    write(at, bytes(buffer(8).putLong(value)));
  }

  private void write(long at, byte[] bytes) {
    memory.write(at & ADDRESS_BITS, bytes);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static List<MemoryNode> elements(MemoryNode node) {
    if (node instanceof MemoryNode.Sequence sequence) {
      return sequence.elements();
    }
    throw new IllegalArgumentException("must be an array");
  }

  private static Map<String, MemoryNode> fields(MemoryNode node) {
    if (node instanceof MemoryNode.Struct struct) {
      return struct.fields().stream()
          .collect(Collectors.toMap(MemoryNode.Field::name, MemoryNode.Field::content));
    }
    throw new IllegalArgumentException("must be an object");
  }

  private static MemoryNode field(Map<String, MemoryNode> fields, String name) {
    MemoryNode node = fields.get(name);
    if (node == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return node;
  }

  private long number(Map<String, MemoryNode> fields, String name) throws NotReplayable {
    return number(field(fields, name));
  }

  private long number(MemoryNode node) throws NotReplayable {
    if (node instanceof MemoryNode.Leaf leaf) {
      return value(leaf.value());
    }
    throw new IllegalArgumentException("must be a value");
  }

  private long value(TraceValue value) throws NotReplayable {
    return value.form() == TraceValue.Form.ADDRESS ? places.place(value) : value.number();
  }

  private static String text(MemoryNode node) {
    if (node instanceof MemoryNode.Text text) {
      return text.text();
    }
    throw new IllegalArgumentException("must be text");
  }

  private static byte[] text(MemoryNode node, int length) throws NotReplayable {
    String text = text(node);
    if (text.startsWith("sha256:")) {
      throw new NotReplayable("an older trace that holds " + length + " bytes as a hash only");
    }
    return ByteText.parse(text, length);
  }

  /** The values of an array in which series may be folded. */
  private List<Long> values(MemoryNode node) throws NotReplayable {
    List<Long> values = new ArrayList<>();
    for (MemoryNode element : elements(node)) {
      if (element instanceof MemoryNode.Series series) {
        if (series.times() > MemoryLayouts.PAGE / 8 - values.size()) {
          throw new NotReplayable("more values than a page holds");
        }
        for (long i = 0; i < series.times(); i++) {
          values.add(value(series.first().plus(series.step(), i)));
        }
      } else {
        values.add(number(element));
      }
    }
    return values;
  }
}
