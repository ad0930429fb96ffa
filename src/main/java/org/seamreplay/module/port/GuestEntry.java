package org.seamreplay.module.port;

/**
 * A guest goes on: what the module hands it.
 *
 * @param registers RAX, RCX, RDX, RBX, RBP, RSI, RDI, R8 to R15
 * @param injected interruption information of the event that it finds; 0 for none
 * @param error the event's error code
 * @param advanced how far the module moved RIP since the last exit
 */
public record GuestEntry(long[] registers, long injected, long error, long advanced) {}
