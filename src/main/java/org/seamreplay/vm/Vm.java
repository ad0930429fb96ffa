package org.seamreplay.vm;

import java.util.List;
import java.util.function.LongConsumer;

/**
 * A linked program in execution: memory, threads and findings. Not thread safe; one Java thread
 * runs all of it.
 */
public interface Vm {
  /** Calls a function by address on the current thread and returns its first result slot. */
  long call(long function, long... arguments);

  /** Calls a function by name; {@link NotModelled} if there is none. */
  long call(String function, long... arguments);

  /** The address space. */
  Memory memory();

  /** Objects handed out by models. */
  Allocations allocations();

  /**
   * Address of a global or function, defined or external; -1 if the program does not mention it.
   */
  long address(String symbol);

  /** Whether a unit of the program defines the function. */
  boolean defines(String function);

  /**
   * Name of the global or function that contains the address, with {@code +0x..} if inside; else
   * {@code null}.
   */
  String symbolAt(long address);

  /**
   * The section of the function or global that contains the address ({@code .init.text}), empty if
   * none.
   */
  String sectionAt(long address);

  /**
   * Start of a linker section: globals that name the same section lie together, in link order,
   * without gaps but for alignment (for example {@code .data..percpu}, {@code .initcall4.init}); -1
   * if the program has none.
   */
  long sectionStart(String section);

  /** Size of a linker section in bytes, 0 if there is none. */
  long sectionSize(String section);

  /**
   * Takes a section out of use: from now on a call of a function in it, or an access of a variable
   * in it, is a finding of the given kind (boot-only code and data after boot). A frame that is
   * already on a stack may go on.
   */
  void retireSection(String section, FindingKind kind);

  /**
   * Makes the variables of a section constant: a write from now on is a {@link
   * MemoryFault#WRITE_TO_CONSTANT}.
   */
  void freezeSection(String section);

  /**
   * Where the program's own writable variables lie, ascending: for a search for references to
   * objects. Other use of variables whose address nobody gave away would escape {@code Dependence}.
   */
  List<Range> variables();

  /** A range of addresses. */
  record Range(long start, long size) {}

  /** The current thread of execution. */
  Fiber current();

  /** Makes a further thread with a stack of its own; it does not run before {@link #resume}. */
  Fiber fiber(String name, long function, long... arguments);

  /** Runs a fiber until it finishes (true) or yields (false); the current one waits meanwhile. */
  boolean resume(Fiber fiber);

  /**
   * Asks the current fiber to stop after the external call that is under way; resume() of it
   * returns false.
   */
  void yieldFiber();

  /**
   * Makes another fiber's stack the one that {@link #call(long, long...)} uses (a model moves to
   * another CPU).
   */
  Fiber switchTo(Fiber fiber);

  /**
   * Gives every word that the current fiber's registers and stack frames hold, in no particular
   * order: where a search for lost objects starts. Words that were never written are left out.
   */
  void eachStackWord(LongConsumer word);

  /** The call stack, innermost first, inlined functions included. */
  List<SourceFrame> stack();

  /** The call stack as opaque code positions, cheap to take and to compare; innermost first. */
  int[] stackPositions();

  /** Resolves what {@link #stackPositions} gave. */
  List<SourceFrame> resolve(int[] positions);

  /** Reports a defect at the current place; does not return if the kind is fatal. */
  void report(FindingKind kind, String message, String... details);

  /** All findings so far, in order. */
  List<Finding> findings();

  /** What of the program has made a difference so far. */
  Footprint footprint();

  /** Instructions executed so far. */
  long instructions();

  /** A thread of execution inside the VM. */
  interface Fiber {
    String name();

    /** Whether its function has returned. */
    boolean finished();

    /** First result slot of its function; only after it finished. */
    long result();
  }
}
