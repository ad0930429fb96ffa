package org.seamreplay.dice.cert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;

/**
 * TCG's DICE TcbInfo: what the issuer of a certificate measured of the subject's layer. Every field
 * may be absent.
 *
 * @param vendor [0]
 * @param model [1]
 * @param version [2]
 * @param svn [3]
 * @param layer [4]
 * @param index [5]; here the generation of the quoting key
 * @param fwids [6] digests of what runs in the layer; empty if absent
 * @param flags [7] the first 32 bits, bit 0 of the BIT STRING at the top; see {@link #NOT_SECURE}
 *     and its neighbours
 * @param vendorInfo [8]
 * @param type [9] an OID's content octets
 * @param flagsMask [10] which flags count; absent: all
 */
public record TcbInfo(
    Optional<String> vendor,
    Optional<String> model,
    Optional<String> version,
    Optional<Long> svn,
    Optional<Long> layer,
    Optional<Long> index,
    List<Fwid> fwids,
    Optional<Integer> flags,
    Optional<byte[]> vendorInfo,
    Optional<byte[]> type,
    Optional<Integer> flagsMask) {

  /** Flag bits, counted from the top of 32. */
  public static final int NOT_CONFIGURED = 1 << 31;

  public static final int NOT_SECURE = 1 << 30;
  public static final int RECOVERY = 1 << 29;
  public static final int DEBUG = 1 << 28;

  /** Bit 31 keeps the BIT STRING at four octets, which DER would otherwise trim. */
  public static final int FIXED_WIDTH = 1;

  /** The flags that this model's layers assert. */
  static final int ASSERTED = NOT_CONFIGURED | NOT_SECURE | RECOVERY | DEBUG | FIXED_WIDTH;

  /** One digest of a layer. */
  public record Fwid(ASN1ObjectIdentifier algorithm, byte[] digest) {}

  /**
   * A TcbInfo with a layer number and one SHA-384 digest; what else it says is added by withers.
   */
  public static TcbInfo ofLayer(String vendor, String model, long svn, int layer, byte[] fwid) {
    return new TcbInfo(
        Optional.of(vendor),
        Optional.of(model),
        Optional.empty(),
        Optional.of(svn),
        Optional.of((long) layer),
        Optional.empty(),
        List.of(new Fwid(DiceOids.SHA384, fwid)),
        Optional.of(FIXED_WIDTH),
        Optional.empty(),
        Optional.of(DiceOids.contents(DiceOids.MODEL_LAYER_TYPE.branch(Integer.toString(layer)))),
        Optional.of(ASSERTED));
  }

  public TcbInfo withVersion(String text) {
    return new TcbInfo(
        vendor,
        model,
        Optional.of(text),
        svn,
        layer,
        index,
        fwids,
        flags,
        vendorInfo,
        type,
        flagsMask);
  }

  public TcbInfo withIndex(long number) {
    return new TcbInfo(
        vendor,
        model,
        version,
        svn,
        layer,
        Optional.of(number),
        fwids,
        flags,
        vendorInfo,
        type,
        flagsMask);
  }

  public TcbInfo withFlags(int bits) {
    return new TcbInfo(
        vendor,
        model,
        version,
        svn,
        layer,
        index,
        fwids,
        Optional.of(bits),
        vendorInfo,
        type,
        flagsMask);
  }

  public TcbInfo withVendorInfo(byte[] bytes) {
    return new TcbInfo(
        vendor,
        model,
        version,
        svn,
        layer,
        index,
        fwids,
        flags,
        Optional.of(bytes),
        type,
        flagsMask);
  }

  /** The flags that are set and count. */
  public int assertedFlags() {
    return flags.orElse(0) & flagsMask.orElse(-1);
  }

  /** The DER structure. */
  public ASN1Sequence toAsn1() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    vendor.ifPresent(text -> fields.add(tagged(0, new DERUTF8String(text))));
    model.ifPresent(text -> fields.add(tagged(1, new DERUTF8String(text))));
    version.ifPresent(text -> fields.add(tagged(2, new DERUTF8String(text))));
    svn.ifPresent(number -> fields.add(tagged(3, new ASN1Integer(number))));
    layer.ifPresent(number -> fields.add(tagged(4, new ASN1Integer(number))));
    index.ifPresent(number -> fields.add(tagged(5, new ASN1Integer(number))));
    if (!fwids.isEmpty()) {
      ASN1EncodableVector digests = new ASN1EncodableVector();
      for (Fwid fwid : fwids) {
        digests.add(
            new DERSequence(
                new ASN1Encodable[] {fwid.algorithm(), new DEROctetString(fwid.digest())}));
      }
      fields.add(tagged(6, new DERSequence(digests)));
    }
    flags.ifPresent(bits -> fields.add(tagged(7, bitString(bits))));
    vendorInfo.ifPresent(bytes -> fields.add(tagged(8, new DEROctetString(bytes))));
    type.ifPresent(bytes -> fields.add(tagged(9, new DEROctetString(bytes))));
    flagsMask.ifPresent(bits -> fields.add(tagged(10, bitString(bits))));
    return new DERSequence(fields);
  }

  /**
   * Reads the structure.
   *
   * @throws IllegalArgumentException if it is not a TcbInfo, saying what is wrong with it
   */
  static TcbInfo parse(ASN1Encodable encoded) {
    Fields fields = new Fields();
    int last = -1;
    for (ASN1Encodable element : ASN1Sequence.getInstance(encoded)) {
      if (!(element instanceof ASN1TaggedObject field) || !field.hasContextTag()) {
        throw new IllegalArgumentException("TcbInfo has an element without a context tag");
      }
      if (field.getTagNo() <= last) {
        throw new IllegalArgumentException(
            "TcbInfo's field [%d] comes after [%d]".formatted(field.getTagNo(), last));
      }
      last = field.getTagNo();
      fields.take(field);
    }
    return fields.build();
  }

  private static ASN1TaggedObject tagged(int number, ASN1Encodable value) {
    return new DERTaggedObject(false, number, value);
  }

  private static ASN1BitString bitString(int bits) {
    byte[] octets = {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    return new DERBitString(octets, 0);
  }

  /** The fields while they are being read. */
  private static final class Fields {
    private Optional<String> vendor = Optional.empty();
    private Optional<String> model = Optional.empty();
    private Optional<String> version = Optional.empty();
    private Optional<Long> svn = Optional.empty();
    private Optional<Long> layer = Optional.empty();
    private Optional<Long> index = Optional.empty();
    private List<Fwid> fwids = List.of();
    private Optional<Integer> flags = Optional.empty();
    private Optional<byte[]> vendorInfo = Optional.empty();
    private Optional<byte[]> type = Optional.empty();
    private Optional<Integer> flagsMask = Optional.empty();

    private void take(ASN1TaggedObject field) {
      switch (field.getTagNo()) {
        case 0 -> vendor = Optional.of(text(field));
        case 1 -> model = Optional.of(text(field));
        case 2 -> version = Optional.of(text(field));
        case 3 -> svn = Optional.of(number(field));
        case 4 -> layer = Optional.of(number(field));
        case 5 -> index = Optional.of(number(field));
        case 6 -> fwids = digests(field);
        case 7 -> flags = Optional.of(bits(field));
        case 8 -> vendorInfo = Optional.of(octets(field));
        case 9 -> type = Optional.of(octets(field));
        case 10 -> flagsMask = Optional.of(bits(field));
        default ->
            throw new IllegalArgumentException(
                "TcbInfo has a field [%d] that is not modelled".formatted(field.getTagNo()));
      }
    }

    private TcbInfo build() {
      return new TcbInfo(
          vendor, model, version, svn, layer, index, fwids, flags, vendorInfo, type, flagsMask);
    }

    private static String text(ASN1TaggedObject field) {
      return ASN1UTF8String.getInstance(field, false).getString();
    }

    private static long number(ASN1TaggedObject field) {
      try {
        return ASN1Integer.getInstance(field, false).longValueExact();
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("TcbInfo has a number beyond 64 bits", e);
      }
    }

    private static byte[] octets(ASN1TaggedObject field) {
      return ASN1OctetString.getInstance(field, false).getOctets();
    }

    private static int bits(ASN1TaggedObject field) {
      byte[] octets = ASN1BitString.getInstance(field, false).getOctets();
      int bits = 0;
      for (int i = 0; i < Math.min(4, octets.length); i++) {
        bits |= (octets[i] & 0xff) << (24 - 8 * i);
      }
      return bits;
    }

    private static List<Fwid> digests(ASN1TaggedObject field) {
      List<Fwid> digests = new ArrayList<>();
      for (ASN1Encodable element : ASN1Sequence.getInstance(field, false)) {
        ASN1Sequence fwid = ASN1Sequence.getInstance(element);
        if (fwid.size() != 2) {
          throw new IllegalArgumentException("an FWID has an algorithm and a digest");
        }
        digests.add(
            new Fwid(
                ASN1ObjectIdentifier.getInstance(fwid.getObjectAt(0)),
                ASN1OctetString.getInstance(fwid.getObjectAt(1)).getOctets()));
      }
      return List.copyOf(digests);
    }
  }
}
