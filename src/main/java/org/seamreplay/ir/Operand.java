package org.seamreplay.ir;

import java.math.BigInteger;
import java.util.List;

/** What an instruction takes, and what a global is initialised with. */
public sealed interface Operand {

  /**
   * A local value: parameters have the numbers 0 .. n-1, then every instruction with a result takes
   * the next number, in the order of the blocks.
   */
  record Local(int number) implements Operand {}

  /** A constant operand. */
  sealed interface Constant extends Operand {}

  /** An integer constant; {@code value} is unsigned and below 2^bits. */
  record IntValue(Type.Int type, BigInteger value) implements Constant {}

  /** A floating point constant; {@code bits} is its IEEE (or x87) bit pattern, unsigned. */
  record FloatValue(Type.FloatingPoint type, BigInteger bits) implements Constant {}

  /** {@code zeroinitializer} or {@code null} of any type. */
  record Zero(Type type) implements Constant {}

  /** {@code undef} or {@code poison}. */
  record Undefined(Type type, boolean poison) implements Constant {}

  /**
   * An array of integers given literally (C strings, packed integer data).
   *
   * @param latin1 the bytes as they lie in memory, one char (0 to 255) each
   */
  record Bytes(Type type, String latin1) implements Constant {}

  /** An array, struct or vector constant with one operand for each element. */
  record Aggregate(Type type, List<Operand> elements) implements Constant {}

  /** The address of a global variable, function or alias of this or another module. */
  record Symbol(String name) implements Constant {}

  /** The address of a basic block, for computed goto. */
  record BlockAddress(String function, int block) implements Constant {}

  /** A constant getelementptr; indices as in the instruction. */
  record GepExpression(Type source, Operand base, List<Operand> indices) implements Constant {}

  /** A constant cast; same operators as the instruction. */
  record CastExpression(Instruction.Cast.CastOp op, Operand value, Type from, Type to)
      implements Constant {}

  /** A constant add, sub or xor. */
  record BinaryExpression(Instruction.Binary.BinaryOp op, Type type, Operand left, Operand right)
      implements Constant {}

  /** Inline assembly as the callee of a call or callbr. */
  record InlineAsm(String text, String constraints, boolean sideEffects, boolean alignStack)
      implements Operand {}
}
