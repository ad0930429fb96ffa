package org.seamreplay.dice.verify;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.seamreplay.dice.cbor.Labels;
import org.seamreplay.dice.cert.DiceOids;
import org.seamreplay.dice.cert.TcbInfo;
import org.seamreplay.dice.cert.TrustDomain;
import org.seamreplay.dice.quote.Field;

/**
 * What a caller wants of a quote. Digests are lower-case hex; an empty list asks nothing.
 *
 * @param strict whether shapes and items beyond the known ones are failures; otherwise warnings
 * @param algorithms COSE algorithms that may sign a quote
 * @param profiles accepted values of eat_profile, dotted OIDs
 * @param trustDomain whose root the chain must end at; empty: any that was given
 * @param rootMayBeExpired whether the root's own validity is left out
 * @param nonceRequired whether report data must be usable as a nonce
 * @param revocation whether a revocation list is required for each issuer
 * @param module the TDX module
 * @param tcb security versions
 * @param td the TD
 * @param keys layers and keys
 */
public record Policy(
    boolean strict,
    Set<Long> algorithms,
    Set<String> profiles,
    Optional<TrustDomain> trustDomain,
    boolean rootMayBeExpired,
    boolean nonceRequired,
    boolean revocation,
    Module module,
    Tcb tcb,
    Td td,
    Keys keys) {

  /**
   * Wishes about the module.
   *
   * @param attributes SEAMATTRIBUTES bits that may be set, 8 bytes in hex
   * @param signers accepted MRSIGNERSEAM
   * @param digests accepted MRSEAM
   * @param minimumSvn the module's own security version that is accepted whatever its digest
   */
  public record Module(
      String attributes, List<String> signers, List<String> digests, OptionalInt minimumSvn) {}

  /**
   * Wishes about security versions.
   *
   * @param minimum for each of the 16 components; empty: none
   * @param modules for a module's major version, as "TDX_01", the minimum of component 0, which
   *     then replaces the first two components of {@code minimum}
   */
  public record Tcb(List<Integer> minimum, Map<String, Integer> modules) {}

  /**
   * Wishes about the TD.
   *
   * @param debug whether it may be debugged
   * @param migratable whether it may be migrated
   * @param attributes bits of ATTRIBUTES that are known
   * @param xfam bits of XFAM that are allowed
   * @param expected accepted digests by field
   * @param serviceTds accepted SERVTD_HASH besides zero
   */
  public record Td(
      boolean debug,
      boolean migratable,
      long attributes,
      long xfam,
      Map<Field, List<String>> expected,
      List<String> serviceTds) {}

  /**
   * Wishes about layers and keys.
   *
   * @param flags TcbInfo flags that layers may assert, bits as in {@link TcbInfo}
   * @param minimumGeneration of the quoting key
   * @param denied serial numbers or key identifiers in hex that must not occur
   * @param devices UEIDs in hex; empty: any
   */
  public record Keys(int flags, long minimumGeneration, Set<String> denied, Set<String> devices) {}

  /**
   * ATTRIBUTES bits with a published meaning: profiling 4 to 6, 16 ICSSD, 27 LASS, 28
   * SEPT_VE_DISABLE, 29 MIGRATABLE, 30 PKS, 31 KL, 62 TPA, 63 PERFMON; 0 DEBUG.
   */
  static final long KNOWN_ATTRIBUTES = 0x71L | 1L << 16 | 0xf8000000L | 1L << 62 | 1L << 63;

  /** What an existing public verifier allows in XFAM. */
  static final long ALLOWED_XFAM = 0x6DBE7L;

  /** Nothing is asked that a caller must know; everything unsafe is refused. */
  public static Policy standard() {
    return new Policy(
        true,
        Set.of(Labels.ES384),
        Set.of(DiceOids.MODEL_PROFILE.getId(), DiceOids.INTEL_PROFILE.getId()),
        Optional.empty(),
        false,
        false,
        false,
        new Module("00".repeat(8), List.of("00".repeat(48)), List.of(), OptionalInt.empty()),
        new Tcb(List.of(), Map.of()),
        new Td(false, false, KNOWN_ATTRIBUTES, ALLOWED_XFAM, new EnumMap<>(Field.class), List.of()),
        new Keys(0, 0, Set.of(), Set.of()));
  }

  /** The same, strict or not. */
  public Policy withStrict(boolean other) {
    return new Policy(
        other,
        algorithms,
        profiles,
        trustDomain,
        rootMayBeExpired,
        nonceRequired,
        revocation,
        module,
        tcb,
        td,
        keys);
  }
}
