package org.seamreplay.scenario;

/** What a step may return. */
public sealed interface ReturnRule {
  /** Whether the value is right. */
  boolean accepts(long value);

  /** Exactly this value. */
  record Exactly(long value) implements ReturnRule {
    @Override
    public boolean accepts(long returned) {
      return returned == value;
    }

    @Override
    public String toString() {
      return value < -Integer.MAX_VALUE ? "0x" + Long.toHexString(value) : Long.toString(value);
    }
  }

  /** Some negative error number. */
  record SomeError() implements ReturnRule {
    @Override
    public boolean accepts(long returned) {
      return returned < 0;
    }

    @Override
    public String toString() {
      return "an error";
    }
  }

  /** Whatever comes. */
  record Anything() implements ReturnRule {
    @Override
    public boolean accepts(long returned) {
      return true;
    }

    @Override
    public String toString() {
      return "anything";
    }
  }
}
