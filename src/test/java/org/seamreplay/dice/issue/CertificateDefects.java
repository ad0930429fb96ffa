package org.seamreplay.dice.issue;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.seamreplay.dice.cbor.Cbor;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.Es384;
import org.seamreplay.dice.verify.Request;

/** Defects of steps 15 to 26: the certificates, their revocation and the signature. */
public final class CertificateDefects {
  private static final Instant AT = Request.DEFAULT_TIME;
  private static final ASN1ObjectIdentifier SECP256R1 =
      new ASN1ObjectIdentifier("1.2.840.10045.3.1.7");
  private static final ASN1ObjectIdentifier ECDSA_WITH_SHA256 =
      new ASN1ObjectIdentifier("1.2.840.10045.4.3.2");

  private CertificateDefects() {}

  public static List<Defect> all() {
    List<Defect> all = new ArrayList<>();
    all.addAll(forms());
    all.addAll(usage());
    all.addAll(names());
    all.addAll(revocation());
    all.addAll(signatures());
    return all;
  }

  private static List<Defect> forms() {
    return List.of(
        new Defect(
            "sub-CA of version 1",
            Code.E_CERT_PROFILE,
            () -> new Forge().edit(Forge.SUB_CA, d -> d.version = 1).build()),
        new Defect(
            "serial number 0",
            Code.E_CERT_PROFILE,
            () -> new Forge().edit(Forge.LEAF, d -> d.serial = BigInteger.ZERO).build()),
        new Defect(
            "serial number of 21 octets",
            Code.E_CERT_PROFILE,
            () ->
                new Forge()
                    .edit(Forge.MODULE, d -> d.serial = BigInteger.ONE.shiftLeft(160))
                    .build()),
        new Defect(
            "two signature algorithms",
            Code.E_CERT_PROFILE,
            () -> new Forge().edit(Forge.LOADER, d -> d.der = CertificateDefects::relabel).build()),
        new Defect(
            "leaf with a P-256 key",
            Code.E_CERT_KEY,
            () ->
                new Forge()
                    .edit(
                        Forge.LEAF,
                        d ->
                            d.publicKey =
                                new SubjectPublicKeyInfo(
                                    new AlgorithmIdentifier(DiceOids.EC_PUBLIC_KEY, SECP256R1),
                                    new byte[65]))
                    .build()),
        new Defect(
            "key beside the curve",
            Code.E_CERT_KEY,
            () ->
                new Forge()
                    .edit(
                        Forge.LEAF,
                        d -> {
                          byte[] point = d.publicKey.getPublicKeyData().getOctets();
                          point[96] ^= 1;
                          d.publicKey = new SubjectPublicKeyInfo(d.publicKey.getAlgorithm(), point);
                        })
                    .build()),
        new Defect(
            "infinity as key",
            Code.E_CERT_KEY,
            () ->
                new Forge()
                    .edit(
                        Forge.LEAF,
                        d ->
                            d.publicKey =
                                new SubjectPublicKeyInfo(d.publicKey.getAlgorithm(), new byte[1]))
                    .build()),
        new Defect(
            "signed with SHA-256",
            Code.E_CERT_SIGALG,
            () ->
                new Forge()
                    .edit(
                        Forge.MODULE,
                        d ->
                            d.signer =
                                Optional.of(
                                    relabelled(d, new AlgorithmIdentifier(ECDSA_WITH_SHA256))))
                    .build()),
        new Defect(
            "signature algorithm with parameters",
            Code.E_CERT_SIGALG,
            () ->
                new Forge()
                    .edit(
                        Forge.MODULE,
                        d ->
                            d.signer =
                                Optional.of(
                                    relabelled(
                                        d,
                                        new AlgorithmIdentifier(
                                            DiceOids.ECDSA_WITH_SHA384, DERNull.INSTANCE))))
                    .build()),
        new Defect(
            "certificate changed after signing",
            Code.E_CERT_SIGNATURE,
            () ->
                new Forge()
                    .edit(
                        Forge.LOADER,
                        d ->
                            d.der =
                                c -> {
                                  // In the text of TcbInfo's model.
                                  byte[] changed = c.clone();
                                  int at =
                                      new String(c, java.nio.charset.StandardCharsets.ISO_8859_1)
                                          .lastIndexOf("P-SEAMLDR");
                                  changed[at] = 'Q';
                                  return changed;
                                })
                    .build()),
        new Defect(
            "leaf signed by the loader's key",
            Code.E_CERT_SIGNATURE,
            () -> {
              Forge forge = new Forge();
              return forge
                  .edit(Forge.LEAF, d -> d.signWith = forge.link(Forge.LOADER).key())
                  .build();
            }),
        new Defect(
            "verified before it was made",
            Code.E_CERT_NOT_YET_VALID,
            () -> new Forge().build(),
            Request.standard().withTime(Instant.parse("2023-12-31T23:59:59Z"))),
        new Defect(
            "expired leaf",
            Code.E_CERT_EXPIRED,
            () ->
                new Forge()
                    .edit(
                        Forge.LEAF,
                        d ->
                            d.notAfter = new Time(Date.from(Instant.parse("2025-12-31T00:00:00Z"))))
                    .build()),
        rooted(
            "expired root",
            Code.E_CERT_EXPIRED,
            new Forge()
                .edit(
                    Forge.ROOT,
                    d -> d.notAfter = new Time(Date.from(Instant.parse("2025-12-31T00:00:00Z"))))));
  }

  private static List<Defect> usage() {
    return List.of(
        new Defect(
            "module's certificate is no authority",
            Code.E_CERT_NOT_CA,
            () ->
                new Forge()
                    .edit(
                        Forge.MODULE,
                        d -> d.extend(Extension.basicConstraints, true, new DERSequence()))
                    .build()),
        new Defect(
            "basicConstraints not critical",
            Code.E_CERT_NOT_CA,
            () ->
                new Forge()
                    .edit(
                        Forge.LOADER,
                        d -> d.extend(Extension.basicConstraints, false, new BasicConstraints(1)))
                    .build()),
        new Defect(
            "path longer than the loader allows",
            Code.E_PATHLEN,
            () ->
                new Forge()
                    .edit(
                        Forge.LOADER,
                        d -> d.extend(Extension.basicConstraints, true, new BasicConstraints(0)))
                    .build()),
        new Defect(
            "module may not sign certificates",
            Code.E_KEYUSAGE,
            () ->
                new Forge()
                    .edit(
                        Forge.MODULE,
                        d ->
                            d.extend(
                                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)))
                    .build()),
        new Defect(
            "leaf is an authority",
            Code.E_LEAF_USAGE,
            () ->
                new Forge()
                    .edit(
                        Forge.LEAF,
                        d -> d.extend(Extension.basicConstraints, true, new BasicConstraints(true)))
                    .build()),
        new Defect(
            "leaf may not sign",
            Code.E_LEAF_USAGE,
            () ->
                new Forge()
                    .edit(
                        Forge.LEAF,
                        d ->
                            d.extend(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyAgreement)))
                    .build()),
        new Defect(
            "leaf may sign certificates",
            Code.E_LEAF_USAGE,
            () ->
                new Forge()
                    .edit(
                        Forge.LEAF,
                        d ->
                            d.extend(
                                Extension.keyUsage,
                                true,
                                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)))
                    .build()),
        new Defect(
            "leaf without attestLoc",
            Code.E_KEY_PURPOSE,
            () ->
                new Forge()
                    .edit(
                        Forge.LEAF,
                        d ->
                            d.extend(
                                Extension.extendedKeyUsage,
                                false,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)))
                    .build()),
        new Defect(
            "loader without eca",
            Code.E_KEY_PURPOSE,
            () -> new Forge().edit(Forge.LOADER, d -> d.drop(Extension.extendedKeyUsage)).build()));
  }

  private static List<Defect> names() {
    return List.of(
        new Defect(
            "authority key identifier of another",
            Code.E_CERT_IDENT,
            () ->
                new Forge()
                    .edit(
                        Forge.LEAF,
                        d ->
                            d.extend(
                                Extension.authorityKeyIdentifier,
                                false,
                                new AuthorityKeyIdentifier(new byte[20])))
                    .build()),
        new Defect(
            "serialNumber of another in the name",
            Code.E_CERT_IDENT,
            () ->
                new Forge()
                    .edit(
                        Forge.LEAF,
                        d ->
                            d.subject =
                                new X500NameBuilder(BCStyle.INSTANCE)
                                    .addRDN(BCStyle.CN, new DERUTF8String("somebody"))
                                    .addRDN(BCStyle.SERIALNUMBER, new DERPrintableString("00"))
                                    .build())
                    .build()),
        new Defect(
            "unknown critical extension",
            Code.E_CERT_CRITICAL_EXT,
            () ->
                new Forge()
                    .edit(
                        Forge.LOADER,
                        d ->
                            d.extend(
                                new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.99"),
                                true,
                                DERNull.INSTANCE))
                    .build()),
        new Defect(
            "kid of another",
            Code.E_KID_MISMATCH,
            () -> new Forge().headerEntry(4, Cbor.bytes(new byte[20])).build()),
        new Defect(
            "kid is a text",
            Code.E_KID_MISMATCH,
            () -> new Forge().headerEntry(4, Cbor.text("leaf")).build()));
  }

  private static List<Defect> revocation() {
    Forge forge = new Forge();
    List<X509CRLHolder> none = lists(forge, -1, AT.plusSeconds(1));
    List<X509CRLHolder> stale = lists(forge, -1, AT.minusSeconds(1));
    List<X509CRLHolder> open = new ArrayList<>(lists(forge, Forge.MODULE, AT.plusSeconds(1)));
    List<X509CRLHolder> forged = new ArrayList<>(none.subList(1, none.size()));
    forged.add(list(forge, Forge.ROOT, -1, AT.plusSeconds(1), forge.link(Forge.LEAF).key()));
    return List.of(
        new Defect(
            "module's certificate revoked",
            Code.E_CERT_REVOKED,
            forge::build,
            Request.standard().withRevocationLists(open)),
        new Defect(
                "one list is missing",
                Code.E_CRL_MISSING,
                forge::build,
                Request.standard().withRevocationLists(none.subList(1, none.size())))
            .undecided(),
        new Defect(
                "one list is signed by somebody else",
                Code.E_CRL_MISSING,
                forge::build,
                Request.standard().withRevocationLists(forged))
            .undecided(),
        new Defect(
                "lists are out of date",
                Code.E_CRL_STALE,
                forge::build,
                Request.standard().withRevocationLists(stale))
            .undecided());
  }

  private static List<Defect> signatures() {
    return List.of(
        new Defect(
            "report data changed after signing",
            Code.E_QUOTE_SIGNATURE,
            () -> {
              Forge forge = new Forge();
              forge.quote =
                  quote -> {
                    // The report data 00..3f ends the claims; the signature follows with its head.
                    quote[quote.length - 99] ^= 1;
                    return quote;
                  };
              return forge.build();
            }),
        new Defect(
            "signature of another quote",
            Code.E_QUOTE_SIGNATURE,
            () -> {
              Forge forge = new Forge();
              forge.signature =
                  rs -> Es384.sign(forge.link(Forge.LEAF).key().privateKey(), new byte[] {1, 2, 3});
              return forge.build();
            }));
  }

  /** A revocation list of each issuer; one certificate may be on it. */
  public static List<X509CRLHolder> lists(Forge forge, int revoked, Instant nextUpdate) {
    List<X509CRLHolder> lists = new ArrayList<>();
    for (int issuer = Forge.ROOT; issuer < Forge.LEAF; issuer++) {
      lists.add(list(forge, issuer, revoked, nextUpdate, forge.link(issuer).key()));
    }
    return lists;
  }

  private static X509CRLHolder list(
      Forge forge, int issuer, int revoked, Instant nextUpdate, LayerKey key) {
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(
            forge.parsed(issuer).subjectName(), Date.from(CertificateTemplate.NOT_BEFORE));
    builder.setNextUpdate(Date.from(nextUpdate));
    if (revoked == issuer + 1) {
      builder.addCRLEntry(
          forge.parsed(revoked).serial(), Date.from(CertificateTemplate.NOT_BEFORE), 1);
    }
    return builder.build(Es384.certificateSigner(key.privateKey()));
  }

  private static Defect rooted(String name, Code code, Forge forge) {
    return new Defect(
        name, code, forge::build, Request.standard().withAnchors(List.of(forge.root())));
  }

  /** A signer that names another algorithm than it uses. */
  private static ContentSigner relabelled(Forge.Draft draft, AlgorithmIdentifier algorithm) {
    ContentSigner signer = Es384.certificateSigner(draft.signWith.privateKey());
    return new ContentSigner() {
      @Override
      public AlgorithmIdentifier getAlgorithmIdentifier() {
        return algorithm;
      }

      @Override
      public OutputStream getOutputStream() {
        return signer.getOutputStream();
      }

      @Override
      public byte[] getSignature() {
        return signer.getSignature();
      }
    };
  }

  /** The certificate with another algorithm outside than inside. */
  private static byte[] relabel(byte[] der) {
    org.bouncycastle.asn1.x509.Certificate certificate =
        org.bouncycastle.asn1.x509.Certificate.getInstance(der);
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(certificate.getTBSCertificate());
    parts.add(new AlgorithmIdentifier(ECDSA_WITH_SHA256));
    parts.add(new DERBitString(certificate.getSignature().getOctets()));
    try {
      return new DERSequence(parts).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
