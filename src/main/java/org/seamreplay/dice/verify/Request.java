package org.seamreplay.dice.verify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CRLHolder;
import org.seamreplay.dice.cert.TrustAnchor;

/**
 * What a caller brings to a verification besides the quote.
 *
 * @param anchors the roots that are trusted
 * @param at the time for which the quote is verified. An input and never the clock, so that a
 *     result can be had again; {@link #DEFAULT_TIME} where the caller does not care
 * @param reportData what the quote must answer, 64 bytes
 * @param policy what the quote must be like
 * @param revocationLists of the issuers
 * @param nonces which report data were seen before
 */
public record Request(
    List<TrustAnchor> anchors,
    Instant at,
    Optional<byte[]> reportData,
    Policy policy,
    List<X509CRLHolder> revocationLists,
    Nonces nonces) {

  /** The time used where the caller names none: inside the validity of this model's roots. */
  public static final Instant DEFAULT_TIME = Instant.parse("2026-01-01T00:00:00Z");

  /** The built-in test root, the standard policy, the default time, no expectations. */
  public static Request standard() {
    return new Request(
        List.of(TrustAnchor.standard()),
        DEFAULT_TIME,
        Optional.empty(),
        Policy.standard(),
        List.of(),
        Nonces.NONE);
  }

  /** The same with other roots. */
  public Request withAnchors(List<TrustAnchor> others) {
    return new Request(others, at, reportData, policy, revocationLists, nonces);
  }

  /** The same for another time. */
  public Request withTime(Instant other) {
    return new Request(anchors, other, reportData, policy, revocationLists, nonces);
  }

  /** The same with report data to compare with. */
  public Request withReportData(byte[] expected) {
    return new Request(anchors, at, Optional.of(expected), policy, revocationLists, nonces);
  }

  /** The same with another policy. */
  public Request withPolicy(Policy other) {
    return new Request(anchors, at, reportData, other, revocationLists, nonces);
  }

  /** The same with revocation lists. */
  public Request withRevocationLists(List<X509CRLHolder> lists) {
    return new Request(anchors, at, reportData, policy, lists, nonces);
  }

  /** The same with a memory for nonces. */
  public Request withNonces(Nonces other) {
    return new Request(anchors, at, reportData, policy, revocationLists, other);
  }
}
