package org.seamreplay.dice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.NotAQuote;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.issue.Forge;
import org.seamreplay.dice.issue.SampleModule;
import org.seamreplay.dice.quote.EventLogs;
import org.seamreplay.dice.quote.QuoteBundle;
import org.seamreplay.dice.quote.QuoteShape;
import org.seamreplay.dice.show.QuotePrinter;
import org.seamreplay.dice.verify.QuoteVerdict;
import org.seamreplay.dice.verify.Request;
import org.seamreplay.dice.verify.Verification;
import org.seamreplay.dice.verify.Verifier;

/**
 * Whatever bytes come in, an answer comes out: a quote or {@link NotAQuote}, a result of all steps,
 * and never more memory than a few times the input.
 */
class QuoteFuzzTests {
  private static final long MAX_ALLOCATED = 64L << 20;

  private static final List<byte[]> GOOD =
      List.of(
          SampleModule.quoter().quote(SampleModule.report()),
          SampleModule.quoter(
                  QuoteShape.standard()
                      .withVariant(QuoteShape.Variant.EARLY_SAMPLE)
                      .withCertificates(QuoteShape.Certificates.BAG)
                      .withCwtTag(false))
              .quote(SampleModule.report()),
          QuoteBundle.encode(
              SampleModule.quoter().quote(SampleModule.report()),
              java.util.Optional.of(SampleModule.report()),
              java.util.Optional.of(EventLogs.log(EventLogs.event(1, 1, new byte[48])))));

  /** Bytes that mean something in CBOR or DER. */
  private static final byte[] HEADS =
      HexFormat.of()
          .parseHex(
              "001718191a1b1c1f20373839"
                  + "405758595a5b5f60777f80979f9a9b"
                  + "a0b7bfbabbc0d2d83dd9da"
                  + "dbe0f4f5f6f7f8f9fafbff3031020304060a0c");

  /** One change of a quote. */
  private record Mutation(int kind, int position, int length, long seed) {
    private byte[] apply(byte[] input) {
      Random random = new Random(seed);
      int at = input.length == 0 ? 0 : position % input.length;
      int count = Math.min(length, input.length - at);
      return switch (kind) {
        case 0 -> flipped(input, at, random);
        case 1 -> Arrays.copyOf(input, at);
        case 2 -> joined(input, at, new byte[0], at + count);
        case 3 -> joined(input, at, Arrays.copyOfRange(input, at, at + count), at);
        case 4 -> {
          byte[] noise = new byte[length];
          random.nextBytes(noise);
          yield joined(input, at, noise, at + count);
        }
        case 5 -> joined(input, at, new byte[] {HEADS[random.nextInt(HEADS.length)]}, at + 1);
        default -> {
          byte[] other = GOOD.get(random.nextInt(GOOD.size()));
          int from = random.nextInt(other.length);
          yield joined(
              input,
              at,
              Arrays.copyOfRange(other, from, Math.min(other.length, from + length)),
              at + count);
        }
      };
    }

    private static byte[] flipped(byte[] input, int at, Random random) {
      byte[] changed = input.clone();
      if (changed.length > 0) {
        changed[at] ^= (byte) (1 << random.nextInt(8));
      }
      return changed;
    }

    private static byte[] joined(byte[] input, int end, byte[] middle, int from) {
      int tail = Math.max(0, input.length - from);
      byte[] all = new byte[end + middle.length + tail];
      System.arraycopy(input, 0, all, 0, end);
      System.arraycopy(middle, 0, all, end, middle.length);
      System.arraycopy(input, input.length - tail, all, end + middle.length, tail);
      return all;
    }
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(0, 20_000),
            Arbitraries.integers().between(0, 200),
            Arbitraries.longs())
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void mutatedQuoteIsAnsweredInBounds(
      @ForAll("mutations") List<Mutation> mutations, @ForAll int which) {
    byte[] input = GOOD.get(Math.floorMod(which, GOOD.size()));
    for (Mutation mutation : mutations) {
      input = mutation.apply(input);
    }
    assertAnswered(input);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void anyBytesAreAnsweredInBounds(@ForAll byte[] input) {
    assertAnswered(input);
    byte[] tagged = new byte[input.length + 1];
    tagged[0] = (byte) 0xd2;
    System.arraycopy(input, 0, tagged, 1, input.length);
    assertAnswered(tagged);
  }

  /** Signed claims, so that what reads them is reached, with mutations inside. */
  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void signedNonsenseIsAnsweredInBounds(@ForAll("mutations") List<Mutation> mutations) {
    Forge forge = new Forge();
    byte[] claims = forge.claimBytes();
    for (Mutation mutation : mutations) {
      claims = mutation.apply(claims);
    }
    assertAnswered(forge.build(claims));
  }

  /** A certificate with mutations inside, the rest as it should be. */
  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void mutatedCertificateIsAnsweredInBounds(
      @ForAll("mutations") List<Mutation> mutations, @ForAll int which) {
    Forge forge = new Forge();
    forge.edit(
        1 + Math.floorMod(which, 5),
        d ->
            d.der =
                der -> {
                  byte[] changed = der;
                  for (Mutation mutation : mutations) {
                    changed = mutation.apply(changed);
                  }
                  return changed;
                });
    assertAnswered(forge.build());
  }

  /** A TcbInfo with mutations inside, in a certificate that is signed. */
  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void mutatedTcbInfoIsAnsweredInBounds(@ForAll("mutations") List<Mutation> mutations) {
    Forge forge = new Forge();
    forge.edit(
        Forge.LEAF,
        d -> {
          byte[] changed = encoded(d);
          for (Mutation mutation : mutations) {
            changed = mutation.apply(changed);
          }
          d.extend(DiceOids.TCB_INFO, changed);
        });
    assertAnswered(forge.build());
  }

  private static byte[] encoded(Forge.Draft draft) {
    try {
      return draft.template.tcbInfo().orElseThrow().toAsn1().getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Inputs that once were, or could be, a problem; one in hex a line, with what it is. */
  @Test
  void keptSeedsAreAnswered() throws Exception {
    List<String> lines;
    try (InputStream in = QuoteFuzzTests.class.getResourceAsStream("/dice/fuzz-seeds.txt")) {
      lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
    List<String> seeds = lines.stream().filter(line -> !line.startsWith("#")).toList();
    assertThat(seeds).isNotEmpty();
    for (String seed : seeds) {
      assertAnswered(HexFormat.of().parseHex(seed));
    }
  }

  @Test
  void largestInputsStayInBounds() {
    byte[] input = new byte[8 << 20];
    for (String head :
        List.of("d281", "d29f", "d2bf", "d2c1", "d25f", "d27f", "d25a007ffffa", "d27a007ffffa")) {
      byte[] start = HexFormat.of().parseHex(head);
      for (int fill : new int[] {0x00, 0x40, 0x81, 0x9f, 0xc1, 0xd9}) {
        Arrays.fill(input, (byte) fill);
        System.arraycopy(start, 0, input, 0, start.length);
        assertAnswered(input);
      }
    }
  }

  @Test
  void deeplyNestedDerIsRefused() {
    for (String head : List.of("3080", "3082fff0", "a080", "2480")) {
      byte[] nested = HexFormat.of().parseHex(head.repeat(60_000 / (head.length() / 2)));
      Forge forge = new Forge().edit(Forge.LOADER, d -> d.der = der -> nested);
      assertThat(new Verifier(Request.standard()).verify(forge.build()).failed())
          .containsExactly(CheckStep.CERTIFICATES);
      Forge info = new Forge().edit(Forge.LEAF, d -> d.extend(DiceOids.TCB_INFO, nested));
      assertThat(new Verifier(Request.standard()).verify(info.build()).failed())
          .containsExactly(CheckStep.TCB_INFO);
    }
  }

  private static void assertAnswered(byte[] input) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    Verification result = new Verifier(Request.standard()).verify(input);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(allocated).isLessThan(MAX_ALLOCATED);
    assertThat(result.steps()).hasSize(55);
    if (result.verdict() == QuoteVerdict.VERIFIES) {
      assertThat(result.first()).isEmpty();
    } else {
      QuoteFinding first = result.first().orElseThrow();
      assertThat(first.line()).matches("[\\x20-\\x7e]+");
      first.offset().ifPresent(at -> assertThat(at).isBetween(0, input.length));
    }
    try {
      String text = QuotePrinter.text(input);
      assertThat(result.verdict()).isNotEqualTo(QuoteVerdict.NOT_A_QUOTE);
      assertThat(text).matches("[\\x20-\\x7e\\n]+");
    } catch (NotAQuote e) {
      assertThat(result.verdict()).isEqualTo(QuoteVerdict.NOT_A_QUOTE);
      assertThat(e.finding()).isEqualTo(result.first().orElseThrow());
    }
  }
}
