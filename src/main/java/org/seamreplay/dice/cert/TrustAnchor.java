package org.seamreplay.dice.cert;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A root that the caller trusts. It is an input of verification and never taken from a quote.
 *
 * @param certificate the root
 * @param domain whose root it is
 */
public record TrustAnchor(X509CertificateHolder certificate, TrustDomain domain) {
  /** SHA-256 of "DCP DICE Global Root CA" as go-tdx-guest pins it. */
  static final String INTEL_ROOT_SHA256 =
      "8031cd5e07d49be7f308900ef1775145cde8d264d385450038f2e82904d5c907";

  private static final String MODEL_ROOT_NAME = "TDX Model Root CA";

  private static final TrustAnchor STANDARD = resource("model-root.pem");

  /**
   * An anchor with the domain that its certificate belongs to. The model's roots are told by name:
   * the caller chose the certificate, so its name is no claim of a stranger.
   */
  public static TrustAnchor of(X509CertificateHolder certificate) {
    if (sha256(certificate).equals(INTEL_ROOT_SHA256)) {
      return new TrustAnchor(certificate, TrustDomain.INTEL);
    }
    for (RDN name : certificate.getSubject().getRDNs(BCStyle.CN)) {
      if (IETFUtils.valueToString(name.getFirst().getValue()).equals(MODEL_ROOT_NAME)) {
        return new TrustAnchor(certificate, TrustDomain.MODEL);
      }
    }
    return new TrustAnchor(certificate, TrustDomain.OTHER);
  }

  /** The root of the standard seeds, which shipped scenarios use: as a file, as any other root. */
  public static TrustAnchor standard() {
    return STANDARD;
  }

  private static TrustAnchor resource(String name) {
    try (InputStream in = TrustAnchor.class.getResourceAsStream("/dice/" + name);
        PemReader reader = new PemReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return of(new X509CertificateHolder(reader.readPemObject().getContent()));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the built-in root " + name, e);
    }
  }

  /** The certificate as PEM. */
  public String pem() {
    return pem(der(certificate));
  }

  public static String pem(byte[] der) {
    java.io.StringWriter text = new java.io.StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject("CERTIFICATE", der));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString().replace("\r\n", "\n");
  }

  private static String sha256(X509CertificateHolder certificate) {
    byte[] der = der(certificate);
    SHA256Digest digest = new SHA256Digest();
    digest.update(der, 0, der.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return HexFormat.of().formatHex(out);
  }

  private static byte[] der(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
