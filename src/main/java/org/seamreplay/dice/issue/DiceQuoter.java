package org.seamreplay.dice.issue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.seamreplay.dice.cert.TrustAnchor;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.QuoteShape;
import org.seamreplay.dice.quote.TdReport;

/**
 * Makes quotes for one module on one platform with the quoting key of one generation. Immutable;
 * the keys and certificates are made once, so a quote costs one signature.
 *
 * <p>Deterministic: equal seeds, identities, shape, generation and report give equal bytes. A new
 * TDH.QUOTE.INIT is {@link #withGeneration}, an update of the module is {@link #withModule}; both
 * change the key that signs, and only the second changes the module's layer. Quotes made before
 * stay verifiable because each carries its certificates.
 */
public final class DiceQuoter {
  private final Seeds seeds;
  private final LoaderIdentity loader;
  private final ModuleIdentity module;
  private final QuoteShape shape;
  private final LayerChain chain;
  private final QuotingKey quotingKey;
  private final List<byte[]> certificates;

  /**
   * @param seeds what the keys come from
   * @param loader the persistent loader
   * @param module the module
   * @param generation how often TDH.QUOTE.INIT has made a key, 1 for the first
   * @param shape how quotes are dressed
   * @throws IllegalArgumentException if the generation is below 1
   */
  public DiceQuoter(
      Seeds seeds, LoaderIdentity loader, ModuleIdentity module, int generation, QuoteShape shape) {
    this(seeds, loader, module, generation, shape, LayerChain.of(seeds, loader, module));
  }

  private DiceQuoter(
      Seeds seeds,
      LoaderIdentity loader,
      ModuleIdentity module,
      int generation,
      QuoteShape shape,
      LayerChain chain) {
    if (generation < 1) {
      throw new IllegalArgumentException("generations count from 1, got " + generation);
    }
    this.seeds = seeds;
    this.loader = loader;
    this.module = module;
    this.shape = shape;
    this.chain = chain;
    quotingKey = chain.quotingKey(generation);
    List<X509CertificateHolder> path = new ArrayList<>(List.of(quotingKey.certificate()));
    path.addAll(chain.upper());
    certificates = path.stream().map(DiceQuoter::der).toList();
  }

  /** The same platform and module with the key of another generation. */
  public DiceQuoter withGeneration(int generation) {
    return new DiceQuoter(seeds, loader, module, generation, shape, chain);
  }

  /** The same platform after an update, with the key that the next TDH.QUOTE.INIT makes. */
  public DiceQuoter withModule(ModuleIdentity updated, int generation) {
    return new DiceQuoter(seeds, loader, updated, generation, shape);
  }

  /** The same keys, quotes dressed otherwise. */
  public DiceQuoter withShape(QuoteShape other) {
    return new DiceQuoter(seeds, loader, module, quotingKey.generation(), other, chain);
  }

  /** The generation of the key that signs. */
  public int generation() {
    return quotingKey.generation();
  }

  /** The size in bytes that no quote exceeds. */
  public int maxSize() {
    return shape.maxSize();
  }

  /** The test root that the chain ends at. */
  public TrustAnchor root() {
    return TrustAnchor.of(chain.root());
  }

  /**
   * Makes a quote.
   *
   * @param tdReport a TDREPORT whose MAC the caller has checked, 1024 bytes
   * @return the quote; at most {@link #maxSize} bytes
   * @throws IllegalArgumentException if it is no TDREPORT or names another module than this
   * @throws IllegalStateException if the quote would exceed the promised size
   */
  public byte[] quote(byte[] tdReport) {
    TdReport report = new TdReport(tdReport);
    if (!Arrays.equals(report.mrSeam(), module.mrSeam())) {
      throw new IllegalArgumentException("the TDREPORT was made by another module (MRSEAM)");
    }
    return quote(fields(module, report), report.reportData());
  }

  /** Makes a quote of any fields. */
  byte[] quote(Map<Field, byte[]> fields, byte[] reportData) {
    byte[] claims = EvidenceWriter.claims(fields, reportData, shape).encode();
    byte[] quote = EvidenceWriter.sign(claims, quotingKey.key(), certificates(), shape);
    if (quote.length > shape.maxSize()) {
      throw new IllegalStateException(
          "a quote of %d bytes exceeds the maximum of %d".formatted(quote.length, shape.maxSize()));
    }
    return quote;
  }

  /** What a quote says of a report: the TD from the report, platform and module from this state. */
  static Map<Field, byte[]> fields(ModuleIdentity module, TdReport report) {
    Map<Field, byte[]> fields = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      fields.put(field, report.field(field));
    }
    fields.put(Field.TEE_TCB_SVN, module.teeTcbSvn());
    fields.put(Field.TEE_TCB_SVN2, module.teeTcbSvn2());
    fields.put(Field.SEAMATTRIBUTES, module.seamAttributes());
    fields.put(Field.MRSEAM, module.mrSeam());
    fields.put(Field.MRSIGNERSEAM, module.mrSignerSeam());
    return fields;
  }

  QuotingKey quotingKey() {
    return quotingKey;
  }

  /** DER, leaf first; the root is not among them. A bag gets them in reverse. */
  public List<byte[]> certificates() {
    if (shape.certificates() == QuoteShape.Certificates.CHAIN) {
      return certificates;
    }
    List<byte[]> bag = new ArrayList<>(certificates);
    Collections.reverse(bag);
    return bag;
  }

  private static byte[] der(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
