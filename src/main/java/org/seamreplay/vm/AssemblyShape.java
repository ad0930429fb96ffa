package org.seamreplay.vm;

import java.util.regex.Pattern;

/**
 * A shape of inline assembly and what it does.
 *
 * @param pattern matches the whole of {@link AssemblyCall#text}
 */
public record AssemblyShape(Pattern pattern, Assembly body) {}
