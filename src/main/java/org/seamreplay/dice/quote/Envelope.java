package org.seamreplay.dice.quote;

import org.seamreplay.dice.cbor.CborItem;

/**
 * The COSE_Sign1 of a quote.
 *
 * @param cwtTag whether tag 61 stands in front
 * @param protectedBytes the protected header as it was signed
 * @param protectedHeader its contents; an empty map if there are no bytes
 * @param unprotected the unprotected header
 * @param payload the claims as they were signed
 * @param signature r and s
 */
public record Envelope(
    boolean cwtTag,
    CborItem.Bytes protectedBytes,
    CborItem protectedHeader,
    CborItem.Map unprotected,
    CborItem.Bytes payload,
    CborItem.Bytes signature) {}
