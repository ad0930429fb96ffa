/** Recordings from hardware, by kprobe or bpftrace, as traces. */
package org.seamreplay.trace.probe;
