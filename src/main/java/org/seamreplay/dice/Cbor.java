package org.seamreplay.dice;

import com.authlete.cbor.CBORByteArray;
import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import com.authlete.cbor.CBORLong;
import com.authlete.cbor.CBORPair;
import com.authlete.cbor.CBORPairList;
import com.authlete.cbor.CBORString;
import com.authlete.cbor.CBORTaggedItem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * CBOR items in the core deterministic encoding (RFC 8949 section 4.2.1): shortest heads, definite
 * lengths, map keys in the bytewise order of their encodings.
 */
final class Cbor {
  private Cbor() {}

  static CBORItem integer(long value) {
    return new CBORLong(value);
  }

  static CBORItem bytes(byte[] value) {
    return new CBORByteArray(value);
  }

  static CBORItem text(String value) {
    return new CBORString(value);
  }

  static CBORItem array(CBORItem... items) {
    return new CBORItemList(List.of(items));
  }

  static CBORItem array(List<CBORItem> items) {
    return new CBORItemList(items);
  }

  static CBORItem tag(int number, CBORItem content) {
    return new CBORTaggedItem(number, content);
  }

  static CBORPair entry(CBORItem key, CBORItem value) {
    return new CBORPair(key, value);
  }

  static CBORPair entry(long key, CBORItem value) {
    return new CBORPair(integer(key), value);
  }

  static CBORPair entry(String key, CBORItem value) {
    return new CBORPair(text(key), value);
  }

  static CBORItem map(CBORPair... entries) {
    return map(Arrays.asList(entries));
  }

  static CBORItem map(List<CBORPair> entries) {
    return new CBORPairList(
        entries.stream()
            .sorted(
                Comparator.comparing(
                    (CBORPair pair) -> pair.getKey().encode(), Arrays::compareUnsigned))
            .toList());
  }
}
