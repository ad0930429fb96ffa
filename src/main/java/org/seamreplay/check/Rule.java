package org.seamreplay.check;

/**
 * What a contract is about.
 *
 * @param name of the contract, also the kind of its findings: lower case, joined by hyphens
 * @param sentence what holds
 * @param source who says so
 */
public record Rule(String name, String sentence, String source) {}
