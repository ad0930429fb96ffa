package org.seamreplay.dice.quote;

/**
 * How a quote is dressed; the evidence in it stays the same.
 *
 * @param variant which of the two public layouts of the claims
 * @param certificates how the header carries the certificates
 * @param cwtTag whether tag 61 goes around the COSE_Sign1, as the specification's example has it
 * @param nonce whether claim 10 repeats the report data
 * @param padding zero bytes carried in claim -65537, a number for private use (RFC 8392); 0: no
 *     such claim. Quotes that need several nodes of an HPA_LINKED_LIST are made so: certificate
 *     chains of such sizes are expected with post-quantum signatures, whose format is not public
 * @param maxSize the size in bytes that the module promises not to exceed
 */
public record QuoteShape(
    Variant variant,
    Certificates certificates,
    boolean cwtTag,
    boolean nonce,
    int padding,
    int maxSize) {

  /** The claim that carries padding. */
  public static final long PADDING_CLAIM = -65537;

  /**
   * 131048: with GetQuote's 24-byte header exactly 32 pages, the guest driver's buffer since Linux
   * 7.3.
   */
  public static final int DEFAULT_MAX_SIZE = 131048;

  /** Which layout the claims have. */
  public enum Variant {
    /** As the specification's example: evidence in byte strings, the module in its own entry. */
    SPECIFICATION,
    /** As the early integration sample: evidence as maps, the module merged into the platform. */
    EARLY_SAMPLE
  }

  /** Which header parameter carries the certificates. */
  public enum Certificates {
    /** x5chain, 33: ordered from the leaf. */
    CHAIN(33),
    /** x5bag, 32: in no order. */
    BAG(32);

    private final int label;

    Certificates(int label) {
      this.label = label;
    }

    public int label() {
      return label;
    }
  }

  /**
   * @throws IllegalArgumentException if a number is negative or nothing fits
   */
  public QuoteShape {
    if (padding < 0 || maxSize <= padding) {
      throw new IllegalArgumentException(
          "padding of %d bytes in a quote of at most %d".formatted(padding, maxSize));
    }
  }

  /** What a module makes for quote id 0xFFFF. */
  public static QuoteShape standard() {
    return new QuoteShape(
        Variant.SPECIFICATION, Certificates.CHAIN, true, false, 0, DEFAULT_MAX_SIZE);
  }

  /** The same with zero bytes carried along and the maximum raised by as much. */
  public QuoteShape withPadding(int bytes) {
    int base = maxSize - padding;
    return new QuoteShape(variant, certificates, cwtTag, nonce, bytes, base + bytes);
  }

  /** The same in another layout. */
  public QuoteShape withVariant(Variant other) {
    return new QuoteShape(other, certificates, cwtTag, nonce, padding, maxSize);
  }

  /** The same with the certificates elsewhere. */
  public QuoteShape withCertificates(Certificates other) {
    return new QuoteShape(variant, other, cwtTag, nonce, padding, maxSize);
  }

  /** The same with or without the outer tag. */
  public QuoteShape withCwtTag(boolean present) {
    return new QuoteShape(variant, certificates, present, nonce, padding, maxSize);
  }

  /** The same with or without claim 10. */
  public QuoteShape withNonce(boolean present) {
    return new QuoteShape(variant, certificates, cwtTag, present, padding, maxSize);
  }

  /** The same with another promise about the size. */
  public QuoteShape withMaxSize(int bytes) {
    return new QuoteShape(variant, certificates, cwtTag, nonce, padding, bytes);
  }
}
