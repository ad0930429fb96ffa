/** Judges a quote in 55 steps; {@link org.seamreplay.dice.verify.Verifier} runs them in order. */
package org.seamreplay.dice.verify;
