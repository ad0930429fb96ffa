package org.seamreplay.trace;

/**
 * What a SEAMCALL read or wrote through an operand.
 *
 * @param operand name of the operand that holds the address
 * @param kind what lies there, as the leaf table calls it, for example {@code tdmr-info-array}
 * @param content the decoded bytes
 */
public record MemoryView(String operand, String kind, MemoryNode content) {}
