package org.seamreplay.dice.quote;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.CborReader;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cbor.Limits;
import org.seamreplay.dice.cbor.NotAQuote;
import org.seamreplay.dice.cbor.QuoteFinding;

/**
 * Takes a quote apart: steps 1 to 7 of {@link CheckStep}. Input is a stranger's; time and memory
 * are bounded by its size and the {@link Limits}.
 */
public final class QuoteParser {
  private final Limits limits;

  /** A parser with the standard limits. */
  public QuoteParser() {
    this(Limits.standard());
  }

  public QuoteParser(Limits limits) {
    this.limits = limits;
  }

  /** The largest input in bytes that is looked at. */
  public int maxBytes() {
    return limits.bytes();
  }

  /**
   * Reads a quote.
   *
   * @throws NotAQuote with the first of the steps 1 to 7 that the input fails
   */
  public ParsedQuote parse(byte[] input) throws NotAQuote {
    if (input.length == 0) {
      throw new NotAQuote(
          QuoteFinding.at(
              Code.E_EMPTY, 0, "no bytes; does the host's quoting return out_len 0 silently?"));
    }
    if (input.length > limits.bytes()) {
      throw new NotAQuote(
          QuoteFinding.of(
              Code.E_TOO_LARGE,
              "more than %d bytes; no quote is that large".formatted(limits.bytes())));
    }
    CborReader reader = new CborReader(input, limits, Set.of((long) Labels.TAG_CONCISE_EVIDENCE));
    Unwrapper unwrapper = new Unwrapper(input, reader);
    unwrapper.unwrap();
    CborItem root = reader.read(unwrapper.offset(), unwrapper.length(), 0);

    ParsedQuote quote;
    try {
      quote = open(root, unwrapper, reader);
    } catch (NotAQuote shape) {
      throw first(reader.noted(), shape);
    }
    if (!reader.noted().isEmpty()) {
      throw first(reader.noted(), null);
    }
    return quote;
  }

  /** The failure of the lowest step, and of these the first in the input. */
  private static NotAQuote first(List<QuoteFinding> noted, NotAQuote other) {
    if (other != null && other.finding().code().step() == CheckStep.CBOR) {
      return other;
    }
    return noted.stream()
        .min(
            Comparator.comparing((QuoteFinding finding) -> finding.code().step())
                .thenComparing(finding -> finding.offset().orElse(0)))
        .map(NotAQuote::new)
        .orElse(other);
  }

  private static ParsedQuote open(CborItem root, Unwrapper unwrapper, CborReader reader)
      throws NotAQuote {
    CborItem item = root;
    int depth = 2;
    boolean cwtTag = false;
    if (item instanceof CborItem.Tagged tagged && tagged.tag() == Labels.TAG_CWT) {
      cwtTag = true;
      depth++;
      item = tagged.content();
    }
    if (!(item instanceof CborItem.Tagged cose) || cose.tag() != Labels.TAG_COSE_SIGN1) {
      throw new NotAQuote(
          QuoteFinding.at(
              Code.E_COSE_TAG,
              item.offset(),
              "%s where COSE_Sign1, tag 18, is due".formatted(item.kind())));
    }
    if (!(cose.content() instanceof CborItem.Array array) || array.items().size() != 4) {
      throw new NotAQuote(
          QuoteFinding.at(
              Code.E_COSE_ARITY,
              cose.content().offset(),
              "%s where COSE_Sign1 has an array of 4".formatted(cose.content().kind())));
    }
    List<CborItem> parts = array.items();
    CborItem.Bytes protectedBytes = bytes(parts.get(0), "protected header");
    if (!(parts.get(1) instanceof CborItem.Map unprotected)) {
      throw type(parts.get(1), "unprotected header", "a map");
    }
    if (parts.get(2) instanceof CborItem.Other other && other.kind().equals("null")) {
      throw new NotAQuote(
          QuoteFinding.at(Code.E_COSE_DETACHED, other.offset(), "the payload is not in the quote"));
    }
    CborItem.Bytes payload = bytes(parts.get(2), "payload");
    CborItem.Bytes signature = bytes(parts.get(3), "signature");
    CborItem header =
        protectedBytes.length() == 0
            ? new CborItem.Map(protectedBytes.offset(), List.of())
            : reader.read(protectedBytes.start(), protectedBytes.length(), depth);
    CborItem claims = reader.read(payload.start(), payload.length(), depth);
    return new ParsedQuote(
        unwrapper.wrappers(),
        unwrapper.offset(),
        unwrapper.length(),
        unwrapper.tdReport(),
        unwrapper.eventLog(),
        new Envelope(cwtTag, protectedBytes, header, unprotected, payload, signature),
        claims);
  }

  private static CborItem.Bytes bytes(CborItem item, String what) throws NotAQuote {
    if (item instanceof CborItem.Bytes bytes) {
      return bytes;
    }
    throw type(item, what, "a byte string");
  }

  private static NotAQuote type(CborItem item, String what, String expected) {
    return new NotAQuote(
        QuoteFinding.at(
            Code.E_COSE_TYPE,
            item.offset(),
            "the %s is %s, not %s".formatted(what, item.kind(), expected)));
  }
}
