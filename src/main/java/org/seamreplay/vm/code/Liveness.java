package org.seamreplay.vm.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which registers of a function are read again after a position, computed for the starts of blocks
 * when a frame in careful mode first asks.
 */
public final class Liveness {
  private final int[] starts;
  private final BitSet[] alive;

  private Liveness(int[] starts, BitSet[] alive) {
    this.starts = starts;
    this.alive = alive;
  }

  /** Whether a register with undefined bits is read behind {@code pc}. */
  public boolean anyAlive(int pc, long[] undefined, int base) {
    int index = Arrays.binarySearch(starts, pc);
    if (index < 0) {
      return true;
    }
    BitSet live = alive[index];
    for (int r = live.nextSetBit(0); r >= 0; r = live.nextSetBit(r + 1)) {
      if (undefined[base + r] != 0) {
        return true;
      }
    }
    return false;
  }

  private static final class Block {
    final int start;
    final BitSet in = new BitSet();
    final BitSet reads = new BitSet();
    final BitSet writes = new BitSet();
    final List<Integer> successors = new ArrayList<>();

    Block(int start) {
      this.start = start;
    }
  }

  /** Analyses the code of one function. */
  static Liveness of(Program program, FunctionCode function) {
    NavigableMap<Integer, Block> blocks = blocks(program, function);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Block block : blocks.descendingMap().values()) {
        BitSet out = new BitSet();
        for (int successor : block.successors) {
          out.or(blocks.get(successor).in);
        }
        out.andNot(block.writes);
        out.or(block.reads);
        if (!out.equals(block.in)) {
          block.in.or(out);
          changed = true;
        }
      }
    }
    int[] starts = new int[blocks.size()];
    BitSet[] alive = new BitSet[starts.length];
    int n = 0;
    for (Block block : blocks.values()) {
      // Constants do not change: an undefined one is announced wherever it is read.
      block.in.clear(function.constantBase, function.window);
      starts[n] = block.start;
      alive[n++] = block.in;
    }
    return new Liveness(starts, alive);
  }

  private static NavigableMap<Integer, Block> blocks(Program program, FunctionCode function) {
    int[] code = program.code;
    TreeMap<Integer, Block> blocks = new TreeMap<>();
    blocks.put(function.entry, new Block(function.entry));
    for (int pc = function.entry; pc < function.end; pc += Op.length(code, pc)) {
      for (int target : program.targets(function, pc)) {
        blocks.computeIfAbsent(target, Block::new);
      }
      if (Op.ends(code[pc]) && pc + Op.length(code, pc) < function.end) {
        blocks.computeIfAbsent(pc + Op.length(code, pc), Block::new);
      }
    }
    for (Block block : blocks.values()) {
      fill(program, function, blocks, block);
    }
    return blocks;
  }

  private static void fill(
      Program program, FunctionCode function, NavigableMap<Integer, Block> blocks, Block block) {
    int[] code = program.code;
    Integer next = blocks.higherKey(block.start);
    int end = next == null ? function.end : next;
    int pc = block.start;
    int last = pc;
    for (; pc < end; pc += Op.length(code, pc)) {
      Op.eachRead(
          code,
          pc,
          register -> {
            if (!block.writes.get(register)) {
              block.reads.set(register);
            }
          });
      Op.eachWritten(code, pc, block.writes::set);
      last = pc;
    }
    for (int target : program.targets(function, last)) {
      block.successors.add(target);
    }
    if (!Op.ends(code[last]) && next != null) {
      block.successors.add(next);
    }
  }
}
