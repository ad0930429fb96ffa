package org.seamreplay.dice.issue;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORPair;
import com.authlete.cbor.CBORPairList;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.seamreplay.dice.cbor.Cbor;
import org.seamreplay.dice.cert.Certificate;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.Es384;
import org.seamreplay.dice.cert.P384;
import org.seamreplay.dice.cert.TcbInfo;
import org.seamreplay.dice.cert.TrustAnchor;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.Part;
import org.seamreplay.dice.quote.QuoteShape;
import org.seamreplay.dice.quote.TdReport;

/**
 * Makes quotes that are wrong in one chosen way and right, with valid signatures, in every other.
 * It has all keys, as an attacker who controls one layer would have those below it.
 */
public final class Forge {
  public static final int ROOT = 0;
  static final int SUB_CA = 1;
  public static final int DEVICE = 2;
  public static final int LOADER = 3;
  public static final int MODULE = 4;
  public static final int LEAF = 5;

  /** A certificate to be, open to every change. */
  public static final class Draft {
    public CertificateTemplate template;
    LayerKey key;
    LayerKey signWith;
    int version = 3;
    BigInteger serial;
    X500Name subject;
    X500Name issuer;
    Time notBefore = new Time(Date.from(CertificateTemplate.NOT_BEFORE));
    Time notAfter = CertificateTemplate.NOT_AFTER;
    SubjectPublicKeyInfo publicKey;
    Optional<ContentSigner> signer = Optional.empty();
    Consumer<ExtensionsGenerator> extensions = e -> {};
    public UnaryOperator<byte[]> der = UnaryOperator.identity();

    public void extend(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
      extensions =
          extensions.andThen(
              all -> {
                try {
                  if (all.hasExtension(oid)) {
                    all.removeExtension(oid);
                  }
                  all.addExtension(oid, critical, value);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
    }

    public void extend(ASN1ObjectIdentifier oid, byte[] value) {
      extensions =
          extensions.andThen(
              all -> {
                if (all.hasExtension(oid)) {
                  all.removeExtension(oid);
                }
                all.addExtension(new Extension(oid, false, value));
              });
    }

    public void drop(ASN1ObjectIdentifier oid) {
      extensions = extensions.andThen(all -> all.removeExtension(oid));
    }

    void info(UnaryOperator<TcbInfo> change) {
      extend(DiceOids.TCB_INFO, false, change.apply(template.tcbInfo().orElseThrow()).toAsn1());
    }
  }

  /** Certificates that no test changes, by issuer and subject. */
  private static final Map<List<Object>, byte[]> UNCHANGED = new ConcurrentHashMap<>();

  private static final List<LayerChain.Link> STANDARD = standard();

  private static List<LayerChain.Link> standard() {
    List<LayerChain.Link> links =
        new ArrayList<>(
            LayerChain.links(Seeds.standard(), LoaderIdentity.standard(), SampleModule.first()));
    links.add(
        LayerChain.quoting(Seeds.standard(), LoaderIdentity.standard(), SampleModule.first(), 1));
    return List.copyOf(links);
  }

  private final ModuleIdentity module;
  private final List<LayerChain.Link> links;
  private final Map<Integer, Consumer<Draft>> edits = new java.util.HashMap<>();
  public final Map<Field, byte[]> fields = new EnumMap<>(Field.class);
  byte[] reportData = SampleModule.reportData();
  public QuoteShape shape = QuoteShape.standard();
  public byte[] protectedHeader = HexFormat.of().parseHex("a1013822");
  UnaryOperator<List<CBORPair>> header = UnaryOperator.identity();
  public UnaryOperator<List<CBORPair>> claims = UnaryOperator.identity();
  public UnaryOperator<List<byte[]>> certificates = UnaryOperator.identity();
  UnaryOperator<byte[]> signature = UnaryOperator.identity();
  UnaryOperator<byte[]> quote = UnaryOperator.identity();

  public Forge() {
    this(SampleModule.first(), STANDARD);
  }

  public Forge(ModuleIdentity module) {
    this(module, LayerChain.links(Seeds.standard(), LoaderIdentity.standard(), module));
    links.add(LayerChain.quoting(Seeds.standard(), LoaderIdentity.standard(), module, 1));
  }

  private Forge(ModuleIdentity module, List<LayerChain.Link> links) {
    this.module = module;
    this.links = new ArrayList<>(links);
    fields.putAll(DiceQuoter.fields(module, new TdReport(SampleModule.report(module))));
  }

  /** Changes one certificate. */
  public Forge edit(int layer, Consumer<Draft> change) {
    edits.merge(layer, change, Consumer::andThen);
    return this;
  }

  /** Inserts a layer above another, with keys of its own. */
  Forge insertAbove(int layer, CertificateTemplate template) {
    byte[] secret = P384.sha384(new byte[] {(byte) layer, 0x55});
    links.add(layer, new LayerChain.Link(template, new LayerKey(secret)));
    return this;
  }

  LayerChain.Link link(int layer) {
    return links.get(layer);
  }

  int count() {
    return links.size();
  }

  ModuleIdentity module() {
    return module;
  }

  /** The root as the verifier is to trust it. */
  TrustAnchor root() {
    try {
      return TrustAnchor.of(new X509CertificateHolder(certificate(ROOT)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] certificate(int layer) {
    if (edits.containsKey(layer)) {
      return draft(layer);
    }
    return UNCHANGED
        .computeIfAbsent(
            List.of(links.get(Math.max(0, layer - 1)), links.get(layer)), key -> draft(layer))
        .clone();
  }

  private byte[] draft(int layer) {
    Draft draft = new Draft();
    LayerChain.Link link = links.get(layer);
    LayerChain.Link issuer = links.get(Math.max(0, layer - 1));
    draft.template = link.template();
    draft.key = link.key();
    draft.signWith = issuer.key();
    draft.serial = new BigInteger(1, link.key().id());
    draft.subject = link.template().subject(link.key());
    draft.issuer = issuer.template().subject(issuer.key());
    draft.publicKey = link.key().publicKeyInfo();
    edits.getOrDefault(layer, d -> {}).accept(draft);
    ContentSigner signer =
        draft.signer.orElseGet(() -> Es384.certificateSigner(draft.signWith.privateKey()));
    try {
      if (draft.version == 1) {
        return draft.der.apply(
            new X509v1CertificateBuilder(
                    draft.issuer,
                    draft.serial,
                    draft.notBefore,
                    draft.notAfter,
                    draft.subject,
                    draft.publicKey)
                .build(signer)
                .getEncoded());
      }
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              draft.issuer,
              draft.serial,
              draft.notBefore,
              draft.notAfter,
              draft.subject,
              draft.publicKey);
      ExtensionsGenerator extensions = draft.template.extensions(draft.key, issuer.key());
      draft.extensions.accept(extensions);
      for (ASN1ObjectIdentifier oid : extensions.generate().getExtensionOIDs()) {
        builder.addExtension(extensions.generate().getExtension(oid));
      }
      return draft.der.apply(builder.build(signer).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Certificate parsed(int layer) {
    return Certificate.parse(certificate(layer), OptionalInt.empty());
  }

  public byte[] claimBytes() {
    CBORPairList map = (CBORPairList) EvidenceWriter.claims(fields, reportData, shape);
    return new CBORPairList(claims.apply(new ArrayList<>(map.getPairs()))).encode();
  }

  public byte[] build() {
    return build(claimBytes());
  }

  public byte[] build(byte[] payload) {
    LayerKey key = links.get(links.size() - 1).key();
    List<byte[]> chain = new ArrayList<>();
    for (int layer = links.size() - 1; layer > ROOT; layer--) {
      chain.add(certificate(layer));
    }
    chain = certificates.apply(chain);
    List<CBORPair> unprotected = new ArrayList<>();
    unprotected.add(Cbor.entry(3, Cbor.text(EvidenceWriter.CONTENT_TYPE)));
    unprotected.add(Cbor.entry(4, Cbor.bytes(key.id())));
    unprotected.add(Cbor.entry(shape.certificates().label(), EvidenceWriter.certificates(chain)));
    byte[] signed = EvidenceWriter.toBeSigned(protectedHeader, payload);
    byte[] rs = signature.apply(Es384.sign(key.privateKey(), signed));
    CBORItem cose =
        Cbor.tag(
            18,
            Cbor.array(
                Cbor.bytes(protectedHeader),
                Cbor.map(header.apply(unprotected)),
                Cbor.bytes(payload),
                Cbor.bytes(rs)));
    return quote.apply((shape.cwtTag() ? Cbor.tag(61, cose) : cose).encode());
  }

  /** Replaces a claim, or adds it. */
  public Forge claim(long key, CBORItem value) {
    claims = chain(claims, all -> replace(all, key, value));
    return this;
  }

  Forge withoutClaim(long key) {
    claims = chain(claims, all -> remove(all, key));
    return this;
  }

  Forge headerEntry(long key, CBORItem value) {
    header = chain(header, all -> replace(all, key, value));
    return this;
  }

  Forge withoutHeader(long key) {
    header = chain(header, all -> remove(all, key));
    return this;
  }

  /** Replaces the evidence of a part. */
  public Forge collection(UnaryOperator<List<CBORPair>> change) {
    CBORPairList collection =
        (CBORPairList)
            (shape.variant() == QuoteShape.Variant.EARLY_SAMPLE
                ? EvidenceWriter.earlyCollection(fields)
                : EvidenceWriter.collection(fields));
    return claim(-11, Cbor.map(change.apply(new ArrayList<>(collection.getPairs()))));
  }

  /** Replaces one evidence of a part by tag 571 over other contents. */
  public Forge evidence(Part part, String slot, CBORItem evidence) {
    return evidenceItem(part, slot, Cbor.tag(571, Cbor.bytes(evidence.encode())));
  }

  Forge evidenceItem(Part part, String slot, CBORItem item) {
    return collection(
        entries ->
            replace(
                entries,
                part.key(),
                Cbor.map(
                    replace(
                        new ArrayList<>(((CBORPairList) find(entries, part.key())).getPairs()),
                        slot,
                        item))));
  }

  static CBORItem find(List<CBORPair> entries, Object key) {
    return entries.stream()
        .filter(e -> e.getKey().parse().equals(key))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /** The values of a part's evidence, to be changed and put back. */
  public List<CBORPair> values(Part part, String slot) {
    List<CBORPair> values = new ArrayList<>();
    fields.forEach(
        (field, value) -> {
          if (field.part() == part && field.slot().equals(slot)) {
            values.add(Cbor.entry(field.key(), EvidenceWriter.value(field, value)));
          }
        });
    return values;
  }

  public static List<CBORPair> replace(List<CBORPair> all, long key, CBORItem value) {
    List<CBORPair> changed = remove(all, key);
    changed.add(Cbor.entry(key, value));
    return changed;
  }

  public static List<CBORPair> replace(List<CBORPair> all, String key, CBORItem value) {
    List<CBORPair> changed = new ArrayList<>(all);
    changed.removeIf(e -> e.getKey().parse().equals(key));
    changed.add(Cbor.entry(key, value));
    return changed;
  }

  static List<CBORPair> remove(List<CBORPair> all, long key) {
    List<CBORPair> changed = new ArrayList<>(all);
    changed.removeIf(e -> e.getKey().parse() instanceof Number number && number.longValue() == key);
    return changed;
  }

  private static <T> UnaryOperator<T> chain(UnaryOperator<T> first, UnaryOperator<T> second) {
    return value -> second.apply(first.apply(value));
  }
}
