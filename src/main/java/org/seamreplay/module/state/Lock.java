package org.seamreplay.module.state;

/** How a leaf locks a page or an object. */
public enum Lock {
  SHARED,
  EXCLUSIVE
}
