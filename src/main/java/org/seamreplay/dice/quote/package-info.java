/** A quote taken apart. Nothing in it is authentic before it is verified. */
package org.seamreplay.dice.quote;
