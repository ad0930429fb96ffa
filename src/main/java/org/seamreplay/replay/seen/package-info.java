/**
 * What of a patch the runs of its step have seen: CodeChange compares code, Ran knows what was
 * executed, PatchView holds both against the text of the patch and makes a Seen of it.
 */
package org.seamreplay.replay.seen;
