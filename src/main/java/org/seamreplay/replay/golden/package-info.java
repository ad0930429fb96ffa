/** Golden traces: where they are, how they are found, checked and updated. */
package org.seamreplay.replay.golden;
