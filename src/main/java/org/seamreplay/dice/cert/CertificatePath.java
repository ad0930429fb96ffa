package org.seamreplay.dice.cert;

import java.util.List;

/**
 * The certificates of a quote as a path.
 *
 * @param certificates from the leaf towards the root, which is not among them
 * @param anchor the root that the caller trusts
 * @param root the root's certificate
 */
public record CertificatePath(
    List<Certificate> certificates, TrustAnchor anchor, Certificate root) {
  public Certificate leaf() {
    return certificates.get(0);
  }

  /** The issuer of a certificate of the path. */
  public Certificate issuer(int index) {
    return index + 1 < certificates.size() ? certificates.get(index + 1) : root;
  }
}
