package org.seamreplay.module.port;

/** Where the host has mapped the shared half of a TD's guest physical addresses. */
public interface GuestMemory {
  /** Nothing is shared. */
  GuestMemory NOTHING_SHARED = gpa -> -1;

  /**
   * HPA behind a shared GPA (the shared bit is not set in the argument).
   *
   * @return a host physical address, or -1 if the host has not mapped it
   */
  long sharedHpa(long gpa);
}
