package org.seamreplay.vm;

import java.util.regex.MatchResult;

/**
 * Inline assembly that is being executed. Operands are named as in the text: {@code $1} is operand
 * 1; where its value comes from or goes to is for the constraints to say.
 */
public interface AssemblyCall {
  /** The machine that executes it. */
  Vm vm();

  /** The text as shapes match it: {@link org.seamreplay.vm.AssemblyShape}. */
  String text();

  /** LLVM's constraint string. */
  String constraints();

  /** What the registered pattern matched in the text. */
  MatchResult match();

  /** Whether an operand is a place in memory. */
  boolean inMemory(int operand);

  /**
   * The address of an operand in memory.
   *
   * @throws IllegalArgumentException if it is not in memory
   */
  long address(int operand);

  /**
   * What is in the register of an operand, or the constant, zero extended. An undefined value is a
   * finding.
   *
   * @throws IllegalArgumentException if nothing goes in there
   */
  long value(int operand);

  /** Width in bits of an operand that is a register that is written. */
  int bits(int operand);

  /**
   * Writes the register of an operand.
   *
   * @throws IllegalArgumentException if it is none that is written
   */
  void set(int operand, long value);

  /**
   * What goes in by a register of its own.
   *
   * @param name without its width: {@code ax}, {@code dx}, {@code 10}
   */
  long register(String name);

  /** Whether something comes out by that register. */
  boolean returns(String name);

  /** Writes a register of its own; nothing happens if nobody asked for it. */
  void register(String name, long value);

  /** Hands out the conditions that somebody asked for. */
  void flags(Conditions conditions);

  /** Number of labels of {@code asm goto}. */
  int labels();

  /** Goes to a label, 0 for the first, instead of the next statement. */
  void jump(int label);
}
