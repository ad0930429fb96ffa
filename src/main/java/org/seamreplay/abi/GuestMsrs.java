package org.seamreplay.abi;

import java.util.List;
import org.seamreplay.platform.YamlNode;

/** What RDMSR and WRMSR do in a guest once they leave it. */
public final class GuestMsrs {
  /** What the module does. */
  public enum Action {
    /** The CPU executes the instruction; of one that leaves the guest the TD lacks the feature. */
    DIRECT,
    /** The guest gets #GP. */
    GP,
    /** The guest gets #VE. */
    VE,
    /** The module executes the instruction. */
    EMULATED
  }

  private record Row(long first, long last, Action read, Action write) {}

  private static final int WORDS = 128;
  private static final long HIGH = 0xC0000000L;

  private final List<Row> rows;

  GuestMsrs(YamlNode yaml) {
    rows = yaml.onlyKeys("msrs").get("msrs").each(GuestMsrs::row);
  }

  private static Row row(YamlNode node) {
    node.onlyKeys("msr", "to", "name", "read", "write");
    long first = node.get("msr").number();
    long last = node.find("to").map(YamlNode::number).orElse(first);
    if (last < first) {
      throw node.invalid("the range ends before it begins");
    }
    return new Row(
        first, last, node.get("read").oneOf(Action.class), node.get("write").oneOf(Action.class));
  }

  /**
   * Eight bytes of the MSR bitmaps of a TD: a bit is set for an instruction that leaves the guest.
   * They are those of reads from 0 and from 0xC0000000 on, then those of writes (Intel SDM).
   */
  public long bitmap(int word) {
    boolean write = word >= 2 * WORDS;
    boolean high = word / WORDS % 2 == 1;
    long first = (high ? HIGH : 0) + (long) (word % WORDS) * Long.SIZE;
    long bits = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if (action(first + bit, write) != Action.DIRECT) {
        bits |= 1L << bit;
      }
    }
    return bits;
  }

  /** What becomes of an instruction. */
  public Action action(long msr, boolean write) {
    for (Row row : rows) {
      if (msr >= row.first && msr <= row.last) {
        return write ? row.write : row.read;
      }
    }
    return Action.VE;
  }
}
