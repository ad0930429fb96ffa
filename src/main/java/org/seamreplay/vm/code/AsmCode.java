package org.seamreplay.vm.code;

/**
 * A place with inline assembly.
 *
 * @param text normalised, see {@link AssemblyText#normalise}
 * @param constraints LLVM's constraint string
 * @param operands what the constraints say
 * @param resultBits width of every result slot
 * @param targets code positions of the fall through and of the labels, for {@code asm goto}; filled
 *     in when the function is complete
 * @param instructions IR instructions it completes if it is {@code asm goto}
 */
public record AsmCode(
    String text,
    String constraints,
    AsmOperands operands,
    int[] resultBits,
    int[] targets,
    int instructions) {}
