/** Prints quotes and what a verification found. */
package org.seamreplay.dice.show;
