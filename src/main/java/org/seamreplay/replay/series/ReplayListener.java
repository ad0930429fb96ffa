package org.seamreplay.replay.series;

/** Is told how far a replay has come, on any thread. */
public interface ReplayListener {
  /** Nobody watches. */
  ReplayListener NONE =
      new ReplayListener() {
        @Override
        public void building(String step) {}

        @Override
        public void runs(int count) {}

        @Override
        public void running(String run) {}
      };

  /** A step is compiled. */
  void building(String step);

  /** All is compiled, and this many runs follow. */
  void runs(int count);

  /** A run has started. */
  void running(String run);
}
