package org.seamreplay.module.state;

import java.util.Arrays;
import org.seamreplay.abi.StructLayout;
import org.seamreplay.module.port.ModuleObserver;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.platform.PhysicalMemory.Frame;

/**
 * Memory as the module reaches it through operands, and the change of pages between host and
 * module. Addresses have no KeyID bits.
 */
public final class OperandMemory {
  private static final int PAGE = PhysicalMemory.FRAME_SIZE;

  private final PhysicalMemory memory;
  private ModuleObserver observer = ModuleObserver.NONE;

  public OperandMemory(PhysicalMemory memory) {
    this.memory = memory;
  }

  public void setObserver(ModuleObserver observer) {
    this.observer = observer;
  }

  public ModuleObserver observer() {
    return observer;
  }

  private boolean watched() {
    return observer != ModuleObserver.NONE;
  }

  /** One entry of a list in host memory, at a multiple of 8. */
  public long readEntry(long hpa, String what) {
    if (watched()) {
      checkStates(hpa, 8, true, null, what);
      observer.memoryRead(hpa, 8, what);
    }
    return memory.readLong(hpa);
  }

  /** A structure of host memory. */
  public byte[] read(long hpa, StructLayout layout) {
    if (watched()) {
      checkStates(hpa, layout.size(), true, layout, layout.name());
      observer.memoryRead(hpa, layout.size(), layout.name());
    }
    return memory.read(hpa, layout.size());
  }

  /** Bytes of host memory. */
  public byte[] read(long hpa, int length, String what) {
    if (watched()) {
      checkStates(hpa, length, true, null, what);
      observer.memoryRead(hpa, length, what);
    }
    return memory.read(hpa, length);
  }

  /** Writes a result to host memory. */
  public void write(long hpa, byte[] bytes, String what) {
    if (watched()) {
      checkStates(hpa, bytes.length, false, null, what);
      observer.memoryWritten(hpa, bytes.length, what);
    }
    memory.write(hpa, bytes);
  }

  /** Bytes of a page that is the module's. */
  public byte[] readPrivate(long hpa, int length) {
    return memory.read(hpa, length);
  }

  /** Eight bytes at a multiple of 8 that the module reads without an operand of the host. */
  public long readPrivate8(long hpa) {
    return memory.readLong(hpa);
  }

  /** Writes to a page that is the module's. */
  public void writePrivate(long hpa, byte[] bytes) {
    memory.write(hpa, bytes);
  }

  /** Whole pages become the module's: the host can no longer use them. */
  public void take(long hpa, long size, String purpose) {
    memory.setState(hpa, size, ByteState.FOREIGN);
    if (watched()) {
      observer.pagesTaken(hpa, size, purpose);
    }
  }

  /**
   * Whole pages become ordinary memory. What the host finds there is ciphertext of a key that is
   * gone, so the bytes count as never written.
   */
  public void giveBack(long hpa, long size) {
    memory.setState(hpa, size, ByteState.UNDEFINED);
    for (long page = hpa; page < hpa + size && size <= 1 << 20; page += PAGE) {
      scramble(page);
    }
    if (watched()) {
      observer.pagesReturned(hpa, size);
    }
  }

  /** A page that stays the host's was written under a private key: its content is lost. */
  public void overwrite(long hpa) {
    if (memory.stateAt(hpa) == ByteState.DEFINED) {
      memory.setState(hpa, PAGE, ByteState.UNDEFINED);
    }
    scramble(hpa);
  }

  private void scramble(long hpa) {
    Frame frame = memory.frameIfTouched(hpa);
    if (frame != null) {
      Arrays.fill(frame.data, frame.offset, frame.offset + PAGE, (byte) 0xC5);
    }
  }

  /** Reports the first byte that is not as it should be; one report for a structure is enough. */
  private void checkStates(
      long hpa, int length, boolean reading, StructLayout layout, String what) {
    for (int done = 0; done < length; ) {
      int offset = (int) (hpa + done) & (PAGE - 1);
      int part = Math.min(length - done, PAGE - offset);
      Frame frame = memory.frameIfTouched(hpa + done);
      byte whole = frame == null ? memory.stateAt(hpa + done) : ByteState.DEFINED;
      for (int i = 0; i < part; i++) {
        byte state = frame == null ? whole : frame.state[frame.offset + offset + i];
        if (state != ByteState.DEFINED && (reading || state >= ByteState.REDZONE)) {
          String field = layout == null ? what : layout.fieldAt(done + i);
          if (state < ByteState.REDZONE) {
            observer.readOfUndefined(hpa + done + i, field);
          } else {
            observer.accessToInaccessible(hpa + done + i, state, field);
          }
          return;
        }
        if (frame == null) {
          break;
        }
      }
      done += part;
    }
  }
}
