package org.seamreplay.dice.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.dice.cbor.CborItem;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.quote.EventLog;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.QuoteClaims;

/** Steps 47 to 51: the TD against the policy. */
final class DomainChecks {
  /** Bits 7:0 of ATTRIBUTES put a TD under debugging or profiling. */
  private static final long UNTRUSTED = 0xff;

  private static final long MIGRATABLE = 1L << 29;

  /** x87 and SSE state, without which no TD starts. */
  private static final long XFAM_REQUIRED = 3;

  private static final Map<Field, Code> MEASUREMENTS =
      Map.of(
          Field.MRTD, Code.E_MRTD,
          Field.MRCONFIGID, Code.E_MRCONFIG,
          Field.MROWNER, Code.E_MROWNER,
          Field.MROWNERCONFIG, Code.E_MROWNERCONFIG);

  private static final List<Field> RUNTIME =
      List.of(Field.RTMR0, Field.RTMR1, Field.RTMR2, Field.RTMR3);

  private final QuoteClaims claims;
  private final Optional<CborItem.Bytes> eventLog;
  private final Policy.Td policy;

  DomainChecks(QuoteClaims claims, Optional<CborItem.Bytes> eventLog, Policy policy) {
    this.claims = claims;
    this.eventLog = eventLog;
    this.policy = policy.td();
  }

  void run(Ledger ledger) {
    ledger.judge(CheckStep.TD_ATTRIBUTES, attributes());
    ledger.judge(CheckStep.TD_XFAM, xfam());
    expected(
        ledger,
        CheckStep.TD_MEASUREMENTS,
        List.of(Field.MRTD, Field.MRCONFIGID, Field.MROWNER, Field.MROWNERCONFIG),
        List.of(),
        false);
    expected(ledger, CheckStep.RUNTIME_MEASUREMENTS, RUNTIME, events(), eventLog.isPresent());
    ledger.judge(CheckStep.SERVICE_TD, serviceTd());
  }

  private long number(Field field) {
    return ByteBuffer.wrap(claims.bytes(field)).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private Optional<QuoteFinding> attributes() {
    long attributes = number(Field.TD_ATTRIBUTES);
    if ((attributes & UNTRUSTED) != 0 && !policy.debug()) {
      return found(
          Code.E_TD_DEBUG,
          Field.TD_ATTRIBUTES,
          String.format(
              Locale.ROOT,
              "TD attributes 0x%016x: the TD can be debugged or profiled",
              attributes));
    }
    if ((attributes & ~policy.attributes()) != 0) {
      return found(
          Code.E_TD_ATTR,
          Field.TD_ATTRIBUTES,
          String.format(
              Locale.ROOT,
              "TD attributes 0x%016x: bits 0x%x have no known meaning",
              attributes,
              attributes & ~policy.attributes()));
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> xfam() {
    long xfam = number(Field.XFAM);
    if ((xfam & XFAM_REQUIRED) == XFAM_REQUIRED && (xfam & ~policy.xfam()) == 0) {
      return Optional.empty();
    }
    return found(
        Code.E_XFAM,
        Field.XFAM,
        String.format(
            Locale.ROOT,
            "XFAM 0x%x needs bits 0 and 1 and none outside 0x%x",
            xfam,
            policy.xfam()));
  }

  /**
   * An event log that came with the quote is worth something only if it replays to the registers.
   */
  private List<QuoteFinding> events() {
    if (eventLog.isEmpty()) {
      return List.of();
    }
    int offset = eventLog.get().offset();
    List<QuoteFinding> findings = new ArrayList<>();
    try {
      Map<Field, byte[]> replayed = EventLog.replay(eventLog.get().copy());
      for (Field register : RUNTIME) {
        if (!Arrays.equals(replayed.get(register), claims.bytes(register))) {
          findings.add(
              QuoteFinding.at(
                  Code.E_EVENTLOG,
                  offset,
                  "the event log replays to %s %s, the quote has %s"
                      .formatted(
                          register,
                          Hex.of(replayed.get(register)),
                          Hex.of(claims.bytes(register)))));
        }
      }
    } catch (IllegalArgumentException e) {
      findings.add(QuoteFinding.at(Code.E_EVENTLOG, offset, e.getMessage()));
    }
    return findings;
  }

  private void expected(
      Ledger ledger,
      CheckStep step,
      List<Field> fields,
      List<QuoteFinding> others,
      boolean othersAsked) {
    List<QuoteFinding> findings = new ArrayList<>(others);
    boolean asked = othersAsked;
    for (Field field : fields) {
      List<String> accepted = policy.expected().getOrDefault(field, List.of());
      asked |= !accepted.isEmpty();
      String actual = Hex.of(claims.bytes(field));
      if (!accepted.isEmpty() && !accepted.contains(actual)) {
        Code code = MEASUREMENTS.getOrDefault(field, Code.E_RTMR);
        findings.add(
            found(
                    code,
                    field,
                    "%s is %s, the policy accepts %s"
                        .formatted(field, actual, String.join(", ", accepted)))
                .orElseThrow());
      }
    }
    if (asked) {
      ledger.judge(step, findings);
    } else {
      ledger.notAsked(step, "the policy names no values");
    }
  }

  private Optional<QuoteFinding> serviceTd() {
    String hash = Hex.of(claims.bytes(Field.SERVTD_HASH));
    boolean none = hash.equals("00".repeat(Field.SERVTD_HASH.size()));
    if (!none && !policy.serviceTds().contains(hash)) {
      return found(
          Code.E_SERVTD,
          Field.SERVTD_HASH,
          "the TD has service TDs (SERVTD_HASH %s) that the policy does not name".formatted(hash));
    }
    if ((number(Field.TD_ATTRIBUTES) & MIGRATABLE) != 0 && !policy.migratable()) {
      return found(
          Code.E_SERVTD,
          Field.TD_ATTRIBUTES,
          "the TD can be migrated (attribute bit 29), which the policy does not allow");
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> found(Code code, Field field, String message) {
    return Optional.of(new QuoteFinding(code, claims.offset(field), message));
  }
}
