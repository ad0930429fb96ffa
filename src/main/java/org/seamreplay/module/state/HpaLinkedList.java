package org.seamreplay.module.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.seamreplay.abi.Register;
import org.seamreplay.abi.Status;

/**
 * The output buffer of QUOTE.GET: nodes of 512 entries, 511 of them pages and the last the next
 * node; all ones end the list (kernel series of May and June 2026). Nodes and pages stay with the
 * host.
 */
public final class HpaLinkedList {
  private static final int PAGES_IN_NODE = 511;
  private static final long END = -1L;
  private static final long ENTRY = 8;

  /** Longest buffer that is walked, so that a wrong length costs no memory. */
  private static final long MAX_BYTES = 64L << 20;

  private final long status;
  private final List<Long> pages;
  private final long bytes;

  private HpaLinkedList(long status, List<Long> pages, long bytes) {
    this.status = status;
    this.pages = pages;
    this.bytes = bytes;
  }

  /** Walks a list from its first node. */
  public static HpaLinkedList read(ModuleState state, long firstNode, long bytes) {
    List<Long> pages = new ArrayList<>();
    return new HpaLinkedList(walk(state, firstNode, bytes, pages), pages, bytes);
  }

  /** SUCCESS, or what is wrong with the list. */
  public long status() {
    return status;
  }

  /** Length of the buffer. */
  public long bytes() {
    return bytes;
  }

  /** HPA of a page without KeyID bits. */
  public long page(int number) {
    return pages.get(number);
  }

  /**
   * Reads as many nodes as the length needs, all before anything is written. Nodes and pages must
   * be the host's; a node may occur once, or the list would be a cycle. What comes after the last
   * page needed is not looked at: a longer list, or one without terminator, is fine.
   */
  private static long walk(ModuleState state, long firstNode, long bytes, List<Long> pages) {
    if (Long.compareUnsigned(bytes - 1, MAX_BYTES) >= 0) {
      return Status.of(Status.OPERAND_INVALID, Register.R11);
    }
    long needed = (bytes + AddressRules.PAGE - 1) / AddressRules.PAGE;
    Set<Long> nodes = new HashSet<>();
    long node = firstNode;
    while (pages.size() < needed) {
      if (node == END && !nodes.isEmpty()) {
        return Status.of(Status.OPERAND_INVALID, Register.R11);
      }
      if (!state.isHostPage(node) || !nodes.add(state.addresses.plain(node))) {
        return Status.of(Status.OPERAND_INVALID, Register.R10);
      }
      long base = state.addresses.plain(node);
      for (int i = 0; i < PAGES_IN_NODE && pages.size() < needed; i++) {
        long page = state.memory.readEntry(base + ENTRY * i, "HPA_LINKED_LIST");
        if (page == END) {
          return Status.of(Status.OPERAND_INVALID, Register.R11);
        }
        if (!state.isHostPage(page)) {
          return Status.of(Status.OPERAND_INVALID, Register.R10);
        }
        pages.add(state.addresses.plain(page));
      }
      if (pages.size() < needed) {
        node = state.memory.readEntry(base + ENTRY * PAGES_IN_NODE, "HPA_LINKED_LIST");
      }
    }
    return Status.SUCCESS;
  }
}
