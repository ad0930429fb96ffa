/** Compares traces: aligns their calls and says where and how behaviour differs. */
package org.seamreplay.diff;
