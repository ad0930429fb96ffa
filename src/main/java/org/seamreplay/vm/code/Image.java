package org.seamreplay.vm.code;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.seamreplay.platform.ByteState;

/**
 * The data of a program as it is before the first instruction, page by page. Pages that nobody
 * wrote at link time are zero and take no room, so that large arrays cost nothing.
 */
public final class Image {
  /** A linker section: globals that name it, without gaps but for alignment. */
  public record Section(long start, long size) {}

  private final long start;
  private byte[][] data = new byte[16][];
  private byte[][] state = new byte[16][];
  private boolean[] constant = new boolean[16];
  private int pages;
  private final Map<String, Section> sections = new HashMap<>();

  public Image(long start) {
    this.start = start;
  }

  /** Adds pages up to {@code end}, all of one kind; nothing in them is accessible yet. */
  public void extend(long end, boolean isConstant) {
    int wanted = Math.toIntExact((end - start) >>> Page.SHIFT);
    if (wanted > data.length) {
      int length = Math.max(wanted, data.length * 2);
      data = Arrays.copyOf(data, length);
      state = Arrays.copyOf(state, length);
      constant = Arrays.copyOf(constant, length);
    }
    Arrays.fill(constant, pages, wanted, isConstant);
    for (int i = pages; i < wanted; i++) {
      state[i] = RED;
    }
    pages = wanted;
  }

  private static final byte[] RED = new byte[Page.SIZE];

  static {
    Arrays.fill(RED, ByteState.REDZONE);
  }

  /** Makes [address, address + size) accessible and defined. */
  public void open(long address, long size) {
    for (long at = address; at < address + size; ) {
      int page = page(at);
      int offset = (int) at & Page.MASK;
      int part = (int) Math.min(Page.SIZE - offset, address + size - at);
      if (part == Page.SIZE) {
        state[page] = null;
      } else if (state[page] != null) {
        if (state[page] == RED) {
          state[page] = RED.clone();
        }
        Arrays.fill(state[page], offset, offset + part, ByteState.DEFINED);
      }
      at += part;
    }
  }

  public void write(long address, int value) {
    int page = page(address);
    if (data[page] == null) {
      if (value == 0) {
        return;
      }
      data[page] = new byte[Page.SIZE];
    }
    data[page][(int) address & Page.MASK] = (byte) value;
  }

  /** Eight bytes as they are at the start, least significant first. */
  public long word(long address) {
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      byte[] bytes = data[page(address + i)];
      value = value << 8 | (bytes == null ? 0 : bytes[(int) (address + i) & Page.MASK] & 0xff);
    }
    return value;
  }

  public void section(String name, long from, long size) {
    sections.put(name, new Section(from, size));
  }

  /** The section of that name, {@code null} if the program has none. */
  public Section section(String name) {
    return sections.get(name);
  }

  public long start() {
    return start;
  }

  public long end() {
    return start + ((long) pages << Page.SHIFT);
  }

  /** A fresh copy of the page that holds the address, as it is at the start. */
  public Page copy(long address) {
    int page = page(address);
    byte[] bytes = data[page] == null ? new byte[Page.SIZE] : data[page].clone();
    byte[] states = state[page] == null ? new byte[Page.SIZE] : state[page].clone();
    return new Page(address >>> Page.SHIFT, bytes, states, !constant[page]);
  }

  /** State of a byte whose page nobody has touched. */
  public byte stateAt(long address) {
    byte[] states = state[page(address)];
    return states == null ? ByteState.DEFINED : states[(int) address & Page.MASK];
  }

  boolean constantAt(long address) {
    return constant[page(address)];
  }

  private int page(long address) {
    return (int) ((address - start) >>> Page.SHIFT);
  }
}
