package org.seamreplay.module.state;

/** State of an entry of the secure EPT, with the number that leaves show (TDX module 1.5.01). */
public enum EntryState {
  FREE(0),
  BLOCKED(1),
  PENDING(2),
  PENDING_BLOCKED(3),
  MAPPED(4),
  TABLE_BLOCKED(129),
  TABLE(132);

  private final int code;

  EntryState(int code) {
    this.code = code;
  }

  /** What bits 15:8 of the details show. */
  public int code() {
    return code;
  }

  /** Whether the entry maps memory of the TD, in whatever way. */
  public boolean isPage() {
    return this == MAPPED || this == BLOCKED || this == PENDING || this == PENDING_BLOCKED;
  }

  /** Whether the entry points to a page of the secure EPT. */
  public boolean isTable() {
    return this == TABLE || this == TABLE_BLOCKED;
  }

  public boolean blocked() {
    return this == BLOCKED || this == PENDING_BLOCKED || this == TABLE_BLOCKED;
  }

  /** The state after MEM.RANGE.BLOCK. */
  public EntryState block() {
    return switch (this) {
      case MAPPED -> BLOCKED;
      case PENDING -> PENDING_BLOCKED;
      case TABLE -> TABLE_BLOCKED;
      default -> this;
    };
  }

  /** The state after MEM.RANGE.UNBLOCK. */
  public EntryState unblock() {
    return switch (this) {
      case BLOCKED -> MAPPED;
      case PENDING_BLOCKED -> PENDING;
      case TABLE_BLOCKED -> TABLE;
      default -> this;
    };
  }
}
