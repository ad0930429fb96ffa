package org.seamreplay.replay.run;

import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.cover.Executed;

/**
 * What a run has to do with the programs that it was made of.
 *
 * @param host the kernel
 * @param guest of all guests; {@link OfProgram#NONE} without any
 */
public record Footprints(OfProgram host, OfProgram guest) {
  /**
   * Of one program.
   *
   * @param asked what of it has made a difference
   * @param executed which of its places control came to
   */
  public record OfProgram(Footprint asked, Executed executed) {
    /** Of a program that did not run. */
    public static final OfProgram NONE = new OfProgram(Footprint.NONE, Executed.NOTHING);
  }
}
