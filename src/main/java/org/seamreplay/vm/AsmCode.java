package org.seamreplay.vm;

/**
 * A place with inline assembly.
 *
 * @param resultWidths width in bits of every result slot
 * @param targets code positions of the fall through and of the labels, for {@code asm goto}; the
 *     array is filled in when the function is complete
 */
record AsmCode(
    String text, String constraints, int[] resultWidths, int[] targets, int instructions) {}
