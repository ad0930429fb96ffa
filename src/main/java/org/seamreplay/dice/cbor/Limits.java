package org.seamreplay.dice.cbor;

/**
 * How much a stranger may ask of the parser.
 *
 * @param bytes size of the input; larger inputs are refused unread
 * @param depth nesting of arrays, maps and tags, counted through byte strings that hold CBOR
 * @param items number of CBOR items in all
 * @param text length in bytes of one text string
 * @param certificate size in bytes of one certificate
 */
public record Limits(int bytes, int depth, int items, int text, int certificate) {
  /**
   * 8 MiB, because chains with post-quantum signatures are expected to have several; depth 32, as
   * go-tdx-guest has it, where the format needs 12.
   */
  public static Limits standard() {
    return new Limits(8 << 20, 32, 20_000, 4096, 64 << 10);
  }
}
