package org.seamreplay.dice.cbor;

import com.authlete.cbor.CBORDecoderException;
import com.authlete.cbor.token.CBORToken;
import com.authlete.cbor.token.CBORTokenizer;
import com.authlete.cbor.token.CTArrayOpener;
import com.authlete.cbor.token.CTBreak;
import com.authlete.cbor.token.CTByteString;
import com.authlete.cbor.token.CTFloatingPoint;
import com.authlete.cbor.token.CTIndefiniteArrayOpener;
import com.authlete.cbor.token.CTIndefiniteByteStringOpener;
import com.authlete.cbor.token.CTIndefiniteMapOpener;
import com.authlete.cbor.token.CTIndefiniteTextStringOpener;
import com.authlete.cbor.token.CTInteger;
import com.authlete.cbor.token.CTMapOpener;
import com.authlete.cbor.token.CTNull;
import com.authlete.cbor.token.CTNumber;
import com.authlete.cbor.token.CTTag;
import com.authlete.cbor.token.CTTextString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decodes CBOR from a stranger: the library reads the tokens, this class judges their nesting and
 * numbers. What is not well-formed or beyond the limits ends the work; keys that occur twice and
 * types without a use are noted, because what is worse may still follow.
 */
public final class CborReader {
  private final byte[] source;
  private final Limits limits;
  private final Set<Long> embedding;
  private final List<QuoteFinding> noted = new ArrayList<>();
  private int items;

  /**
   * @param source the whole input; offsets count from its start
   * @param embedding tags whose byte string holds CBOR that is decoded too
   */
  public CborReader(byte[] source, Limits limits, Set<Long> embedding) {
    this.source = source;
    this.limits = limits;
    this.embedding = embedding;
  }

  /** What is wrong with what was read so far, without having ended it; in the input's order. */
  public List<QuoteFinding> noted() {
    return noted;
  }

  /**
   * Decodes one item that fills a range of the input.
   *
   * @param depth nesting around the range
   * @throws NotAQuote if it is not well-formed, beyond a limit, or followed by more
   */
  public CborItem read(int start, int length, int depth) throws NotAQuote {
    Range range = new Range(start, start + length);
    CborItem item = range.item(depth);
    int next = range.position();
    if (next != range.end) {
      throw new NotAQuote(QuoteFinding.at(Code.E_CBOR_TRAILING, next, trailing(next, range.end)));
    }
    return item;
  }

  private String trailing(int from, int end) {
    boolean zeros = true;
    for (int i = from; i < end && zeros; i++) {
      zeros = source[i] == 0;
    }
    String more = end - from == 1 ? "1 byte follows" : (end - from) + " bytes follow";
    return zeros
        ? more + ", all zero; cut a buffer to the length that came with the quote"
        : more + " after the end";
  }

  /** One item and the position behind it. */
  private final class Range {
    private final int start;
    private final int end;
    private final CBORTokenizer tokens;

    private Range(int start, int end) {
      this.start = start;
      this.end = end;
      tokens = new CBORTokenizer(new ByteArrayInputStream(source, start, end - start));
    }

    private int position() {
      return start + tokens.getReadCount();
    }

    private CborItem item(int depth) throws NotAQuote {
      int at = position();
      CborItem item = item(token(), at, depth);
      if (item == null) {
        throw new NotAQuote(
            QuoteFinding.at(Code.E_CBOR_MALFORMED, at, "a break without anything to end"));
      }
      return item;
    }

    /** The item that a token starts; null for a break. */
    private CborItem item(CBORToken<?> token, int at, int depth) throws NotAQuote {
      if (token instanceof CTBreak) {
        return null;
      }
      if (token instanceof CTInteger number) {
        return new CborItem.Int(at, number.getValue());
      }
      if (token instanceof CTByteString bytes) {
        int size = bytes.getValue().length;
        return new CborItem.Bytes(at, source, position() - size, size);
      }
      if (token instanceof CTTextString text) {
        return new CborItem.Text(at, text.getValue());
      }
      if (token instanceof CTIndefiniteByteStringOpener
          || token instanceof CTIndefiniteTextStringOpener) {
        skipChunks(token.getMajor());
        return unused(at, "a string of indefinite length");
      }
      if (token instanceof CTArrayOpener opener) {
        return array(at, count(opener.getSize(), at, 1), inner(depth, at));
      }
      if (token instanceof CTIndefiniteArrayOpener) {
        return array(at, -1, inner(depth, at));
      }
      if (token instanceof CTMapOpener opener) {
        return map(at, count(opener.getSize(), at, 2), inner(depth, at));
      }
      if (token instanceof CTIndefiniteMapOpener) {
        return map(at, -1, inner(depth, at));
      }
      if (token instanceof CTTag tag) {
        return tagged(at, tag.getValue(), inner(depth, at));
      }
      if (token instanceof CTNull) {
        return new CborItem.Other(at, "null");
      }
      if (token instanceof CTFloatingPoint) {
        return unused(at, "a floating-point number");
      }
      if (token instanceof CTNumber) {
        return unused(at, "an integer beyond 64 bits");
      }
      return unused(at, "a simple value");
    }

    private int inner(int depth, int at) throws NotAQuote {
      if (depth >= limits.depth()) {
        throw new NotAQuote(
            QuoteFinding.at(
                Code.E_CBOR_DEPTH, at, "nested more than %d deep".formatted(limits.depth())));
      }
      return depth + 1;
    }

    private CborItem array(int at, int count, int depth) throws NotAQuote {
      List<CborItem> elements = new ArrayList<>();
      while (count < 0 || elements.size() < count) {
        int here = position();
        CborItem element = item(token(), here, depth);
        if (element == null) {
          requireIndefinite(count, here);
          break;
        }
        elements.add(element);
      }
      return new CborItem.Array(at, List.copyOf(elements));
    }

    private CborItem map(int at, int count, int depth) throws NotAQuote {
      List<CborItem.Entry> entries = new ArrayList<>();
      Set<Object> keys = new HashSet<>();
      while (count < 0 || entries.size() < count) {
        int here = position();
        CborItem key = item(token(), here, depth);
        if (key == null) {
          requireIndefinite(count, here);
          break;
        }
        CborItem.Entry entry = new CborItem.Entry(key, item(depth));
        if (key instanceof CborItem.Int || key instanceof CborItem.Text) {
          Object value =
              key instanceof CborItem.Int number
                  ? (Object) number.value()
                  : ((CborItem.Text) key).value();
          if (!keys.add(value)) {
            noted.add(
                QuoteFinding.at(
                    Code.E_CBOR_DUPLICATE_KEY,
                    here,
                    "key %s is there twice".formatted(Hex.printable(entry.name()))));
          }
        } else {
          noted.add(
              QuoteFinding.at(
                  Code.E_CBOR_TYPE,
                  here,
                  "a map's key is %s, not an integer or a text".formatted(key.kind())));
        }
        entries.add(entry);
      }
      return new CborItem.Map(at, List.copyOf(entries));
    }

    private void requireIndefinite(int count, int at) throws NotAQuote {
      if (count >= 0) {
        throw new NotAQuote(
            QuoteFinding.at(
                Code.E_CBOR_MALFORMED,
                at,
                "a break where %d more were announced".formatted(count)));
      }
    }

    private CborItem tagged(int at, Number number, int depth) throws NotAQuote {
      CborItem content = item(depth);
      // Tags beyond 63 bits come as another type of Number; none has a use, so any value will do.
      long tag = number instanceof Long ? number.longValue() : Long.MAX_VALUE;
      if (embedding.contains(tag) && content instanceof CborItem.Bytes bytes) {
        CborItem inner = CborReader.this.read(bytes.start(), bytes.length(), depth);
        content = new CborItem.Embedded(bytes.offset(), bytes, inner);
      }
      return new CborItem.Tagged(at, tag, content);
    }

    private void skipChunks(int major) throws NotAQuote {
      while (true) {
        int at = position();
        CBORToken<?> chunk = token();
        if (chunk instanceof CTBreak) {
          return;
        }
        if (chunk.getMajor() != major || chunk.getInfo() == 31) {
          throw new NotAQuote(
              QuoteFinding.at(
                  Code.E_CBOR_MALFORMED, at, "a piece of another type inside a string"));
        }
      }
    }

    private CborItem unused(int at, String what) {
      noted.add(QuoteFinding.at(Code.E_CBOR_TYPE, at, "%s has no use in a quote".formatted(what)));
      return new CborItem.Other(at, what);
    }

    /** A number of elements, each of at least so many bytes, that the rest can hold. */
    private int count(Number announced, int at, int bytesEach) throws NotAQuote {
      int left = end - position();
      if (!(announced instanceof Long) || announced.longValue() > left / bytesEach) {
        throw new NotAQuote(
            QuoteFinding.at(
                Code.E_CBOR_MALFORMED,
                at,
                "announces %s elements, %d bytes are left".formatted(announced, left)));
      }
      return announced.intValue();
    }

    private CBORToken<?> token() throws NotAQuote {
      int at = position();
      if (++items > limits.items()) {
        throw new NotAQuote(
            QuoteFinding.at(Code.E_CBOR_LIMIT, at, "more than %d items".formatted(limits.items())));
      }
      requireStringFits(at);
      try {
        CBORToken<?> token = tokens.next();
        if (token == null) {
          throw new NotAQuote(
              QuoteFinding.at(Code.E_CBOR_MALFORMED, at, "ends where an item is due; cut short?"));
        }
        return token;
      } catch (CBORDecoderException e) {
        throw new NotAQuote(
            QuoteFinding.at(Code.E_CBOR_MALFORMED, at, "not well-formed: " + e.getMessage()));
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /** The library makes room for a string before it reads it, so its length is looked at first. */
    private void requireStringFits(int at) throws NotAQuote {
      if (at >= end) {
        return;
      }
      int head = source[at] & 0xff;
      int major = head >> 5;
      int info = head & 31;
      if (major != 2 && major != 3) {
        return;
      }
      long length = info;
      int width = info < 24 || info > 27 ? 0 : 1 << (info - 24);
      if (info > 27 || at + 1 + width > end) {
        return;
      }
      if (width > 0) {
        length = 0;
        for (int i = 0; i < width; i++) {
          length = (length << 8) | (source[at + 1 + i] & 0xff);
        }
      }
      int left = end - at - 1 - width;
      if (length < 0 || length > left) {
        throw new NotAQuote(
            QuoteFinding.at(
                Code.E_CBOR_MALFORMED,
                at,
                "a string of %s bytes, %d are left; cut short?"
                    .formatted(Long.toUnsignedString(length), left)));
      }
      if (major == 3 && length > limits.text()) {
        throw new NotAQuote(
            QuoteFinding.at(
                Code.E_CBOR_LIMIT,
                at,
                "a text of %d bytes, %d are allowed".formatted(length, limits.text())));
      }
    }
  }
}
