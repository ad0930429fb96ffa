package org.seamreplay.platform;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The machine's memory by host physical address (HPA), in frames of 4 KB that come into being when
 * they are first touched, so that a machine of 6 TB costs what is used of it. Every byte has a
 * {@link ByteState}; the state of frames not yet touched is kept as ranges, so that handing out
 * gigabytes is one entry.
 */
public final class PhysicalMemory {
  /** Bytes in a frame. */
  public static final int FRAME_SIZE = 4096;

  private static final int FRAME_SHIFT = 12;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /**
   * 4 KB of memory and, byte by byte, its state, from index {@link #offset} of both arrays on. The
   * arrays are the live memory, not copies.
   */
  public static final class Frame {
    public final byte[] data;
    public final byte[] state;
    public final int offset;

    private Frame(byte[] data, byte[] state, int offset) {
      this.data = data;
      this.state = state;
      this.offset = offset;
    }

    private int index(long hpa) {
      return offset + ((int) hpa & (FRAME_SIZE - 1));
    }

    private void fill(byte with) {
      Arrays.fill(state, offset, offset + FRAME_SIZE, with);
    }
  }

  /**
   * Open addressing over frame numbers: the lookup is on the path of every first access to a page.
   */
  private long[] keys = new long[256];

  private Frame[] frames = new Frame[256];
  private int used;

  /** Start of range to the state from there on, for frames that do not exist yet. */
  private final TreeMap<Long, Byte> ranges = new TreeMap<>();

  /** Where the bytes of frames are that somebody else provides; null for memory of its own. */
  private final Backing backing;

  /** Provides memory behind addresses, as a host does for a guest. */
  public interface Backing {
    /**
     * The frame of the provider that holds the bytes; the states stay apart.
     *
     * @throws RuntimeException if there is none
     */
    Frame behind(long hpa);
  }

  /** Memory that belongs to nobody yet: {@link ByteState#UNALLOCATED} throughout. */
  public PhysicalMemory() {
    this(null);
  }

  /** Likewise, with bytes that are another memory's: of each frame when it is first touched. */
  public PhysicalMemory(Backing backing) {
    this.backing = backing;
    ranges.put(0L, ByteState.UNALLOCATED);
  }

  /** The frame that holds {@code hpa}, made if need be. */
  public Frame frame(long hpa) {
    long number = hpa >>> FRAME_SHIFT;
    int slot = slot(number);
    Frame frame = frames[slot];
    return frame != null ? frame : create(number, slot);
  }

  /** The frame that holds {@code hpa}, or {@code null} if nobody touched it yet. */
  public Frame frameIfTouched(long hpa) {
    return frames[slot(hpa >>> FRAME_SHIFT)];
  }

  /**
   * Lets a frame that nobody has touched live in arrays that exist already, from {@code offset} on,
   * for memory that the host reaches by another address, too.
   */
  public void adopt(long hpa, byte[] data, byte[] state, int offset) {
    long number = hpa >>> FRAME_SHIFT;
    int slot = slot(number);
    if (frames[slot] != null
        || data.length < offset + FRAME_SIZE
        || state.length < offset + FRAME_SIZE) {
      throw new IllegalArgumentException(String.format("cannot adopt the frame at 0x%x", hpa));
    }
    put(number, slot, new Frame(data, state, offset));
  }

  /**
   * Lets a frame show other bytes from now on, all of them {@link ByteState#DEFINED}: the provider
   * has put another page there. Who has looked frames up must do so again.
   */
  public void replace(long hpa, Frame by) {
    long number = hpa >>> FRAME_SHIFT;
    int slot = slot(number);
    Frame frame = new Frame(by.data, new byte[by.data.length], by.offset);
    if (frames[slot] != null) {
      frames[slot] = frame;
    } else {
      put(number, slot, frame);
    }
  }

  /** Sets the state of whole frames; content of frames that exist is kept. */
  public void setState(long hpa, long size, byte state) {
    if (((hpa | size) & (FRAME_SIZE - 1)) != 0 || size < 0 || hpa < 0 || hpa + size < 0) {
      throw new IllegalArgumentException(String.format("not whole frames: 0x%x + 0x%x", hpa, size));
    }
    if (size == 0) {
      return;
    }
    long end = hpa + size;
    byte after = stateOfRange(end);
    ranges.subMap(hpa, end).clear();
    // A border between equal states is none: pages given back one by one stay one range.
    Map.Entry<Long, Byte> before = ranges.lowerEntry(hpa);
    if (before == null || before.getValue() != state) {
      ranges.put(hpa, state);
    }
    if (after == state) {
      ranges.remove(end);
    } else {
      ranges.put(end, after);
    }
    if (size >>> FRAME_SHIFT <= used) {
      for (long at = hpa; at < end; at += FRAME_SIZE) {
        Frame frame = frameIfTouched(at);
        if (frame != null) {
          frame.fill(state);
        }
      }
    } else {
      for (int i = 0; i < frames.length; i++) {
        if (frames[i] != null && keys[i] << FRAME_SHIFT >= hpa && keys[i] << FRAME_SHIFT < end) {
          frames[i].fill(state);
        }
      }
    }
  }

  /** The state of one byte. */
  public byte stateAt(long hpa) {
    Frame frame = frameIfTouched(hpa);
    return frame != null ? frame.state[frame.index(hpa)] : stateOfRange(hpa);
  }

  /**
   * Eight bytes, little endian, at an address that is a multiple of 8; the state is not looked at.
   */
  public long readLong(long hpa) {
    Frame frame = frameIfTouched(hpa);
    return frame == null ? 0 : (long) LONG.get(frame.data, frame.index(hpa & -8));
  }

  /**
   * Writes eight bytes at a multiple of 8 and makes them {@link ByteState#DEFINED} if the host may
   * access them.
   */
  public void writeLong(long hpa, long value) {
    byte[] bytes = new byte[8];
    LONG.set(bytes, 0, value);
    write(hpa, bytes);
  }

  /** Copies bytes out; memory never touched reads as zero. */
  public byte[] read(long hpa, int length) {
    byte[] result = new byte[length];
    for (int done = 0; done < length; ) {
      int offset = (int) (hpa + done) & (FRAME_SIZE - 1);
      int part = Math.min(length - done, FRAME_SIZE - offset);
      Frame frame = frameIfTouched(hpa + done);
      if (frame != null) {
        System.arraycopy(frame.data, frame.offset + offset, result, done, part);
      }
      done += part;
    }
    return result;
  }

  /** Copies bytes in; accessible bytes become {@link ByteState#DEFINED}. */
  public void write(long hpa, byte[] bytes) {
    for (int done = 0; done < bytes.length; ) {
      int offset = (int) (hpa + done) & (FRAME_SIZE - 1);
      int part = Math.min(bytes.length - done, FRAME_SIZE - offset);
      Frame frame = frame(hpa + done);
      int at = frame.offset + offset;
      System.arraycopy(bytes, done, frame.data, at, part);
      for (int i = at; i < at + part; i++) {
        if (frame.state[i] < ByteState.REDZONE) {
          frame.state[i] = ByteState.DEFINED;
        }
      }
      done += part;
    }
  }

  /** Number of frames that exist. */
  public int framesTouched() {
    return used;
  }

  private byte stateOfRange(long hpa) {
    Map.Entry<Long, Byte> entry = ranges.floorEntry(hpa);
    return entry.getValue();
  }

  private int slot(long number) {
    int mask = keys.length - 1;
    int slot = (int) ((number * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (frames[slot] != null && keys[slot] != number) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private Frame create(long number, int slot) {
    Frame frame;
    if (backing == null) {
      frame = new Frame(new byte[FRAME_SIZE], new byte[FRAME_SIZE], 0);
    } else {
      Frame behind = backing.behind(number << FRAME_SHIFT);
      frame = new Frame(behind.data, new byte[behind.data.length], behind.offset);
    }
    byte state = stateOfRange(number << FRAME_SHIFT);
    if (state != 0) {
      frame.fill(state);
    }
    put(number, slot, frame);
    return frame;
  }

  private void put(long number, int slot, Frame frame) {
    keys[slot] = number;
    frames[slot] = frame;
    if (++used * 2 > keys.length) {
      grow();
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    Frame[] oldFrames = frames;
    keys = new long[oldKeys.length * 2];
    frames = new Frame[oldFrames.length * 2];
    for (int i = 0; i < oldFrames.length; i++) {
      if (oldFrames[i] != null) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        frames[slot] = oldFrames[i];
      }
    }
  }
}
