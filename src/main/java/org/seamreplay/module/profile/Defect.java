package org.seamreplay.module.profile;

/** Misbehaviour that a profile can ask for, to see what the kernel makes of it. */
public enum Defect {
  /** EXT.MEM.ADD answers "interrupted" without moving RCX on. */
  EXT_MEM_ADD_KEEPS_RCX,
  /** QUOTE.GET succeeds with length 0. */
  QUOTE_LENGTH_ZERO,
  /** QUOTE.GET succeeds with a length above that of the buffer. */
  QUOTE_LENGTH_ABOVE_BUFFER,
  /** QUOTE.GET destroys RCX when it is interrupted, so that repeating it cannot work. */
  QUOTE_GET_CLOBBERS_RCX
}
