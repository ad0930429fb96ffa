package org.seamreplay.module.state;

/** How far the module as a whole has come (TDX module 1.5.01). */
public enum SystemState {
  INIT_PENDING,
  INIT_DONE,
  CONFIG_DONE,
  READY,
  SHUTDOWN
}
