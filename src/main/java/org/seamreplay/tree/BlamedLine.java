package org.seamreplay.tree;

import org.seamreplay.series.TextLine;

/**
 * A line of a file, and where it comes from.
 *
 * @param text the line
 * @param patch the number of the patch that added it; 0 if it is of the base
 * @param line its line, from 1, in the file as that patch left it, or as it is in the base
 * @param diffLine its line in the diff of that patch, from 1; 0 if it is of the base
 */
public record BlamedLine(TextLine text, int patch, int line, int diffLine) {}
