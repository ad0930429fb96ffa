/**
 * Scenarios: what is booted on which machine, what is done then, what fails, what must come out.
 * ScenarioReader reads the files; a new kind of step is a FlowStep and a line of FlowReader.
 */
package org.seamreplay.scenario;
