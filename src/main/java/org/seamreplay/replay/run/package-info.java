/**
 * One run: Execution wires machine, module, kernel and recorder of one ScenarioRun and makes a
 * Recording; Replay is a compiled tree that runs any number of them.
 */
package org.seamreplay.replay.run;
