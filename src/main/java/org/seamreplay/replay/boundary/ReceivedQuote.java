package org.seamreplay.replay.boundary;

/**
 * A quote that a guest got.
 *
 * @param step the step of the scenario
 * @param reportData what the guest wanted to have in it, 64 bytes
 * @param bytes the quote
 */
public record ReceivedQuote(String step, byte[] reportData, byte[] bytes) {}
