/**
 * Compares traces: aligns their calls (SequenceAligner, loops as CallLoop) and says where and how
 * behaviour differs, as a Divergence with its Cause.
 */
package org.seamreplay.diff;
