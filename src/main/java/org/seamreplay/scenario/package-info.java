/**
 * Scenarios: what is booted on which machine, what is done then, what fails, what must come out.
 */
package org.seamreplay.scenario;
