/** Turns units of a kernel tree, and plain C files, into IR modules with the pinned clang. */
package org.seamreplay.compile;
