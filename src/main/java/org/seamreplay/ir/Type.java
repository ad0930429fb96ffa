package org.seamreplay.ir;

import java.util.List;

/** An LLVM type, as far as clang emits it for C. Pointers are opaque and 64 bits wide. */
public sealed interface Type {

  /** {@code void}, only as a result type. */
  record Nothing() implements Type {}

  /** {@code iN}, 1 to 128 bits (the verifier of the reader refuses wider ones). */
  record Int(int bits) implements Type {}

  /** A floating point type. */
  record FloatingPoint(Kind kind) implements Type {
    /** The formats that clang emits for C on x86-64. */
    public enum Kind {
      HALF,
      BFLOAT,
      FLOAT,
      DOUBLE,
      X86_FP80,
      FP128
    }
  }

  /** {@code ptr}, in whatever address space. */
  record Pointer(int addressSpace) implements Type {}

  /** {@code [count x element]}; count may be 0 and beyond 2^31. */
  public record Array(Type element, long count) implements Type {}

  /** {@code <count x element>}, fixed length only. */
  record Vector(Type element, int count) implements Type {}

  /** A literal or identified struct; {@code name} is empty for literal ones. */
  record Struct(String name, List<Type> fields, boolean packed) implements Type {}

  /** The type of a function or call. */
  record Function(Type result, List<Type> parameters, boolean variadic) implements Type {}

  /** Metadata operands of debug intrinsics; never reaches the VM. */
  record Metadata() implements Type {}
}
