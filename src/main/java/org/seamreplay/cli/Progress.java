package org.seamreplay.cli;

/** One line on a terminal that shows what is being done; nothing in a pipe. */
final class Progress {
  private static final int WIDTH = 78;

  private final Environment environment;
  private int total;
  private int started;

  Progress(Environment environment) {
    this.environment = environment;
  }

  /** Something that takes seconds. */
  synchronized void say(String what) {
    show(what);
  }

  /** How many runs there will be. */
  synchronized void total(int runs) {
    total = runs;
    started = 0;
  }

  /** The next run has started. */
  synchronized void next(String name) {
    started++;
    show("[" + started + "/" + total + "] " + name);
  }

  /** Clears the line. */
  synchronized void done() {
    show("");
  }

  private void show(String text) {
    if (environment.terminal()) {
      environment.err().replaceLine(text, WIDTH);
    }
  }
}
