package org.seamreplay.trace.probe;

import org.seamreplay.abi.SeamRegisters;

/**
 * What a recording on hardware says in one place: a call has begun, a call has returned, or events
 * were lost.
 *
 * @param kind which
 * @param line where in the file, for messages
 * @param cpu the CPU that the recorder was on
 * @param task thread id; 0 for an idle CPU
 * @param time in the recorder's own unit; only the order counts
 * @param function the kernel's stub, for example {@code __seamcall_ret}; empty for a loss
 * @param registers operands, or results with the status in RAX; null for a loss
 * @param complete whether a return says what the other registers hold
 * @param lost number of events lost, -1 if that is not known; 0 for a call
 */
record ProbeEvent(
    Kind kind,
    long line,
    int cpu,
    long task,
    long time,
    String function,
    SeamRegisters registers,
    boolean complete,
    long lost) {
  /** The highest number of a CPU that is taken: Linux has 8,192 of them at most. */
  static final int LAST_CPU = 1 << 16;

  enum Kind {
    ENTRY,
    RETURN,
    LOSS
  }

  static ProbeEvent loss(long line, int cpu, long lost) {
    return new ProbeEvent(Kind.LOSS, line, cpu, 0, 0, "", null, false, lost);
  }
}
