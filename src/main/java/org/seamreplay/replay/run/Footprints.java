package org.seamreplay.replay.run;

import org.seamreplay.vm.Footprint;

/**
 * What of the programs of a run has made a difference to it.
 *
 * @param host of the kernel
 * @param guest of all guests; {@link Footprint#NONE} without any
 */
public record Footprints(Footprint host, Footprint guest) {}
