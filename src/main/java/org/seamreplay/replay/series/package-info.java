/**
 * A series step by step: SeriesPlan says what to replay, SeriesReplay runs it, and a StepOutcome
 * says what a patch changes and what of it nobody has seen.
 */
package org.seamreplay.replay.series;
