package org.seamreplay.module.state;

/** Life of a TD from the KeyID's point of view (TDX module 1.5.01). */
public enum Lifecycle {
  HKID_ASSIGNED(0),
  KEYS_CONFIGURED(1),
  BLOCKED(2),
  TEARDOWN(3);

  private final int value;

  Lifecycle(int value) {
    this.value = value;
  }

  /** What the metadata field LIFECYCLE_STATE shows. */
  public int value() {
    return value;
  }
}
