package org.seamreplay.dice.cbor;

/**
 * Numbers of COSE, CWT and TCG concise evidence that a quote is made of. Writer and reader share
 * nothing else.
 */
public final class Labels {
  /** ES384 (RFC 9053). */
  public static final long ES384 = -35;

  /** SHA-384 in IANA's Named Information registry. */
  public static final long DIGEST_SHA384 = 7;

  public static final int TAG_CWT = 61;
  public static final int TAG_COSE_SIGN1 = 18;
  public static final int TAG_OID = 111;
  public static final int TAG_CONCISE_EVIDENCE = 571;
  public static final long CLAIM_ISSUER = 1;
  public static final long CLAIM_SUBJECT = 2;
  public static final long CLAIM_NONCE = 10;
  public static final long CLAIM_PROFILE = 265;
  public static final long CLAIM_COLLECTION = -11;
  public static final long CLAIM_REPORT_DATA = -212;
  public static final long HEADER_ALGORITHM = 1;
  public static final long HEADER_CRITICAL = 2;
  public static final long HEADER_CONTENT_TYPE = 3;
  public static final long HEADER_KEY_ID = 4;

  private Labels() {}
}
