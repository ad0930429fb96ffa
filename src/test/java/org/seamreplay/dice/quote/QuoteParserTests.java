package org.seamreplay.dice.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cbor.NotAQuote;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.issue.SampleModule;

public class QuoteParserTests {
  private static final byte[] QUOTE = SampleModule.quoter().quote(SampleModule.report());

  private static ParsedQuote parse(byte[] input) throws NotAQuote {
    return new QuoteParser().parse(input);
  }

  /** A good quote taken apart. */
  public static ParsedQuote parsed(byte[] quote) {
    try {
      return parse(quote);
    } catch (NotAQuote e) {
      throw new AssertionError(e);
    }
  }

  private static QuoteFinding refusal(byte[] input) {
    try {
      parse(input);
    } catch (NotAQuote e) {
      return e.finding();
    }
    return fail("was taken for a quote");
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(QuoteShape.Variant.class)
  void bothLayoutsOfTheClaimsAreRead(QuoteShape.Variant variant) throws Exception {
    byte[] quote =
        SampleModule.quoter(QuoteShape.standard().withVariant(variant))
            .quote(SampleModule.report());
    ParsedQuote parsed = parse(quote);
    assertThat(parsed.envelope().cwtTag()).isTrue();
    assertThat(parsed.wrappers()).isEmpty();
    assertThat(((CborItem.Map) parsed.claims()).get(Labels.CLAIM_COLLECTION)).isPresent();
  }

  @Test
  void bareCoseSign1IsRead() throws Exception {
    byte[] quote =
        SampleModule.quoter(QuoteShape.standard().withCwtTag(false)).quote(SampleModule.report());
    assertThat(HexFormat.of().formatHex(quote, 0, 2)).isEqualTo("d284");
    assertThat(parse(quote).envelope().cwtTag()).isFalse();
  }

  @Test
  void offsetsCountFromTheStartOfTheInput() throws Exception {
    ParsedQuote parsed = parse(concat(hex("8219010759" + "1336"), QUOTE));
    assertThat(parsed.wrappers()).containsExactly("CMW record");
    assertThat(parsed.offset()).isEqualTo(7);
    CborItem.Bytes payload = parsed.envelope().payload();
    assertThat(payload.start() - 7).isEqualTo(parse(QUOTE).envelope().payload().start());
  }

  @Test
  void wrappersAreTakenOff() throws Exception {
    byte[] record = concat(hex("83 190107 59 1336"), QUOTE, hex("04"));
    byte[] tag = concat(hex("da 63740209 59 1336"), QUOTE);
    byte[] collection =
        concat(
            hex("a2 68"),
            "__cmwc_t".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            hex("63 613a62 65 71756f7465"),
            record);
    assertThat(parse(record).wrappers()).containsExactly("CMW record");
    assertThat(parse(tag).wrappers()).containsExactly("CMW tag");
    assertThat(parse(collection).wrappers()).containsExactly("CMW collection", "CMW record");
    assertThat(parse(getQuote(0, QUOTE.length, QUOTE)).wrappers())
        .containsExactly("GetQuote buffer");
  }

  @Test
  void wrappersMoreThanTwoDeepAreRefused() {
    byte[] wrapped = QUOTE;
    for (int i = 0; i < 3; i++) {
      wrapped = getQuote(0, wrapped.length, wrapped);
    }
    assertThat(refusal(wrapped).code()).isEqualTo(Code.E_UNKNOWN_FORMAT);
    assertThat(refusal(wrapped).message()).isEqualTo("wrapped more than 2 deep");
  }

  private static byte[] getQuote(long status, int outLength, byte[] data) {
    return ByteBuffer.allocate(24 + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(1)
        .putLong(status)
        .putInt(1024)
        .putInt(outLength)
        .put(data)
        .array();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, E_EMPTY, out_len 0",
    "0, 5000, E_GETQUOTE_BUFFER, out_len 5000",
    "-1, 0, E_GETQUOTE_BUFFER, in flight",
    "-9223372036854775808, 0, E_GETQUOTE_BUFFER, refused",
    "-9223372036854775807, 0, E_GETQUOTE_BUFFER, unavailable",
    "7, 0, E_GETQUOTE_BUFFER, 0x0000000000000007"
  })
  void getQuoteBufferWithoutAQuoteSaysWhy(long status, int outLength, Code code, String message) {
    QuoteFinding finding = refusal(getQuote(status, outLength, new byte[4096]));
    assertThat(finding.code()).isEqualTo(code);
    assertThat(finding.message()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "5, 5"})
  void dcapQuotesAreRecognised(int version, int shown) {
    ByteBuffer quote = ByteBuffer.allocate(1100).order(ByteOrder.LITTLE_ENDIAN);
    quote.putShort((short) version).putShort((short) 2).putInt(0x81);
    QuoteFinding finding = refusal(quote.array());
    assertThat(finding.code()).isEqualTo(Code.E_DCAP_QUOTE);
    assertThat(finding.message()).contains("DCAP TDX quote of version " + shown);
  }

  @Test
  void sgxQuoteIsNoTdxQuote() {
    byte[] quote = new byte[1100];
    quote[0] = 3;
    assertThat(refusal(quote).code()).isEqualTo(Code.E_NOT_TDX);
  }

  @Test
  void rawTdReportIsNoQuote() {
    assertThat(refusal(SampleModule.report()).code()).isEqualTo(Code.E_RAW_TDREPORT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3082", "00", "ff", "7b7d", "2d2d2d2d2d424547494e", "80", "a0", "00001336"})
  void otherFormatsAreRefused(String start) {
    assertThat(refusal(hex(start)).code()).isEqualTo(Code.E_UNKNOWN_FORMAT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 100, 2459, 4917})
  void cutQuoteIsMalformed(int length) {
    QuoteFinding finding = refusal(Arrays.copyOf(QUOTE, length));
    assertThat(finding.code()).isEqualTo(Code.E_CBOR_MALFORMED);
    assertThat(finding.offset().getAsInt()).isLessThanOrEqualTo(length);
  }

  @Test
  void trailingBytesAreRefused() {
    QuoteFinding finding = refusal(concat(QUOTE, hex("00")));
    assertThat(finding.line())
        .isEqualTo(
            "step 3 cbor at offset 4918 (0x1336): E_CBOR_TRAILING: 1 byte follows, all zero; cut a"
                + " buffer to the length that came with the quote");
    assertThat(refusal(concat(QUOTE, hex("d2"))).message())
        .isEqualTo("1 byte follows after the end");
  }

  @Test
  void inputAboveTheLimitIsRefused() {
    byte[] large = Arrays.copyOf(QUOTE, (8 << 20) + 1);
    assertThat(refusal(large).code()).isEqualTo(Code.E_TOO_LARGE);
    assertThat(refusal(Arrays.copyOf(QUOTE, 8 << 20)).code()).isEqualTo(Code.E_CBOR_TRAILING);
  }

  @ParameterizedTest
  @CsvSource({
    // array upon array, tag upon tag, map upon map, CBOR in a byte string
    "81, 1000000",
    "c1, 1000000",
    "a100, 1000000",
    "9f, 1000000",
    "bf00, 1000000",
    "d9023b41, 100",
  })
  void deepNestingIsRefused(String unit, int count) {
    byte[] deep = concat(hex("d2"), hex(unit.repeat(count)));
    assertThat(refusal(deep).code()).isIn(Code.E_CBOR_DEPTH, Code.E_CBOR_MALFORMED);
    assertThat(refusal(deep).code().step()).isEqualTo(CheckStep.CBOR);
  }

  @Test
  void depthCountsThroughEmbeddedCbor() {
    byte[] inner = hex("00");
    for (int i = 0; i < 10; i++) {
      inner = concat(hex("d9023b 58"), new byte[] {(byte) inner.length}, inner);
    }
    assertThat(refusal(concat(hex("d2" + "81".repeat(22)), inner)).code())
        .isEqualTo(Code.E_CBOR_DEPTH);
    assertThat(refusal(concat(hex("d2" + "81".repeat(21)), inner)).code())
        .isEqualTo(Code.E_COSE_ARITY);
  }

  @Test
  void tooManyItemsAreRefused() {
    byte[] many = new byte[1 << 20];
    many[0] = (byte) 0xd2;
    many[1] = (byte) 0x9f;
    assertThat(refusal(many).code()).isEqualTo(Code.E_CBOR_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d2 5b 0000000100000000",
        "d2 5b ffffffffffffffff",
        "d2 5a 7fffffff",
        "d2 7b 7fffffffffffffff",
        "d2 9b 7fffffffffffffff",
        "d2 9b ffffffffffffffff",
        "d2 9a 00010000",
        "d2 bb 7fffffffffffffff",
        "d2 ba 00000001 00",
        "d2 1c",
        "d2 5c",
        "d2 ff",
        "d2 df",
        "d2 81 ff",
        "d2 9f ff ff",
        "d2 bf 00 ff",
        "d2 f8 10",
        "d2 62 c328",
        "d2 5f 61 61 ff",
        "d2 5f 5f 40 ff ff",
        "d2 5f 00 ff"
      })
  void malformedCborIsRefused(String text) {
    assertThat(refusal(hex(text)).code()).isIn(Code.E_CBOR_MALFORMED, Code.E_CBOR_TRAILING);
  }

  @Test
  void largestTextIsLimited() {
    byte[] text = new byte[5000];
    Arrays.fill(text, (byte) 'a');
    assertThat(refusal(concat(hex("d2 79 1388"), text)).code()).isEqualTo(Code.E_CBOR_LIMIT);
  }

  @Test
  void lowestStepIsReported() {
    // A float, then a duplicate key, then not well-formed.
    assertThat(refusal(hex("d2 82 f90000 a2 00 00 00 00")).code())
        .isEqualTo(Code.E_CBOR_DUPLICATE_KEY);
    assertThat(refusal(hex("d2 82 f90000 a2 00 00 00")).code()).isEqualTo(Code.E_CBOR_MALFORMED);
    assertThat(refusal(hex("d2 82 f90000 00")).code()).isEqualTo(Code.E_CBOR_TYPE);
  }

  @Test
  void integerAndTextKeysDiffer() {
    assertThat(refusal(hex("d2 a2 00 00 61 30 00")).code()).isEqualTo(Code.E_COSE_ARITY);
  }

  @ParameterizedTest
  @CsvSource({
    "d2 84 40 a0 40 5f 41 00 ff, E_CBOR_TYPE",
    "d2 84 40 a0 40 7f 61 61 ff, E_CBOR_TYPE",
    "d2 84 40 a0 40 fb 0000000000000000, E_CBOR_TYPE",
    "d2 84 40 a0 40 1b 8000000000000000, E_CBOR_TYPE",
    "d2 84 40 a0 40 3b 8000000000000000, E_CBOR_TYPE",
    "d2 84 40 a0 40 f7, E_CBOR_TYPE",
    "d2 84 40 a1 41 00 00 41 a0 40, E_CBOR_TYPE",
    "d8 62 84 40 a0 40 40, E_COSE_TAG",
    "d8 3d d8 3d d2 84 40 a0 40 40, E_COSE_TAG",
    "d8 3d 84 40 a0 40 40, E_COSE_TAG",
    "d2 83 40 a0 40, E_COSE_ARITY",
    "d2 85 40 a0 40 40 40, E_COSE_ARITY",
    "d2 a0, E_COSE_ARITY",
    "d2 84 a0 a0 40 40, E_COSE_TYPE",
    "d2 84 40 40 40 40, E_COSE_TYPE",
    "d2 84 40 a0 60 40, E_COSE_TYPE",
    "d2 84 40 a0 f6 40, E_COSE_DETACHED",
    "d2 84 40 a0 40 80, E_COSE_TYPE"
  })
  void envelopeOfAnotherShapeIsRefused(String text, Code code) {
    assertThat(refusal(hex(text)).code()).isEqualTo(code);
  }

  @Test
  void emptyInputIsRefused() {
    assertThat(List.of(refusal(new byte[0]).code())).containsExactly(Code.E_EMPTY);
  }
}
