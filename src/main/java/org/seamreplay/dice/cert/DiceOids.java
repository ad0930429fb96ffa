package org.seamreplay.dice.cert;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The object identifiers of DICE certificates and TDX quotes.
 *
 * <p>Sources: TCG DICE Attestation Architecture (2.23.133.5.4), go-tdx-guest's DICE parser (Intel's
 * arc 2.16.840.1.113741.1.13.2) and, where both are silent, arcs of our own under the enterprise
 * number 32473 that IANA keeps for documentation.
 */
public final class DiceOids {
  private DiceOids() {}

  public static final ASN1ObjectIdentifier SECP384R1 = oid("1.3.132.0.34");
  public static final ASN1ObjectIdentifier EC_PUBLIC_KEY = oid("1.2.840.10045.2.1");
  public static final ASN1ObjectIdentifier ECDSA_WITH_SHA384 = oid("1.2.840.10045.4.3.3");
  public static final ASN1ObjectIdentifier SHA384 = oid("2.16.840.1.101.3.4.2.2");

  /** TcbInfo: what the issuer measured of the subject's layer. */
  public static final ASN1ObjectIdentifier TCB_INFO = oid("2.23.133.5.4.1");

  /** Ueid: the device's identifier, in the certificate of layer 0. */
  public static final ASN1ObjectIdentifier UEID = oid("2.23.133.5.4.4");

  /** MultiTcbInfo: a sequence of TcbInfo. */
  public static final ASN1ObjectIdentifier MULTI_TCB_INFO = oid("2.23.133.5.4.5");

  /** MultiTcbInfoComp, the compressed form; its layout is in no public source we could read. */
  public static final ASN1ObjectIdentifier MULTI_TCB_INFO_COMP = oid("2.23.133.5.4.8");

  public static final ASN1ObjectIdentifier PURPOSE_IDENTITY_INIT = oid("2.23.133.5.4.100.6");
  public static final ASN1ObjectIdentifier PURPOSE_ATTEST_INIT = oid("2.23.133.5.4.100.8");
  public static final ASN1ObjectIdentifier PURPOSE_ATTEST_LOC = oid("2.23.133.5.4.100.9");
  public static final ASN1ObjectIdentifier PURPOSE_ECA = oid("2.23.133.5.4.100.12");

  /** The eat_profile of quotes that this model makes. */
  public static final ASN1ObjectIdentifier MODEL_PROFILE = oid("1.3.6.1.4.1.32473.1.1");

  /** TcbInfo's type for a layer of this model: this arc, then the layer's number. */
  static final ASN1ObjectIdentifier MODEL_LAYER_TYPE = oid("1.3.6.1.4.1.32473.1.2");

  /** The eat_profile of draft-cds-rats-intel-corim-profile. */
  public static final ASN1ObjectIdentifier INTEL_PROFILE = oid("2.16.840.1.113741.1.16.1");

  /** The arc of the parts of a TDX quote; a part's number and an epoch follow. */
  public static final ASN1ObjectIdentifier QUOTE_PARTS = oid("2.16.840.1.113741.1.13.2");

  private static ASN1ObjectIdentifier oid(String dotted) {
    return new ASN1ObjectIdentifier(dotted);
  }

  /** An OID's content octets: its DER without tag and length. */
  public static byte[] contents(ASN1ObjectIdentifier oid) {
    try {
      byte[] der = oid.getEncoded();
      return Arrays.copyOfRange(der, 2, der.length);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The dotted form of content octets, if they are an OID. */
  public static Optional<String> dotted(byte[] contents) {
    try {
      return Optional.of(ASN1ObjectIdentifier.fromContents(contents).getId());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
