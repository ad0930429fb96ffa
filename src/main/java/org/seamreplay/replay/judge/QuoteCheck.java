package org.seamreplay.replay.judge;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.verify.QuoteVerdict;
import org.seamreplay.dice.verify.Request;
import org.seamreplay.dice.verify.Verification;
import org.seamreplay.dice.verify.Verifier;
import org.seamreplay.replay.boundary.ReceivedQuote;

/**
 * Verifies the quotes that guests get, as somebody does who knows nothing but the root and the
 * report data. The steps of a series make the same quotes again and again, so verdicts are kept.
 */
public final class QuoteCheck {
  private static final int KEPT = 256;

  /** By report data and quote; the oldest goes first. */
  private static final Map<ByteBuffer, Optional<String>> VERDICTS =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Optional<String>> eldest) {
              return size() > KEPT;
            }
          });

  private QuoteCheck() {}

  /** Why the quote does not verify; empty if it does. */
  public static Optional<String> failure(ReceivedQuote quote) {
    ByteBuffer key =
        ByteBuffer.allocate(quote.reportData().length + quote.bytes().length)
            .put(quote.reportData())
            .put(quote.bytes())
            .flip();
    Optional<String> known = VERDICTS.get(key);
    if (known == null) {
      known = verify(quote);
      VERDICTS.put(key, known);
    }
    return known;
  }

  private static Optional<String> verify(ReceivedQuote quote) {
    Verification result =
        new Verifier(Request.standard().withReportData(quote.reportData())).verify(quote.bytes());
    return result.verdict() == QuoteVerdict.VERIFIES
        ? Optional.empty()
        : Optional.of(result.first().map(QuoteFinding::line).orElse(result.verdict().toString()));
  }
}
