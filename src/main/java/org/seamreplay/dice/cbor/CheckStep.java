package org.seamreplay.dice.cbor;

import java.util.Arrays;
import java.util.Locale;

/**
 * What is checked of a quote, in this order. Steps 1 to 7 decide whether it is a quote at all, 8 to
 * 32 whether it is authentic; the first of them that fails ends the work. Steps 33 to 55 appraise
 * an authentic quote, and all of them are evaluated.
 */
public enum CheckStep {
  INPUT_SIZE(1, "not empty and not above the size limit", "model"),
  FORMAT(2, "a format that is known, wrapped at most twice", "go-tdx-guest; CMW draft"),
  CBOR(
      3,
      "well-formed CBOR within the limits, nothing after it",
      "RFC 8949 section 3; go-tdx-guest"),
  CBOR_KEYS(4, "no key twice in a map", "RFC 8949 section 5.6"),
  CBOR_TYPES(5, "no cut strings, floats or other types without a use", "go-tdx-guest"),
  COSE_TAGS(6, "tag 61 or none, tag 18, four elements", "RFC 8392; RFC 9052 section 4.2"),
  COSE_TYPES(7, "header, header, payload, signature of the right types", "RFC 9052 section 4.2"),
  PROTECTED_HEADER(8, "protected header is a map with an algorithm", "RFC 9052 section 3"),
  ALGORITHM(9, "algorithm is ES384", "go-tdx-guest; RFC 9053"),
  CRITICAL_HEADERS(10, "every critical header is understood", "RFC 9052 section 3.1"),
  SIGNATURE_FORM(11, "signature is r and s of 48 bytes in range", "RFC 9053 section 2.1"),
  CERTIFICATES(12, "1 to 16 certificates, each one DER", "RFC 9360; go-tdx-guest"),
  CHAIN_ORDER(13, "certificates make one path from the leaf", "RFC 9360"),
  TRUST_ANCHOR(14, "path ends at a root that the caller trusts", "RFC 5280 section 6.1"),
  CERTIFICATE_FORM(15, "version 3, proper serial, one signature algorithm", "RFC 5280 section 4.1"),
  CERTIFICATE_KEYS(16, "P-384 keys, ecdsa-with-SHA384", "go-tdx-guest"),
  CERTIFICATE_SIGNATURES(17, "each certificate is signed by its issuer", "RFC 5280 section 6.1"),
  VALIDITY(18, "valid at the time of verification", "RFC 5280 section 6.1"),
  AUTHORITIES(19, "issuers are authorities, path lengths hold", "RFC 5280 section 4.2.1"),
  LEAF_USAGE(20, "leaf signs and does not issue", "RFC 5280 section 4.2.1"),
  KEY_PURPOSES(21, "key purposes fit the layers", "TCG DICE Attestation Architecture"),
  KEY_IDENTIFIERS(22, "key identifiers and names agree", "RFC 5280 section 4.2.1"),
  CRITICAL_EXTENSIONS(23, "no critical extension that is unknown", "RFC 5280 section 4.2"),
  REVOCATION(24, "no certificate is revoked", "RFC 5280 section 6.3"),
  KEY_ID(25, "kid names the leaf", "RFC 9052 section 3.1"),
  QUOTE_SIGNATURE(26, "the leaf's key signed these bytes", "RFC 9052 section 4.4"),
  PROFILE(27, "claims name a profile that is accepted", "RFC 9711; go-tdx-guest"),
  REPORT_DATA_CLAIM(28, "report data of 64 bytes, the nonce claim equal to it", "go-tdx-guest"),
  COLLECTION(29, "evidence of platform, TD, service TD and module", "go-tdx-guest"),
  EVIDENCE(30, "each entry is concise evidence with one measurement", "TCG DICE concise evidence"),
  EVIDENCE_CLASS(31, "class-id fits the entry", "TCG DICE concise evidence"),
  FIELDS(32, "every field with its type and size", "go-tdx-guest"),
  TCB_INFO(
      33, "each layer's certificate has one DICE extension", "TCG DICE Attestation Architecture"),
  LAYER_ORDER(34, "layers count up to the leaf", "TCG DICE Attestation Architecture"),
  LAYER_DIGESTS(35, "each layer has SHA-384 digests", "TCG DICE Attestation Architecture"),
  LAYER_FLAGS(
      36, "no layer is in a debug or other unsafe mode", "TCG DICE Attestation Architecture"),
  BINDING_MODULE(37, "module's layer measures the module of the claims", "model"),
  BINDING_SVN(38, "security versions of layers and claims agree", "model"),
  BINDING_ISSUER(39, "the module's layer issued the quoting key", "model"),
  REPORT_DATA(40, "report data is what the caller expects", "RFC 9334 section 10"),
  FRESHNESS(41, "report data can serve as a nonce and is new", "RFC 9334 section 10"),
  MODULE_ATTRIBUTES(42, "module is a production module", "TDX module 1.5 ABI"),
  MODULE_SIGNER(43, "module's signer is accepted", "TDX module 1.5 ABI"),
  MODULE_DIGEST(44, "module is accepted", "policy"),
  TCB_LEVEL(45, "security versions reach the minimum", "go-tdx-guest issues 37 and 38"),
  TCB_ROLLBACK(46, "the platform is not older than at the TD's start", "TDX module 1.5 ABI"),
  TD_ATTRIBUTES(47, "TD attributes: no debugging, known bits only", "TDX module 1.5 ABI"),
  TD_XFAM(48, "extended features: x87 and SSE on, allowed bits only", "TDX module 1.5 ABI"),
  TD_MEASUREMENTS(49, "MRTD and configuration digests are expected", "policy"),
  RUNTIME_MEASUREMENTS(50, "RTMRs are expected", "policy"),
  SERVICE_TD(51, "service TDs and migration are allowed", "policy"),
  GENERATION(52, "key generation, certificates and device are allowed", "policy"),
  UNKNOWN_ITEMS(53, "nothing in the quote is unknown", "go-tdx-guest; dcap-qvl issues 124 and 138"),
  TRUST_DOMAIN(54, "the root is of the kind that the caller asked for", "model"),
  PROFILE_AND_ROOT(55, "profile and root belong together", "model");

  private final int number;
  private final String title;
  private final String source;

  CheckStep(int number, String title, String source) {
    this.number = number;
    this.title = title;
    this.source = source;
  }

  /** 1 to 55. */
  public int number() {
    return number;
  }

  /** Stable name in lower case with hyphens, for machine-readable results. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What holds when the step passes. */
  public String title() {
    return title;
  }

  /** Which public document or code it follows; "model" where it is this model's choice. */
  public String source() {
    return source;
  }

  /** Whether a failure means that the input is no quote. */
  public boolean decidesWhetherQuote() {
    return compareTo(COSE_TYPES) <= 0;
  }

  /** Whether a failure ends the work. */
  public boolean endsOnFailure() {
    return compareTo(FIELDS) <= 0;
  }

  /** The step of a stable name. */
  public static CheckStep of(String id) {
    return Arrays.stream(values())
        .filter(step -> step.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no step " + id));
  }
}
