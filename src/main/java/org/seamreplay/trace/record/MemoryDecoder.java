package org.seamreplay.trace.record;

import static org.seamreplay.abi.MemoryLayouts.MAX_CMRS;
import static org.seamreplay.abi.MemoryLayouts.MAX_LINKED;
import static org.seamreplay.abi.MemoryLayouts.MAX_MODULE_PAGES;
import static org.seamreplay.abi.MemoryLayouts.MAX_RESERVED;
import static org.seamreplay.abi.MemoryLayouts.MAX_TDMRS;
import static org.seamreplay.abi.MemoryLayouts.PAGE;
import static org.seamreplay.abi.MemoryLayouts.PAGES_IN_NODE;
import static org.seamreplay.abi.MemoryLayouts.SEAMLDR_INFO_SIZE;
import static org.seamreplay.abi.MemoryLayouts.TDMR_INFO_SIZE;
import static org.seamreplay.abi.MemoryLayouts.TDSYSINFO_SIZE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.seamreplay.abi.LeafDescription;
import org.seamreplay.abi.MemoryLayouts;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.abi.StructLayout;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.MemoryNode;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.TraceValue;

/**
 * Decodes the memory behind operands into named fields. Structures as in the ABI tables of TDX
 * module 1.5.01 and, for the loader, as Linux 7.3 fills them. Sizes come from registers of
 * untrusted code, so counts are cut where the ABI ends. Nothing that a module looks at is left out
 * but what others can make again: the module image that is loaded, and quotes; those are hashes.
 * {@link MemoryEncoder} is the inverse.
 */
public final class MemoryDecoder {
  private final PhysicalMemory memory;
  private final AddressNames names;

  /** Reads from {@code memory} and names the addresses it finds there. */
  public MemoryDecoder(PhysicalMemory memory, AddressNames names) {
    this.memory = memory;
    this.names = names;
  }

  /** A decoder for calls whose memory nobody has seen. */
  public static MemoryDecoder absent() {
    return new MemoryDecoder(null, AddressNames.NONE);
  }

  /** What the call is going to read. */
  List<MemoryView> read(LeafDescription leaf, SeamRegisters registers) {
    if (memory == null) {
      return List.of();
    }
    List<MemoryView> views = new ArrayList<>();
    for (LeafDescription.Operand operand : leaf.in()) {
      if (operand.memory().isPresent() && !isOutput(operand.memory().get())) {
        long address = operand.register().in(registers);
        long count = operand.count().map(r -> r.in(registers)).orElse(1L);
        add(views, operand, address, count);
      }
    }
    return List.copyOf(views);
  }

  /** What the call has written, if it succeeded. */
  List<MemoryView> written(LeafDescription leaf, SeamRegisters before, SeamRegisters after) {
    if (memory == null || after.rax < 0 || after.end != SeamcallEnd.COMPLETED) {
      return List.of();
    }
    List<MemoryView> views = new ArrayList<>();
    for (LeafDescription.Operand operand : leaf.in()) {
      if (operand.memory().isEmpty()) {
        continue;
      }
      if (operand.memory().get().equals("hpa-linked-list")) {
        long length = operand.count().map(r -> r.in(before)).orElse(0L);
        MemoryNode quote = quote(operand.register().in(before), length, after.rcx);
        views.add(new MemoryView(operand.name(), "quote", quote));
      } else if (isOutput(operand.memory().get())) {
        // TDH.SYS.INFO says in R9 how many CMRs it has written; the others have one size.
        long count = operand.memory().get().equals("cmr-info-array") ? after.r9 : 1;
        add(views, operand, operand.register().in(before), count);
      }
    }
    return List.copyOf(views);
  }

  /** The first bytes of a buffer of linked pages, as a hash; the buffer is as it was read. */
  private MemoryNode quote(long first, long length, long written) {
    MessageDigest digest = sha256();
    long left = Math.min(Math.max(written, 0), Math.min(Math.max(length, 0), MAX_LINKED));
    long node = first;
    for (long page = 0; left > 0; page++) {
      if (page > 0 && page % PAGES_IN_NODE == 0) {
        node = quad(node + 8L * PAGES_IN_NODE);
      }
      int part = (int) Math.min(left, PAGE);
      digest.update(bytes(quad(node + 8L * (page % PAGES_IN_NODE)), part).array());
      left -= part;
    }
    return new MemoryNode.Text(text(digest));
  }

  private static boolean isOutput(String kind) {
    return switch (kind) {
      case "tdsysinfo", "cmr-info-array", "metadata-list", "seamldr-info" -> true;
      default -> false;
    };
  }

  private void add(
      List<MemoryView> views, LeafDescription.Operand operand, long register, long count) {
    String kind = operand.memory().orElseThrow();
    long address =
        kind.equals("hpa-list") ? ValueKind.LIST_INFO.parts(0).get(0).of(register) : register;
    // Addresses outside of the 52 bits that hardware has are refused by the module.
    if (address < 0 || address >= 1L << 52) {
      return;
    }
    MemoryNode content =
        switch (kind) {
          case "tdmr-info-array" -> tdmrInfos(address, count);
          case "cmr-info-array" -> cmrs(address, count);
          case "seamldr-params" -> loaderParameters(address);
          case "seamldr-info" -> bytesOf(address, SEAMLDR_INFO_SIZE);
          case "tdsysinfo" -> bytesOf(address, TDSYSINFO_SIZE);
          case "metadata-list", "page" -> bytesOf(address, PAGE);
          case "td-params" -> struct(address, MemoryLayouts.TD_PARAMS);
          case "quote-input" -> count == 1024 ? struct(address, MemoryLayouts.TDREPORT) : null;
          case "hpa-list" -> hpaList(register);
          case "hpa-linked-list" -> linkedList(address, count);
          default -> null;
        };
    if (content != null) {
      views.add(new MemoryView(operand.name(), kind, content));
    }
  }

  private MemoryNode bytesOf(long at, int length) {
    return new MemoryNode.Text(ByteText.of(bytes(at, length).array()));
  }

  /** A structure by its layout; fields that are zero are left out. */
  private MemoryNode struct(long at, StructLayout layout) {
    byte[] bytes = bytes(at, layout.size()).array();
    List<MemoryNode.Field> fields = new ArrayList<>();
    for (StructLayout.Field field : layout.fields()) {
      byte[] content = Arrays.copyOfRange(bytes, field.offset(), field.offset() + field.size());
      if (Arrays.equals(content, new byte[field.size()])) {
        continue;
      }
      fields.add(
          new MemoryNode.Field(
              field.label(),
              field.size() <= 8
                  ? hex(
                      ByteBuffer.wrap(Arrays.copyOf(content, 8))
                          .order(ByteOrder.LITTLE_ENDIAN)
                          .getLong(0))
                  : new MemoryNode.Text(ByteText.of(content))));
    }
    return new MemoryNode.Struct(fields);
  }

  /** The entries that HPA_LIST_INFO selects. */
  private MemoryNode hpaList(long info) {
    List<ValueKind.Part> parts = ValueKind.LIST_INFO.parts(0);
    long page = parts.get(0).of(info);
    int first = (int) parts.get(1).of(info);
    int last = (int) parts.get(2).of(info);
    List<Long> entries = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      entries.add(quad(page + 8L * i));
    }
    return folded(entries);
  }

  /** The nodes and pages that a buffer of so many bytes needs; what is beyond is nobody's. */
  private MemoryNode linkedList(long first, long length) {
    List<MemoryNode> nodes = new ArrayList<>();
    if (length <= 0 || length > MAX_LINKED) {
      return new MemoryNode.Sequence(nodes);
    }
    long needed = (length + PAGE - 1) / PAGE;
    long node = first;
    Set<Long> seen = new HashSet<>();
    while (needed > 0 && node >= 0 && node < 1L << 52 && seen.add(node)) {
      List<Long> pages = new ArrayList<>();
      for (int i = 0; i < Math.min(needed, PAGES_IN_NODE); i++) {
        pages.add(quad(node + 8L * i));
      }
      needed -= pages.size();
      List<MemoryNode.Field> fields = new ArrayList<>();
      fields.add(new MemoryNode.Field("pages", folded(pages)));
      if (needed > 0) {
        node = quad(node + 8L * PAGES_IN_NODE);
        fields.add(new MemoryNode.Field("next", address(node)));
      }
      nodes.add(new MemoryNode.Struct(fields));
    }
    return new MemoryNode.Sequence(nodes);
  }

  private MemoryNode folded(List<Long> addresses) {
    List<MemoryNode> result = new ArrayList<>();
    for (int i = 0; i < addresses.size(); ) {
      i += series(addresses, i, result);
    }
    return new MemoryNode.Sequence(result);
  }

  private MemoryNode tdmrInfos(long array, long count) {
    List<MemoryNode> infos = new ArrayList<>();
    for (int i = 0; i < Math.min(Math.max(count, 0), MAX_TDMRS); i++) {
      infos.add(tdmrInfo(quad(array + 8L * i)));
    }
    return new MemoryNode.Sequence(infos);
  }

  private MemoryNode tdmrInfo(long at) {
    ByteBuffer info = bytes(at, TDMR_INFO_SIZE + 16 * MAX_RESERVED);
    List<MemoryNode.Field> fields = new ArrayList<>();
    long base = info.getLong(0);
    fields.add(new MemoryNode.Field("at", address(at)));
    fields.add(new MemoryNode.Field("base", hex(base)));
    fields.add(new MemoryNode.Field("size", hex(info.getLong(8))));
    String[] levels = {"1g", "2m", "4k"};
    for (int level = 0; level < levels.length; level++) {
      fields.add(
          new MemoryNode.Field("pamt_" + levels[level], address(info.getLong(16 + 16 * level))));
      fields.add(
          new MemoryNode.Field(
              "pamt_" + levels[level] + "_size", hex(info.getLong(24 + 16 * level))));
    }
    List<MemoryNode> reserved = new ArrayList<>();
    for (int i = 0; i < MAX_RESERVED; i++) {
      long offset = info.getLong(TDMR_INFO_SIZE + 16 * i);
      long size = info.getLong(TDMR_INFO_SIZE + 16 * i + 8);
      if (size == 0) {
        break;
      }
      reserved.add(reservedArea(base, offset, size));
    }
    fields.add(new MemoryNode.Field("reserved", new MemoryNode.Sequence(reserved)));
    return new MemoryNode.Struct(fields);
  }

  /** An area over an object of the kernel (a PAMT) is named by it: it moves with the allocator. */
  private MemoryNode reservedArea(long base, long offset, long size) {
    MemoryNode start =
        names
            .name(base + offset)
            .<MemoryNode>map(MemoryNode.Leaf::new)
            .orElseGet(() -> hex(offset));
    return new MemoryNode.Struct(
        List.of(
            new MemoryNode.Field(start.equals(hex(offset)) ? "offset" : "over", start),
            new MemoryNode.Field("size", hex(size))));
  }

  private MemoryNode cmrs(long array, long count) {
    int used = (int) Math.min(Math.max(count, 0), MAX_CMRS);
    while (used > 0 && quad(array + 16L * (used - 1) + 8) == 0) {
      used--;
    }
    List<MemoryNode> regions = new ArrayList<>();
    for (int i = 0; i < used; i++) {
      regions.add(
          new MemoryNode.Struct(
              List.of(
                  new MemoryNode.Field("base", hex(quad(array + 16L * i))),
                  new MemoryNode.Field("size", hex(quad(array + 16L * i + 8))))));
    }
    return new MemoryNode.Sequence(regions);
  }

  /** SEAMLDR_PARAMS: one page; the image's pages folded, with a hash of what they hold. */
  private MemoryNode loaderParameters(long at) {
    ByteBuffer page = bytes(at, PAGE);
    long count = page.getLong(MemoryLayouts.PARAMS_COUNT);
    List<Long> addresses = new ArrayList<>();
    for (int i = 0; i < Math.min(Math.max(count, 0), MAX_MODULE_PAGES); i++) {
      addresses.add(page.getLong(MemoryLayouts.PARAMS_PAGES + 8 * i));
    }
    return new MemoryNode.Struct(
        List.of(
            new MemoryNode.Field("version", decimal(page.getInt(0))),
            new MemoryNode.Field("scenario", decimal(page.getInt(4))),
            new MemoryNode.Field(
                "signature", address(page.getLong(MemoryLayouts.PARAMS_SIGNATURE))),
            new MemoryNode.Field("module_pages", decimal(count)),
            new MemoryNode.Field("pages", folded(addresses)),
            new MemoryNode.Field("content", hash(addresses))));
  }

  /** Adds the longest even series of page addresses from {@code start} on; returns its length. */
  private int series(List<Long> addresses, int start, List<MemoryNode> into) {
    TraceValue first = value(addresses.get(start));
    int length = 1;
    TraceValue.Step step = TraceValue.Step.NONE;
    while (start + length < addresses.size()) {
      TraceValue next = value(addresses.get(start + length));
      TraceValue.Step gap =
          new TraceValue.Step(next.ordinal() - first.ordinal(), next.number() - first.number());
      if (length == 1) {
        step = gap;
      }
      if (!next.object().equals(first.object()) || !next.equals(first.plus(step, length))) {
        break;
      }
      length++;
    }
    if (length < 3) {
      into.add(new MemoryNode.Leaf(first));
      return 1;
    }
    into.add(new MemoryNode.Series(first, step, length));
    return length;
  }

  private MemoryNode hash(List<Long> pages) {
    MessageDigest digest = sha256();
    for (long page : pages) {
      digest.update(memory.read(page & ((1L << 52) - PAGE), PAGE));
    }
    return new MemoryNode.Text(text(digest));
  }

  /** What stands in a trace for content that is not written out. */
  static String hash(byte[] content) {
    MessageDigest digest = sha256();
    digest.update(content);
    return text(digest);
  }

  private static String text(MessageDigest digest) {
    return "sha256:" + HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private TraceValue value(long address) {
    return names.name(address).orElseGet(() -> TraceValue.hex(address));
  }

  private MemoryNode address(long address) {
    return new MemoryNode.Leaf(value(address));
  }

  private static MemoryNode hex(long bits) {
    return new MemoryNode.Leaf(TraceValue.hex(bits));
  }

  private static MemoryNode decimal(long number) {
    return new MemoryNode.Leaf(TraceValue.decimal(number));
  }

  private long quad(long at) {
    return bytes(at, 8).getLong(0);
  }

  private ByteBuffer bytes(long at, int length) {
    return ByteBuffer.wrap(memory.read(at & ((1L << 52) - 1), length))
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
