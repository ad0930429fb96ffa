/**
 * A trace in place of one side: of the kernel (ModuleReplay feeds the module) or of the module
 * (TraceStub answers the kernel).
 */
package org.seamreplay.replay.recorded;
