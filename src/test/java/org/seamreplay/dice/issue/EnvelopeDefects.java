package org.seamreplay.dice.issue;

import com.authlete.cbor.CBORFloat;
import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORNull;
import com.authlete.cbor.CBORTaggedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.seamreplay.dice.cbor.Cbor;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cert.TrustAnchor;
import org.seamreplay.dice.quote.Part;
import org.seamreplay.dice.quote.QuoteShape;
import org.seamreplay.dice.verify.Request;

/** Defects of steps 1 to 14: the input, CBOR, COSE and where the path leads. */
public final class EnvelopeDefects {
  private EnvelopeDefects() {}

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static byte[] good() {
    return new Forge().build();
  }

  private static byte[] dcap(int version, int type) {
    byte[] quote = new byte[1100];
    quote[0] = (byte) version;
    quote[2] = 2;
    quote[4] = (byte) type;
    return quote;
  }

  private static byte[] getQuoteInFlight() {
    byte[] buffer = new byte[4096];
    buffer[0] = 1;
    Arrays.fill(buffer, 8, 16, (byte) 0xff);
    return buffer;
  }

  /** The parts of a good quote put together otherwise. */
  private static byte[] cose(int tag, CBORItem... parts) {
    return new CBORTaggedItem(61, Cbor.tag(tag, Cbor.array(parts))).encode();
  }

  private static CBORItem header() {
    return Cbor.bytes(hex("a1013822"));
  }

  private static CBORItem claims() {
    return Cbor.bytes(new Forge().claimBytes());
  }

  private static CBORItem zeros() {
    return Cbor.bytes(new byte[96]);
  }

  public static List<Defect> all() {
    List<Defect> all = new ArrayList<>();
    all.addAll(input());
    all.addAll(cose());
    all.addAll(headers());
    all.addAll(path());
    return all;
  }

  private static List<Defect> input() {
    return List.of(
        new Defect("no bytes", Code.E_EMPTY, () -> new byte[0]),
        new Defect("64 MB", Code.E_TOO_LARGE, () -> Arrays.copyOf(good(), 64 << 20)),
        new Defect("a certificate", Code.E_UNKNOWN_FORMAT, () -> new Forge().certificate(0)),
        new Defect("a TDREPORT", Code.E_RAW_TDREPORT, SampleModule::report),
        new Defect("DCAP version 4", Code.E_DCAP_QUOTE, () -> dcap(4, 0x81)),
        new Defect("DCAP version 5", Code.E_DCAP_QUOTE, () -> dcap(5, 0x81)),
        new Defect("SGX quote", Code.E_NOT_TDX, () -> dcap(3, 0)),
        new Defect("buffer in flight", Code.E_GETQUOTE_BUFFER, EnvelopeDefects::getQuoteInFlight),
        new Defect("cut in half", Code.E_CBOR_MALFORMED, () -> Arrays.copyOf(good(), 2459)),
        new Defect("cut by one byte", Code.E_CBOR_MALFORMED, () -> Arrays.copyOf(good(), 4917)),
        new Defect("zeros behind it", Code.E_CBOR_TRAILING, () -> Arrays.copyOf(good(), 8192)),
        new Defect("nested 1000 deep", Code.E_CBOR_DEPTH, () -> hex("d2" + "81".repeat(1000))),
        new Defect(
            "claims nested 33 deep",
            Code.E_CBOR_DEPTH,
            () -> new Forge().build(hex("a100" + "81".repeat(33) + "00"))),
        new Defect(
            "100000 items", Code.E_CBOR_LIMIT, () -> hex("d29a000186a0" + "00".repeat(100_000))),
        new Defect(
            "report data twice",
            Code.E_CBOR_DUPLICATE_KEY,
            () -> {
              Forge forge = new Forge();
              forge.claims =
                  all -> {
                    all.add(Cbor.entry(-212, Cbor.bytes(new byte[64])));
                    return all;
                  };
              return forge.build();
            }),
        new Defect(
            "a measurement twice",
            Code.E_CBOR_DUPLICATE_KEY,
            () -> {
              Forge forge = new Forge();
              var values = forge.values(Part.SERVICE_TD, "0");
              values.add(Cbor.entry(-210, Cbor.bytes(new byte[48])));
              return forge
                  .evidence(
                      Part.SERVICE_TD,
                      "0",
                      EvidenceWriter.evidence(Part.SERVICE_TD, Cbor.map(values)))
                  .build();
            }),
        new Defect(
            "a float", Code.E_CBOR_TYPE, () -> new Forge().claim(6, new CBORFloat(1.5f)).build()));
  }

  private static List<Defect> cose() {
    return List.of(
        new Defect(
            "COSE_Sign", Code.E_COSE_TAG, () -> cose(98, header(), Cbor.map(), claims(), zeros())),
        new Defect(
            "three elements", Code.E_COSE_ARITY, () -> cose(18, header(), Cbor.map(), claims())),
        new Defect(
            "header not in bytes",
            Code.E_COSE_TYPE,
            () -> cose(18, Cbor.map(), Cbor.map(), claims(), zeros())),
        new Defect(
            "payload elsewhere",
            Code.E_COSE_DETACHED,
            () -> cose(18, header(), Cbor.map(), CBORNull.INSTANCE, zeros())));
  }

  private static List<Defect> headers() {
    return List.of(
        new Defect(
            "algorithm not protected",
            Code.E_COSE_PROTECTED,
            () -> {
              Forge forge = new Forge().headerEntry(1, Cbor.integer(-35));
              forge.protectedHeader = hex("a0");
              return forge.build();
            }),
        new Defect(
            "kid in both headers",
            Code.E_COSE_DUP_LABEL,
            () -> {
              Forge forge = new Forge();
              forge.protectedHeader = hex("a20138220440");
              return forge.build();
            }),
        new Defect(
            "ES256",
            Code.E_ALG_UNSUPPORTED,
            () -> {
              Forge forge = new Forge();
              forge.protectedHeader = hex("a10126");
              return forge.build();
            }),
        new Defect(
            "critical header 99",
            Code.E_COSE_CRIT,
            () -> {
              Forge forge = new Forge();
              forge.protectedHeader = hex("a3013822028118631863" + "00");
              return forge.build();
            }),
        new Defect(
            "crit not protected",
            Code.E_COSE_CRIT,
            () -> new Forge().headerEntry(2, Cbor.array(Cbor.integer(1))).build()),
        new Defect(
            "signature of 95 bytes",
            Code.E_SIG_LENGTH,
            () -> {
              Forge forge = new Forge();
              forge.signature = rs -> Arrays.copyOf(rs, 95);
              return forge.build();
            }),
        new Defect(
            "r is zero",
            Code.E_SIG_RANGE,
            () -> {
              Forge forge = new Forge();
              forge.signature =
                  rs -> {
                    Arrays.fill(rs, 0, 48, (byte) 0);
                    return rs;
                  };
              return forge.build();
            }),
        new Defect(
            "s above the order",
            Code.E_SIG_RANGE,
            () -> {
              Forge forge = new Forge();
              forge.signature =
                  rs -> {
                    Arrays.fill(rs, 48, 96, (byte) 0xff);
                    return rs;
                  };
              return forge.build();
            }));
  }

  private static List<Defect> path() {
    return List.of(
        new Defect(
            "no certificates", Code.E_CERTS_MISSING, () -> new Forge().withoutHeader(33).build()),
        new Defect(
            "an empty chain",
            Code.E_CERTS_COUNT,
            () -> new Forge().headerEntry(33, Cbor.array()).build()),
        new Defect(
            "17 certificates",
            Code.E_CERTS_COUNT,
            () -> {
              Forge forge = new Forge();
              forge.certificates = all -> Collections.nCopies(17, all.get(0));
              return forge.build();
            }),
        new Defect(
            "chain and bag",
            Code.E_CERTS_COUNT,
            () -> new Forge().headerEntry(32, Cbor.bytes(new byte[1])).build()),
        new Defect(
            "certificate with a byte behind it",
            Code.E_CERT_DER,
            () ->
                new Forge()
                    .edit(Forge.MODULE, d -> d.der = c -> Arrays.copyOf(c, c.length + 1))
                    .build()),
        new Defect(
            "PEM in the header",
            Code.E_CERT_DER,
            () ->
                new Forge()
                    .edit(
                        Forge.MODULE,
                        d ->
                            d.der =
                                c ->
                                    TrustAnchor.pem(c)
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                    .build()),
        new Defect(
            "certificate of 1 MB",
            Code.E_CERT_DER,
            () -> new Forge().edit(Forge.MODULE, d -> d.der = c -> new byte[1 << 20]).build()),
        new Defect(
            "two certificates swapped",
            Code.E_CHAIN_ORDER,
            () -> {
              Forge forge = new Forge();
              forge.certificates =
                  all -> {
                    Collections.swap(all, 1, 2);
                    return all;
                  };
              return forge.build();
            }),
        new Defect(
            "module's certificate left out",
            Code.E_CHAIN_ORDER,
            () -> {
              Forge forge = new Forge();
              forge.certificates =
                  all -> {
                    all.remove(1);
                    return all;
                  };
              return forge.build();
            }),
        new Defect(
            "bag without a leaf",
            Code.E_LEAF_AMBIGUOUS,
            () -> {
              Forge forge = new Forge();
              forge.shape = forge.shape.withCertificates(QuoteShape.Certificates.BAG);
              forge.certificates =
                  all -> {
                    all.remove(0);
                    return all;
                  };
              return forge.build();
            }),
        new Defect(
            "module's certificate left out of a bag",
            Code.E_CHAIN_UNTRUSTED,
            () -> {
              Forge forge = new Forge();
              forge.shape = forge.shape.withCertificates(QuoteShape.Certificates.BAG);
              forge.certificates =
                  all -> {
                    all.remove(1);
                    return all;
                  };
              return forge.build();
            }),
        new Defect(
            "under another root",
            Code.E_CHAIN_UNTRUSTED,
            EnvelopeDefects::good,
            Request.standard().withAnchors(List.of(otherRoot()))),
        new Defect(
            "brings a root that nobody trusts",
            Code.E_CHAIN_UNTRUSTED,
            () -> {
              Forge forge = new Forge();
              forge.certificates =
                  all -> {
                    all.add(forge.certificate(Forge.ROOT));
                    return all;
                  };
              return forge.build();
            },
            Request.standard().withAnchors(List.of(otherRoot()))));
  }

  /** A root of the same name with another key. */
  public static TrustAnchor otherRoot() {
    byte[] vendor = new byte[48];
    Seeds seeds = new Seeds(Seeds.standard().master(), Seeds.standard().platformId(), vendor);
    return TrustAnchor.of(LayerChain.root(seeds));
  }
}
