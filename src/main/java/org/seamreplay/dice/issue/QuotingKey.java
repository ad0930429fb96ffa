package org.seamreplay.dice.issue;

import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Layer 3: the key that signs quotes. TDH.QUOTE.INIT makes one, and every further TDH.QUOTE.INIT
 * another of the next generation.
 *
 * @param generation 1 for the first
 * @param key the key pair
 * @param certificate issued by the module's layer
 */
record QuotingKey(int generation, LayerKey key, X509CertificateHolder certificate) {}
