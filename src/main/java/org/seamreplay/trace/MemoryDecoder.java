package org.seamreplay.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.seamreplay.module.LeafDescription;
import org.seamreplay.module.SeamRegisters;
import org.seamreplay.platform.PhysicalMemory;

/**
 * Decodes the memory behind operands into named fields. Structures as in the ABI tables of TDX
 * module 1.5.01 and, for the loader, as Linux 7.3 fills them. Sizes come from registers of
 * untrusted code, so counts are cut where the ABI ends.
 */
public final class MemoryDecoder {
  private static final int TDMR_INFO_SIZE = 64;
  private static final int MAX_TDMRS = 64;
  private static final int MAX_RESERVED = 16;
  private static final int MAX_CMRS = 32;
  private static final int MAX_MODULE_PAGES = 496;

  private final PhysicalMemory memory;
  private final AddressNames names;

  /** Reads from {@code memory} and names the addresses it finds there. */
  public MemoryDecoder(PhysicalMemory memory, AddressNames names) {
    this.memory = memory;
    this.names = names;
  }

  /** What the call is going to read. */
  List<MemoryView> read(LeafDescription leaf, SeamRegisters registers) {
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
    List<MemoryView> views = new ArrayList<>();
    for (LeafDescription.Operand operand : leaf.in()) {
      if (operand.memory().isPresent() && isOutput(operand.memory().get()) && after.rax >= 0) {
        long count = operand.count().map(r -> r.in(after)).orElse((long) MAX_CMRS);
        add(views, operand, operand.register().in(before), count);
      }
    }
    return List.copyOf(views);
  }

  private static boolean isOutput(String kind) {
    return switch (kind) {
      case "tdsysinfo", "cmr-info-array", "metadata-list", "seamldr-info" -> true;
      default -> false;
    };
  }

  private void add(
      List<MemoryView> views, LeafDescription.Operand operand, long address, long count) {
    String kind = operand.memory().orElseThrow();
    // Addresses outside of the 52 bits that hardware has are refused by the module.
    if (address < 0 || address >= 1L << 52) {
      return;
    }
    MemoryNode content =
        switch (kind) {
          case "tdmr-info-array" -> tdmrInfos(address, count);
          case "cmr-info-array" -> cmrs(address, count);
          case "seamldr-params" -> loaderParameters(address);
          case "seamldr-info" -> digest(address, 256);
          case "tdsysinfo" -> digest(address, 1024);
          case "metadata-list" -> digest(address, 4096);
          default -> null;
        };
    if (content != null) {
      views.add(new MemoryView(operand.name(), kind, content));
    }
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
    List<MemoryNode> regions = new ArrayList<>();
    for (int i = 0; i < Math.min(Math.max(count, 0), MAX_CMRS); i++) {
      long size = quad(array + 16L * i + 8);
      if (size != 0) {
        regions.add(
            new MemoryNode.Struct(
                List.of(
                    new MemoryNode.Field("base", hex(quad(array + 16L * i))),
                    new MemoryNode.Field("size", hex(size)))));
      }
    }
    return new MemoryNode.Sequence(regions);
  }

  /** SEAMLDR_PARAMS: one page; the image's pages folded, with a hash of what they hold. */
  private MemoryNode loaderParameters(long at) {
    ByteBuffer page = bytes(at, 4096);
    long count = page.getLong(120);
    List<MemoryNode> pages = new ArrayList<>();
    List<Long> addresses = new ArrayList<>();
    for (int i = 0; i < Math.min(Math.max(count, 0), MAX_MODULE_PAGES); i++) {
      addresses.add(page.getLong(128 + 8 * i));
    }
    for (int i = 0; i < addresses.size(); ) {
      i += series(addresses, i, pages);
    }
    return new MemoryNode.Struct(
        List.of(
            new MemoryNode.Field("version", decimal(page.getInt(0))),
            new MemoryNode.Field("scenario", decimal(page.getInt(4))),
            new MemoryNode.Field("signature", address(page.getLong(8))),
            new MemoryNode.Field("module_pages", decimal(count)),
            new MemoryNode.Field("pages", new MemoryNode.Sequence(pages)),
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
      digest.update(memory.read(page & ((1L << 52) - 4096), 4096));
    }
    return text(digest);
  }

  private MemoryNode digest(long at, int length) {
    MessageDigest digest = sha256();
    digest.update(bytes(at, length).array());
    return text(digest);
  }

  private static MemoryNode text(MessageDigest digest) {
    return new MemoryNode.Text("sha256:" + HexFormat.of().formatHex(digest.digest(), 0, 8));
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
