package org.seamreplay.report;

import java.util.List;
import java.util.Locale;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.series.Cell;

/** What a reader wants to know first of a run at a step; the later one counts more. */
enum CellState {
  /** The scenario does not apply to this kernel. */
  NOT_APPLICABLE('-'),
  /** As expected, and as at the step before. */
  SAME('.'),
  /** As expected, but the patch changes what happens. */
  CHANGED('+'),
  /** The step could not be built, so nothing was run. */
  NOT_BUILT('x'),
  /** Something has no model. */
  NOT_MODELLED('?'),
  /** Not as expected. */
  WRONG('!');

  private final char symbol;

  CellState(char symbol) {
    this.symbol = symbol;
  }

  static CellState of(Cell cell) {
    if (!cell.verdict().problems().isEmpty()) {
      return WRONG;
    }
    return switch (cell.verdict().recording().end()) {
      case NOT_APPLICABLE -> NOT_APPLICABLE;
      case NOT_MODELLED -> NOT_MODELLED;
      case DONE -> cell.change().isEmpty() ? SAME : CHANGED;
    };
  }

  /** The weightiest of them; {@link #NOT_BUILT} if there are none. */
  static CellState worst(List<CellState> states) {
    return states.stream().max(CellState::compareTo).orElse(NOT_BUILT);
  }

  /** In a matrix of text. */
  char symbol() {
    return symbol;
  }

  /** As programs read it. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How a run ended, as programs read it. */
  static String id(Recording.End end) {
    return switch (end) {
      case DONE -> "done";
      case NOT_APPLICABLE -> "not-applicable";
      case NOT_MODELLED -> "not-modelled";
    };
  }
}
