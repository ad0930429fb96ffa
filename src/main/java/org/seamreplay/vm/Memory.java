package org.seamreplay.vm;

import org.seamreplay.platform.PhysicalMemory;

/**
 * The 64-bit address space as seen from Java models. Every access is checked like one of the code
 * under test and reported at its current line; the interpreter has its own fast path over the same
 * pages.
 */
public interface Memory {
  /** Loads 1, 2, 4 or 8 bytes, zero extended; an undefined byte is a finding. */
  long load(long address, int bytes);

  /** Stores 1, 2, 4 or 8 bytes. */
  void store(long address, int bytes, long value);

  /** Reads bytes; an undefined byte is a finding. */
  byte[] read(long address, int length);

  /** Writes bytes. */
  void write(long address, byte[] bytes);

  /** memmove with the state of the bytes: copying undefined bytes is no finding. */
  void copy(long to, long from, long length);

  /** memset. */
  void fill(long address, int value, long length);

  /**
   * The NUL-terminated string at the address, ISO-8859-1; longer than {@code limit} is a finding.
   */
  String cString(long address, int limit);

  /** Sets the {@link org.seamreplay.platform.ByteState} of bytes, whatever it was; no finding. */
  void setState(long address, long length, byte state);

  /**
   * The {@link org.seamreplay.platform.ByteState} of a byte; UNALLOCATED where nothing is mapped.
   */
  byte stateAt(long address);

  /**
   * Maps memory of its own: [address, address + size), pages come into being when touched, in the
   * given state.
   */
  void mapPrivate(String name, long address, long size, byte state);

  /**
   * Maps a window onto physical memory: address + n is HPA hpa + n. Used for the direct map (one
   * big window) and for vmalloc (one window for each page).
   */
  void mapPhysical(String name, long address, long size, PhysicalMemory memory, long hpa);

  /** Removes a mapping made with the same address and size. */
  void unmap(long address, long size);

  /** The HPA behind an address in a physical window, -1 elsewhere. */
  long physical(long address);

  /**
   * Gives the page of private memory around an address (stack, variables of the program) a place in
   * physical memory: bytes and states are shared both ways from now on, and {@link #physical}
   * answers for it.
   *
   * @param hpa a frame that nobody has touched
   */
  void backPage(long address, PhysicalMemory memory, long hpa);
}
