package org.seamreplay.dice.quote;

import java.util.List;
import java.util.Optional;
import org.seamreplay.dice.cbor.CborItem;

/**
 * A quote taken apart. Nothing of it is authentic before a verifier says so.
 *
 * @param wrappers what was around the quote, outermost first, as a person calls it
 * @param offset where the quote starts in the input
 * @param length its size in bytes
 * @param tdReport the report that came with it in a bundle
 * @param eventLog the event log that came with it in a bundle
 * @param envelope the signed message
 * @param claims what is signed; a map if it is as it should be
 */
public record ParsedQuote(
    List<String> wrappers,
    int offset,
    int length,
    Optional<CborItem.Bytes> tdReport,
    Optional<CborItem.Bytes> eventLog,
    Envelope envelope,
    CborItem claims) {}
