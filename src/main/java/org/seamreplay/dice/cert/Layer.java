package org.seamreplay.dice.cert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.seamreplay.dice.cbor.Hex;

/**
 * What the DICE extensions of a certificate say of its subject.
 *
 * @param certificate whose extensions they are
 * @param infos its TcbInfo, or several of a MultiTcbInfo; empty if it has neither
 * @param ueid the device's identifier
 */
public record Layer(Certificate certificate, List<TcbInfo> infos, Optional<byte[]> ueid) {
  private static final Map<ASN1ObjectIdentifier, String> FORMS =
      Map.of(
          DiceOids.TCB_INFO, "TcbInfo",
          DiceOids.MULTI_TCB_INFO, "MultiTcbInfo",
          DiceOids.MULTI_TCB_INFO_COMP, "MultiTcbInfoComp");

  /**
   * Reads the extensions.
   *
   * @throws IllegalArgumentException if they are broken or contradict each other
   */
  public static Layer of(Certificate certificate) {
    List<ASN1ObjectIdentifier> present =
        List.of(DiceOids.TCB_INFO, DiceOids.MULTI_TCB_INFO, DiceOids.MULTI_TCB_INFO_COMP).stream()
            .filter(oid -> certificate.extension(oid).isPresent())
            .toList();
    if (present.size() > 1) {
      throw new IllegalArgumentException(
          "has both %s and %s".formatted(FORMS.get(present.get(0)), FORMS.get(present.get(1))));
    }
    List<TcbInfo> infos = new ArrayList<>();
    if (!present.isEmpty()) {
      ASN1ObjectIdentifier form = present.get(0);
      if (form.equals(DiceOids.MULTI_TCB_INFO_COMP)) {
        throw new IllegalArgumentException("has a MultiTcbInfoComp, whose layout is not public");
      }
      ASN1Primitive value = der(certificate.extension(form).orElseThrow(), FORMS.get(form));
      try {
        if (form.equals(DiceOids.TCB_INFO)) {
          infos.add(TcbInfo.parse(value));
        } else {
          for (ASN1Encodable info : ASN1Sequence.getInstance(value)) {
            infos.add(TcbInfo.parse(info));
          }
        }
      } catch (RuntimeException e) {
        throw broken(FORMS.get(form), e);
      }
    }
    return new Layer(certificate, List.copyOf(infos), ueid(certificate));
  }

  private static Optional<byte[]> ueid(Certificate certificate) {
    return certificate
        .extension(DiceOids.UEID)
        .map(
            bytes -> {
              try {
                ASN1Sequence sequence = ASN1Sequence.getInstance(der(bytes, "Ueid"));
                return ASN1OctetString.getInstance(sequence.getObjectAt(0)).getOctets();
              } catch (RuntimeException e) {
                throw broken("Ueid", e);
              }
            });
  }

  /** The structure in an extension, if it is DER to the last byte. */
  private static ASN1Primitive der(byte[] bytes, String what) {
    try {
      DerNesting.require(bytes);
      ASN1Primitive value = ASN1Primitive.fromByteArray(bytes);
      if (Arrays.equals(value.getEncoded(ASN1Encoding.DER), bytes)) {
        return value;
      }
      throw new IllegalArgumentException("its encoding is not DER");
    } catch (IOException | RuntimeException e) {
      throw broken(what, e);
    }
  }

  private static IllegalArgumentException broken(String what, Exception cause) {
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new IllegalArgumentException(
        "has a broken %s: %s".formatted(what, Hex.printable(reason)), cause);
  }

  /** The first TcbInfo, which carries the layer's number. */
  public Optional<TcbInfo> info() {
    return infos.stream().findFirst();
  }

  /** The layer's number: of its TcbInfo; a device without one is layer 0. */
  public Optional<Long> number() {
    return info().isPresent() ? info().flatMap(TcbInfo::layer) : ueid.map(id -> 0L);
  }
}
