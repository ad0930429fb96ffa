package org.seamreplay.dice.cert;

/** Whose word a trust anchor is. */
public enum TrustDomain {
  /** A test root of this model: shows that formats and flows are right, nothing about hardware. */
  MODEL,
  /** The root that public sources name for Intel's DICE certificates. */
  INTEL,
  /** Any other root. */
  OTHER
}
