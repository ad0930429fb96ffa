package org.seamreplay.module.state;

/**
 * What TDG.VP.VEINFO.GET tells a guest of the #VE that it got.
 *
 * @param reason exit reason
 * @param qualification exit qualification
 * @param gla guest linear address
 * @param gpa guest physical address
 * @param instruction length in bits 31:0, information in 63:32
 */
public record VeInfo(long reason, long qualification, long gla, long gpa, long instruction) {}
