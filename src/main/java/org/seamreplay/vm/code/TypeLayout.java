package org.seamreplay.vm.code;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.seamreplay.ir.Type;

/**
 * Sizes, alignments and scalar members of types as LLVM's data layout for x86-64 gives them, and
 * how values of a type are spread over registers: one slot for every scalar, two for integers above
 * 64 bits and for the 80 and 128 bit floating point formats.
 */
public final class TypeLayout {
  /** The most scalars an aggregate or vector value may have before it is refused. */
  public static final int MAX_LEAVES = 1 << 14;

  /**
   * A scalar inside a value.
   *
   * @param offset where it lies in memory, in bytes from the start of the value
   * @param slot its first register slot, counted from the value's first
   */
  public record Leaf(long offset, Type type, int slot) {}

  private final IdentityHashMap<Type, List<Leaf>> leaves = new IdentityHashMap<>();
  private final IdentityHashMap<Type.Struct, long[]> structs = new IdentityHashMap<>();

  /** Bytes that loads and stores of the type touch. */
  public long storeSize(Type type) {
    if (type instanceof Type.Int t) {
      return (t.bits() + 7L) / 8;
    }
    if (type instanceof Type.FloatingPoint t) {
      return floatBits(t) / 8;
    }
    if (type instanceof Type.Vector t) {
      return (vectorBits(t) + 7) / 8;
    }
    return size(type);
  }

  /** Distance of two elements of the type in an array, in bytes. */
  public long size(Type type) {
    if (type instanceof Type.Pointer) {
      return 8;
    }
    if (type instanceof Type.Array t) {
      return Math.multiplyExact(size(t.element()), t.count());
    }
    if (type instanceof Type.Struct t) {
      return struct(t)[t.fields().size()];
    }
    if (type instanceof Type.Nothing
        || type instanceof Type.Function
        || type instanceof Type.Metadata) {
      return 0;
    }
    return roundUp(storeSize(type), align(type));
  }

  /** The ABI alignment in bytes. */
  public int align(Type type) {
    if (type instanceof Type.Int t) {
      int bits = t.bits();
      return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : bits <= 64 ? 8 : 16;
    }
    if (type instanceof Type.FloatingPoint t) {
      return t.kind() == Type.FloatingPoint.Kind.X86_FP80 ? 16 : floatBits(t) / 8;
    }
    if (type instanceof Type.Pointer) {
      return 8;
    }
    if (type instanceof Type.Array t) {
      return align(t.element());
    }
    if (type instanceof Type.Vector t) {
      long bytes = Math.max(1, (vectorBits(t) + 7) / 8);
      return (int) Long.highestOneBit(bytes * 2 - 1);
    }
    if (type instanceof Type.Struct t) {
      int align = 1;
      if (!t.packed()) {
        for (Type field : t.fields()) {
          align = Math.max(align, align(field));
        }
      }
      return align;
    }
    return 1;
  }

  /** Offset of a field in bytes. */
  public long fieldOffset(Type.Struct type, int field) {
    return struct(type)[field];
  }

  /** Register slots of a value of the type. */
  public int slots(Type type) {
    if (type instanceof Type.Nothing || type instanceof Type.Metadata) {
      return 0;
    }
    if (type instanceof Type.Array || type instanceof Type.Struct || type instanceof Type.Vector) {
      List<Leaf> all = leaves(type);
      if (all.isEmpty()) {
        return 0;
      }
      Leaf last = all.get(all.size() - 1);
      return last.slot() + scalarSlots(last.type());
    }
    return scalarSlots(type);
  }

  /** Register slots of a scalar. */
  public static int scalarSlots(Type type) {
    return scalarBits(type) > 64 ? 2 : 1;
  }

  /** Width of a scalar in bits. */
  public static int scalarBits(Type type) {
    if (type instanceof Type.Int t) {
      return t.bits();
    }
    if (type instanceof Type.FloatingPoint t) {
      return floatBits(t);
    }
    if (type instanceof Type.Pointer) {
      return 64;
    }
    throw new UnknownForm("a value of type " + type);
  }

  /** The scalars of a value in memory order; a scalar is its own only leaf. */
  public List<Leaf> leaves(Type type) {
    List<Leaf> known = leaves.get(type);
    if (known == null) {
      List<Leaf> found = new ArrayList<>();
      collect(type, 0, 0, found);
      known = List.copyOf(found);
      leaves.put(type, known);
    }
    return known;
  }

  /** Slots before member {@code index} of an aggregate or vector value. */
  public int slotOffset(Type type, int index) {
    if (type instanceof Type.Struct t) {
      int slot = 0;
      for (int i = 0; i < index; i++) {
        slot += slots(t.fields().get(i));
      }
      return slot;
    }
    return index * slots(element(type));
  }

  /** Type of member {@code index} of an aggregate or vector. */
  public static Type member(Type type, int index) {
    return type instanceof Type.Struct t ? t.fields().get(index) : element(type);
  }

  /** Number of members of an aggregate or vector. */
  static long members(Type type) {
    if (type instanceof Type.Struct t) {
      return t.fields().size();
    }
    return type instanceof Type.Array t ? t.count() : ((Type.Vector) type).count();
  }

  public static Type element(Type type) {
    return type instanceof Type.Array t ? t.element() : ((Type.Vector) type).element();
  }

  private int collect(Type type, long offset, int slot, List<Leaf> into) {
    if (type instanceof Type.Struct t) {
      long[] offsets = struct(t);
      for (int i = 0; i < t.fields().size(); i++) {
        slot = collect(t.fields().get(i), offset + offsets[i], slot, into);
      }
      return slot;
    }
    if (type instanceof Type.Array t) {
      if (t.count() > MAX_LEAVES) {
        throw new UnknownForm("a value of " + t.count() + " elements");
      }
      for (int i = 0; i < t.count(); i++) {
        slot = collect(t.element(), offset + i * size(t.element()), slot, into);
      }
      return slot;
    }
    if (type instanceof Type.Vector t) {
      long stride = Math.max(1, scalarBits(t.element()) / 8);
      for (int i = 0; i < t.count(); i++) {
        slot = collect(t.element(), offset + i * stride, slot, into);
      }
      return slot;
    }
    if (into.size() >= MAX_LEAVES) {
      throw new UnknownForm("a value of more than " + MAX_LEAVES + " scalars");
    }
    into.add(new Leaf(offset, type, slot));
    return slot + scalarSlots(type);
  }

  /** Offsets of the fields and, as last element, the size. */
  private long[] struct(Type.Struct type) {
    long[] known = structs.get(type);
    if (known != null) {
      return known;
    }
    int n = type.fields().size();
    long[] offsets = new long[n + 1];
    long at = 0;
    for (int i = 0; i < n; i++) {
      Type field = type.fields().get(i);
      if (!type.packed()) {
        at = roundUp(at, align(field));
      }
      offsets[i] = at;
      at = Math.addExact(at, size(field));
    }
    offsets[n] = roundUp(at, align(type));
    structs.put(type, offsets);
    return offsets;
  }

  private static long vectorBits(Type.Vector type) {
    return (long) scalarBits(type.element()) * type.count();
  }

  public static int floatBits(Type.FloatingPoint type) {
    return switch (type.kind()) {
      case HALF, BFLOAT -> 16;
      case FLOAT -> 32;
      case DOUBLE -> 64;
      case X86_FP80 -> 80;
      case FP128 -> 128;
    };
  }

  public static long roundUp(long value, long align) {
    return (value + align - 1) & -align;
  }
}
