/** One file that holds all that a replay depends on and what came out of it. */
package org.seamreplay.bundle;
