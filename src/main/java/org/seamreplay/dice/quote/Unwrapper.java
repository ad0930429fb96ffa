package org.seamreplay.dice.quote;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.CborReader;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cbor.NotAQuote;
import org.seamreplay.dice.cbor.QuoteFinding;

/**
 * Finds the quote in an input: as the module returns it, in the buffer of
 * TDG.VP.VMCALL&lt;GetQuote&gt;, or in a conceptual message wrapper (CMW). Names the formats that
 * are often taken for one.
 */
final class Unwrapper {
  /** CoAP content formats of a CWT with EAT claims, without and with the profile parameter. */
  private static final Set<Long> CONTENT_FORMATS = Set.of(263L, 10005L);

  /** The same as CBOR tags (draft-ietf-rats-msg-wrap, function TN). */
  private static final Set<Long> CMW_TAGS = Set.of(1668547081L, 1668556861L);

  private static final String MEDIA_TYPE = "application/eat+cwt";
  private static final int GETQUOTE_HEADER = 24;
  private static final int MAX_WRAPPERS = 2;

  private final byte[] input;
  private final CborReader reader;
  private final List<String> wrappers = new ArrayList<>();
  private Optional<CborItem.Bytes> tdReport = Optional.empty();
  private Optional<CborItem.Bytes> eventLog = Optional.empty();
  private int offset;
  private int length;

  Unwrapper(byte[] input, CborReader reader) {
    this.input = input;
    this.reader = reader;
    length = input.length;
  }

  /** What was taken off, outermost first. */
  List<String> wrappers() {
    return List.copyOf(wrappers);
  }

  /** A TDREPORT beside the quote. */
  Optional<CborItem.Bytes> tdReport() {
    return tdReport;
  }

  /** An event log beside the quote. */
  Optional<CborItem.Bytes> eventLog() {
    return eventLog;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /**
   * Narrows the range down to the quote.
   *
   * @throws NotAQuote if there is none or it is wrapped too deep
   */
  void unwrap() throws NotAQuote {
    while (!looksLikeCose()) {
      refuseOtherFormats();
      if (isGetQuoteBuffer()) {
        enter("GetQuote buffer", getQuoteData());
      } else if (first() >> 5 == 5 || first() == 0x82 || first() == 0x83 || isCmwTag()) {
        enterMessageWrapper();
      } else {
        throw unknown("starts with " + Hex.of(head(4)) + hint());
      }
    }
  }

  private boolean looksLikeCose() {
    // A cut quote should be told that it is cut, so one byte of tag 61 is enough.
    int first = first();
    if (first == 0xd8) {
      int tag = length == 1 ? Labels.TAG_CWT : input[offset + 1] & 0xff;
      return tag == Labels.TAG_CWT || (tag >= 96 && tag <= 98);
    }
    return first >= 0xd0 && first <= 0xd2;
  }

  private void refuseOtherFormats() throws NotAQuote {
    if (length >= 8) {
      int version = little(0, 2);
      int type = little(4, 4);
      if ((version == 4 || version == 5) && type == TdReport.TYPE_TDX) {
        throw refused(
            Code.E_DCAP_QUOTE,
            "a DCAP TDX quote of version %d, signed by a quoting enclave; only DICE quotes are read"
                .formatted(version));
      }
      if (version >= 3 && version <= 5 && type == 0 && length > 48) {
        throw refused(
            Code.E_NOT_TDX,
            "an SGX quote of version %d; no TD stands behind it".formatted(version));
      }
    }
    if (length == TdReport.SIZE && first() == TdReport.TYPE_TDX && input[offset + 3] == 0) {
      throw refused(
          Code.E_RAW_TDREPORT,
          "a TDREPORT; only the platform it comes from can check it, ask for a quote of it");
    }
  }

  private boolean isGetQuoteBuffer() {
    return length >= GETQUOTE_HEADER && little(0, 4) == 1 && little(4, 4) == 0;
  }

  /** The quote in a GetQuote buffer: version, status, in_len, out_len, data. */
  private CborItem.Bytes getQuoteData() throws NotAQuote {
    long status = buffer().getLong(8);
    if (status != 0) {
      throw refused(Code.E_GETQUOTE_BUFFER, "a GetQuote buffer with status " + status(status));
    }
    int size = little(20, 4);
    if (size == 0) {
      throw refused(
          Code.E_EMPTY,
          "a GetQuote buffer with out_len 0; the host's quoting returned nothing without an error");
    }
    if (size < 0 || size > length - GETQUOTE_HEADER) {
      throw refused(
          Code.E_GETQUOTE_BUFFER,
          "a GetQuote buffer with out_len %s, but %d bytes of data"
              .formatted(Integer.toUnsignedString(size), length - GETQUOTE_HEADER));
    }
    return new CborItem.Bytes(offset, input, offset + GETQUOTE_HEADER, size);
  }

  private static String status(long status) {
    if (status == -1) {
      return "in flight: the host still owns it";
    }
    if (status == Long.MIN_VALUE) {
      return "error: the request was refused";
    }
    if (status == Long.MIN_VALUE + 1) {
      return "unavailable: the module returned no quote";
    }
    return "0x%016x".formatted(status);
  }

  private boolean isCmwTag() {
    return length >= 5 && first() == 0xda && CMW_TAGS.contains((long) big(1));
  }

  private void enterMessageWrapper() throws NotAQuote {
    CborItem item = reader.read(offset, length, 0);
    if (item instanceof CborItem.Map collection) {
      CborItem quote =
          collection.get("quote").orElseThrow(() -> unknown("a map without an entry \"quote\""));
      enter("CMW collection", quote);
      tdReport = QuoteBundle.member(collection, QuoteBundle.TD_REPORT);
      eventLog = QuoteBundle.member(collection, QuoteBundle.EVENT_LOG);
      item = quote;
    }
    if (item instanceof CborItem.Array record) {
      enter("CMW record", content(record));
    } else if (item instanceof CborItem.Tagged tagged
        && CMW_TAGS.contains(tagged.tag())
        && tagged.content() instanceof CborItem.Bytes bytes) {
      enter("CMW tag", bytes);
    } else {
      throw unknown("%s where a message wrapper is due".formatted(item.kind()));
    }
  }

  private CborItem.Bytes content(CborItem.Array record) throws NotAQuote {
    List<CborItem> items = record.items();
    if (items.size() < 2
        || items.size() > 3
        || !(items.get(1) instanceof CborItem.Bytes bytes)
        || type(items.get(0)).isEmpty()) {
      throw unknown("an array that is no message wrapper of a CWT");
    }
    return bytes;
  }

  private static Optional<String> type(CborItem item) {
    if (item instanceof CborItem.Int format && CONTENT_FORMATS.contains(format.value())) {
      return Optional.of(Long.toString(format.value()));
    }
    if (item instanceof CborItem.Text media && media.value().startsWith(MEDIA_TYPE)) {
      return Optional.of(media.value());
    }
    return Optional.empty();
  }

  private void enter(String wrapper, CborItem inside) throws NotAQuote {
    if (wrappers.size() == MAX_WRAPPERS) {
      throw refused(Code.E_UNKNOWN_FORMAT, "wrapped more than %d deep".formatted(MAX_WRAPPERS));
    }
    wrappers.add(wrapper);
    if (inside instanceof CborItem.Bytes bytes) {
      offset = bytes.start();
      length = bytes.length();
      if (length == 0) {
        throw refused(Code.E_EMPTY, "an empty quote in a " + wrapper);
      }
    }
  }

  private String hint() {
    int first = first();
    if (first == 0x30) {
      return "; DER, perhaps a certificate";
    }
    if (length > 4 && big(0) == length - 4) {
      return "; a length of 4 bytes comes first, strip it";
    }
    for (byte b : head(8)) {
      if (b < 0x20 || b > 0x7e) {
        return "; a DICE quote starts with d8 3d d2 or d2";
      }
    }
    return "; text: decode hex or base64 first";
  }

  private int first() {
    return input[offset] & 0xff;
  }

  private byte[] head(int count) {
    return java.util.Arrays.copyOfRange(input, offset, offset + Math.min(count, length));
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(input, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private int little(int at, int size) {
    return size == 2 ? buffer().getShort(at) & 0xffff : buffer().getInt(at);
  }

  private int big(int at) {
    return buffer().order(ByteOrder.BIG_ENDIAN).getInt(at);
  }

  private NotAQuote unknown(String message) {
    return refused(Code.E_UNKNOWN_FORMAT, message);
  }

  private NotAQuote refused(Code code, String message) {
    return new NotAQuote(QuoteFinding.at(code, offset, message));
  }
}
