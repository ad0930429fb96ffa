package org.seamreplay.vm.exec;

/**
 * Something that watches a run. The loop executes the instrument's array of code, which is that of
 * the program but for {@code STOP} wherever the instrument wants to look; so a run that nobody
 * watches pays nothing, and one that is watched pays at the stops.
 */
interface Instrument {
  /** What the loop executes. */
  int[] code();

  /**
   * The loop has left. If that was because of a stop of this instrument, it has to see to it that
   * execution gets on.
   */
  void stopped(FiberState fiber, Loop loop);

  /** An instruction was executed in careful mode; control is at {@code next} now. */
  void executed(int pc, int next);

  /** Code that nobody watches. */
  static Instrument none(int[] code) {
    return new Instrument() {
      @Override
      public int[] code() {
        return code;
      }

      @Override
      public void stopped(FiberState fiber, Loop loop) {}

      @Override
      public void executed(int pc, int next) {}
    };
  }
}
