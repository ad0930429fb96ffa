package org.seamreplay.trace;

/** A line of a trace after its header. */
public sealed interface TraceLine permits SeamcallRecord, StepRecord, EndRecord {}
