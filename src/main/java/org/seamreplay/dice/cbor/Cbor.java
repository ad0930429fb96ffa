package org.seamreplay.dice.cbor;

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
public final class Cbor {
  private Cbor() {}

  public static CBORItem integer(long value) {
    return new CBORLong(value);
  }

  public static CBORItem bytes(byte[] value) {
    return new CBORByteArray(value);
  }

  public static CBORItem text(String value) {
    return new CBORString(value);
  }

  public static CBORItem array(CBORItem... items) {
    return new CBORItemList(List.of(items));
  }

  public static CBORItem array(List<CBORItem> items) {
    return new CBORItemList(items);
  }

  public static CBORItem tag(int number, CBORItem content) {
    return new CBORTaggedItem(number, content);
  }

  public static CBORPair entry(CBORItem key, CBORItem value) {
    return new CBORPair(key, value);
  }

  public static CBORPair entry(long key, CBORItem value) {
    return new CBORPair(integer(key), value);
  }

  public static CBORPair entry(String key, CBORItem value) {
    return new CBORPair(text(key), value);
  }

  public static CBORItem map(CBORPair... entries) {
    return map(Arrays.asList(entries));
  }

  public static CBORItem map(List<CBORPair> entries) {
    return new CBORPairList(
        entries.stream()
            .sorted(
                Comparator.comparing(
                    (CBORPair pair) -> pair.getKey().encode(), Arrays::compareUnsigned))
            .toList());
  }
}
