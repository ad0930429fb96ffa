package org.seamreplay.abi;

/** OP_STATE of a TD (TDX module 1.5.01). */
public enum OpState {
  UNINITIALIZED(0),
  INITIALIZED(1),
  RUNNABLE(2),
  LIVE_EXPORT(3),
  PAUSED_EXPORT(4),
  POST_EXPORT(5),
  MEMORY_IMPORT(6),
  STATE_IMPORT(7),
  POST_IMPORT(8),
  LIVE_IMPORT(9),
  FAILED_IMPORT(10);

  private final int value;

  OpState(int value) {
    this.value = value;
  }

  /** What the metadata field OP_STATE shows. */
  public int value() {
    return value;
  }
}
