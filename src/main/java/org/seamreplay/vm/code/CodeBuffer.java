package org.seamreplay.vm.code;

import java.util.Arrays;
import java.util.Objects;
import org.seamreplay.ir.IrModule.SourceLocation;

/**
 * Code under construction. Constants of the function being decoded are named by negative register
 * numbers until {@link #placeConstants} gives them their place at the end of the window.
 */
public final class CodeBuffer {
  private int[] words = new int[1024];
  private int size;
  private int[] constantUses = new int[256];
  private int constantUseCount;
  private int[] positions = new int[256];
  private SourceLocation[] locations = new SourceLocation[256];
  private int positionCount;
  private SourceLocation current;

  /** The position of the next word. */
  public int here() {
    return size;
  }

  /** Starts an instruction. */
  public CodeBuffer op(int op) {
    return imm(op);
  }

  /** Appends a register operand; a negative number -1 - n names constant n. */
  public CodeBuffer reg(int register) {
    if (register < 0) {
      if (constantUseCount == constantUses.length) {
        constantUses = Arrays.copyOf(constantUses, constantUseCount * 2);
      }
      constantUses[constantUseCount++] = size;
    }
    return imm(register);
  }

  /** Appends an immediate. */
  public CodeBuffer imm(int value) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
    }
    words[size++] = value;
    return this;
  }

  /** Appends a count and registers. */
  public CodeBuffer regs(int... registers) {
    imm(registers.length);
    for (int register : registers) {
      reg(register);
    }
    return this;
  }

  /** Appends a code position that is not known yet; returns where to {@link #patch} it. */
  public int target() {
    imm(-1);
    return size - 1;
  }

  /** The word at a position. */
  public int word(int at) {
    return words[at];
  }

  /** Appends a copy of a word, be it a register, a number or a position. */
  public void copy(int at) {
    if (words[at] < 0 && isConstantUse(at)) {
      reg(words[at]);
    } else {
      imm(words[at]);
    }
  }

  private boolean isConstantUse(int at) {
    return Arrays.binarySearch(constantUses, 0, constantUseCount, at) >= 0;
  }

  public void patch(int at, int value) {
    words[at] = value;
  }

  /** What follows belongs to this place in the source; {@code null} if unknown. */
  public void location(SourceLocation location) {
    if (positionCount > 0 && Objects.equals(location, current)) {
      return;
    }
    if (positionCount > 0 && positions[positionCount - 1] == size) {
      positionCount--;
    }
    if (positionCount == positions.length) {
      positions = Arrays.copyOf(positions, positionCount * 2);
      locations = Arrays.copyOf(locations, positionCount * 2);
    }
    positions[positionCount] = size;
    locations[positionCount++] = location;
    current = location;
  }

  /** Turns the constants used since the last call into registers from {@code base} up. */
  public void placeConstants(int base) {
    for (int i = 0; i < constantUseCount; i++) {
      words[constantUses[i]] = base + ~words[constantUses[i]];
    }
    constantUseCount = 0;
  }

  public int[] words() {
    return Arrays.copyOf(words, size);
  }

  public PositionTable positionTable() {
    return new PositionTable(
        Arrays.copyOf(positions, positionCount), Arrays.copyOf(locations, positionCount));
  }
}
