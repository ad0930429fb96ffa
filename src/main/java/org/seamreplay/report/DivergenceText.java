package org.seamreplay.report;

import org.seamreplay.diff.Divergence;

/** Says in one line what a divergence is, and in a word what it is about. */
final class DivergenceText {
  private DivergenceText() {}

  /** For example {@code TDH.EXT.MEM.ADD is called with another HPA_LIST_INFO, 3 times}. */
  static String line(Divergence d) {
    String text =
        switch (d.kind()) {
          case MISSING -> d.call() + " is not called";
          case EXTRA -> d.call() + " is called";
          case MOVED -> d.call() + " is called at another place";
          case OPERAND -> d.call() + " is called with another " + plain(d.what(), "operand");
          case RESULT -> d.call() + " returns another " + plain(d.what(), "result");
          case MEMORY -> d.call() + " has other memory at " + plain(d.what(), "an operand");
          case EVENT -> d.cause();
          case LOG -> "the kernel prints something else" + during(d.call());
          case RETURN -> orFlow(d.call()) + " returns something else";
          case FINDING -> "the run has other findings";
        };
    return d.calls() > 1 ? text + ", " + d.calls() + " times" : text;
  }

  private static String during(String step) {
    return step.isEmpty() ? "" : " during " + step;
  }

  static String orFlow(String call) {
    return call.isEmpty() ? "the flow" : call;
  }

  /** {@code in.NUM_TDMR_INFO} as the ABI has it: the reader knows which way an operand goes. */
  static String plain(String what, String otherwise) {
    if (what.isEmpty()) {
      return otherwise;
    }
    return what.startsWith("in.") || what.startsWith("out.")
        ? what.substring(what.indexOf('.') + 1)
        : what;
  }

  /** Which call, if any: {@code #41 } before a value. */
  static String at(long call) {
    return call < 0 ? "" : "#" + call + "  ";
  }

  static String value(long call, String value) {
    return at(call) + (value.isEmpty() ? "nothing" : value);
  }

  /** What the divergence is about, whatever the values and wherever it is. */
  static String identity(Divergence d) {
    String about = d.kind().id() + " " + d.call() + " " + withoutIndices(d.what());
    return switch (d.kind()) {
      case MISSING, EXTRA, MOVED, OPERAND, MEMORY -> about;
      case RESULT, RETURN, FINDING -> about + " " + d.expected() + " " + d.got();
      case EVENT -> about + (d.got().isEmpty() ? "gone" : d.expected().isEmpty() ? "new" : "moved");
      case LOG -> d.kind().id() + " " + d.expected() + " " + d.got();
    };
  }

  static String withoutIndices(String what) {
    return what.replaceAll("\\[[0-9]+]", "[]");
  }
}
