/**
 * A posting for a kernel that is not ours, without a line of it: patches as edits by anchor, made
 * into git patches against the tree at hand.
 */
package org.seamreplay.standin;
