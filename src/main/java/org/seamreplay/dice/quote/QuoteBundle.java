package org.seamreplay.dice.quote;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.dice.cbor.Cbor;
import org.seamreplay.dice.cbor.CborItem;

/**
 * A CMW collection that keeps a quote together with what it was made of, for files and traces. Only
 * the quote in it is authenticated.
 */
public final class QuoteBundle {
  /** What the collection's type member says. */
  static final String TYPE = "tag:tdx-model.example,2026:quote-bundle#1";

  static final String QUOTE = "quote";
  static final String TD_REPORT = "td-report";
  static final String EVENT_LOG = "event-log";

  private static final long CWT_CONTENT_FORMAT = 263;

  /** CMW's indicator for evidence. */
  private static final long EVIDENCE = 4;

  private QuoteBundle() {}

  /**
   * Encodes a bundle.
   *
   * @param quote as the module returned it
   * @param tdReport what it was made of, 1024 bytes
   * @param eventLog that replays to its run-time registers
   */
  public static byte[] encode(byte[] quote, Optional<byte[]> tdReport, Optional<byte[]> eventLog) {
    List<CBORPair> members = new ArrayList<>();
    members.add(Cbor.entry("__cmwc_t", Cbor.text(TYPE)));
    members.add(
        Cbor.entry(
            QUOTE,
            Cbor.array(
                Cbor.integer(CWT_CONTENT_FORMAT), Cbor.bytes(quote), Cbor.integer(EVIDENCE))));
    tdReport.ifPresent(bytes -> members.add(Cbor.entry(TD_REPORT, opaque(bytes))));
    eventLog.ifPresent(bytes -> members.add(Cbor.entry(EVENT_LOG, opaque(bytes))));
    return Cbor.map(members).encode();
  }

  private static CBORItem opaque(byte[] bytes) {
    return Cbor.array(
        Cbor.text("application/octet-stream"), Cbor.bytes(bytes), Cbor.integer(EVIDENCE));
  }

  /** The bytes of a member that is an opaque record. */
  static Optional<CborItem.Bytes> member(CborItem.Map bundle, String name) {
    return bundle
        .get(name)
        .filter(CborItem.Array.class::isInstance)
        .map(item -> ((CborItem.Array) item).items())
        .filter(items -> items.size() >= 2 && items.get(1) instanceof CborItem.Bytes)
        .map(items -> (CborItem.Bytes) items.get(1));
  }
}
