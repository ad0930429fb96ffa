/**
 * A series on its base, in memory: the files after every patch, what moved or failed on the way,
 * which patch each line comes from. Nothing is written to the base.
 */
package org.seamreplay.tree;
