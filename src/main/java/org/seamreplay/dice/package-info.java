/**
 * DICE-based TDX quotes: making them under a test root of our own, reading, judging and printing
 * them.
 *
 * <p>The byte format is the one that Google's go-tdx-guest parser and the kernel's quoting patches
 * made public in 2026: a CWT over COSE_Sign1 whose claims carry the TD report as TCG concise
 * evidence, with the certificates of the DICE layers in the header. What those sources leave open
 * (the layers' names, extensions and keys) is this model's choice; {@link
 * org.seamreplay.dice.cert.DiceOids} and {@link org.seamreplay.dice.quote.Field} hold those choices
 * in one place each, and a claim names this model's own profile, so that nobody takes its quotes
 * for genuine ones.
 *
 * <p>Making: {@link org.seamreplay.dice.issue.DiceQuoter}. Reading: {@link
 * org.seamreplay.dice.quote.QuoteParser}. Judging: {@link org.seamreplay.dice.verify.Verifier}, in
 * the order of {@link org.seamreplay.dice.cbor.CheckStep}. Printing: {@link
 * org.seamreplay.dice.show.QuotePrinter}. Nothing here reads a clock or a random source: the time
 * of verification is an input and signatures are those of RFC 6979.
 */
package org.seamreplay.dice;
