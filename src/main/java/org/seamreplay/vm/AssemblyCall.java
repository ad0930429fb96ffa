package org.seamreplay.vm;

import java.util.regex.MatchResult;

/**
 * Inline assembly that is being executed: its text, what goes in and what comes out. Input operands
 * are numbered from 0 in the order of LLVM's call, which is that of the constraints without the
 * register outputs; memory operands are addresses.
 */
public interface AssemblyCall {
  /** The machine that executes it. */
  Vm vm();

  /**
   * The text in LLVM's form (operands are {@code $0}, a dollar sign is {@code $$}), without
   * comments, white space squeezed, lines joined with {@code "; "}.
   */
  String text();

  /** LLVM's constraint string. */
  String constraints();

  /** What the registered pattern matched in the text. */
  MatchResult match();

  /** Number of input operands. */
  int count();

  /** An input operand, zero extended; an undefined one is a finding. */
  long arg(int index);

  /** Bits of an input operand that were never written. */
  long undefinedBits(int index);

  /** Number of results. */
  int results();

  /** Sets a result; all are 0 at first. */
  void result(int index, long value);

  /** Number of labels of {@code asm goto}. */
  int labels();

  /** Goes to a label, 0 for the first, instead of the next statement. */
  void jump(int label);
}
