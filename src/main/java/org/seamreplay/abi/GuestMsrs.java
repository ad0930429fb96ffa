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
