package org.seamreplay.dice.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seamreplay.dice.cbor.CheckStep;
import org.seamreplay.dice.cbor.Code;
import org.seamreplay.dice.cbor.Hex;
import org.seamreplay.dice.cbor.QuoteFinding;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.dice.quote.QuoteClaims;

/** Steps 42 to 46: the module and the platform's security versions against the policy. */
public final class ModuleChecks {
  private final QuoteClaims claims;
  private final Policy policy;

  ModuleChecks(QuoteClaims claims, Policy policy) {
    this.claims = claims;
    this.policy = policy;
  }

  void run(Ledger ledger) {
    ledger.judge(CheckStep.MODULE_ATTRIBUTES, attributes());
    ledger.judge(CheckStep.MODULE_SIGNER, signer());
    digest(ledger);
    if (policy.tcb().minimum().isEmpty()) {
      ledger.notAsked(CheckStep.TCB_LEVEL, "the policy has no minimum");
    } else {
      ledger.judge(CheckStep.TCB_LEVEL, level());
    }
    rollback(ledger);
  }

  private Optional<QuoteFinding> attributes() {
    byte[] attributes = claims.bytes(Field.SEAMATTRIBUTES);
    byte[] allowed = java.util.HexFormat.of().parseHex(policy.module().attributes());
    for (int i = 0; i < attributes.length; i++) {
      if ((attributes[i] & ~allowed[i]) != 0) {
        return found(
            Code.E_SEAM_DEBUG,
            Field.SEAMATTRIBUTES,
            "SEAMATTRIBUTES are %s; a production module has none".formatted(Hex.of(attributes)));
      }
    }
    return Optional.empty();
  }

  private Optional<QuoteFinding> signer() {
    String signer = Hex.of(claims.bytes(Field.MRSIGNERSEAM));
    return policy.module().signers().contains(signer)
        ? Optional.empty()
        : found(
            Code.E_SEAM_SIGNER,
            Field.MRSIGNERSEAM,
            "MRSIGNERSEAM %s is not accepted".formatted(signer));
  }

  private void digest(Ledger ledger) {
    Policy.Module module = policy.module();
    if (module.digests().isEmpty() && module.minimumSvn().isEmpty()) {
      ledger.notAsked(CheckStep.MODULE_DIGEST, "the policy names no module");
      return;
    }
    String digest = Hex.of(claims.bytes(Field.MRSEAM));
    int svn = claims.bytes(Field.TEE_TCB_SVN2)[0] & 0xff;
    boolean known =
        module.digests().contains(digest)
            || (module.minimumSvn().isPresent() && svn >= module.minimumSvn().getAsInt());
    ledger.judge(
        CheckStep.MODULE_DIGEST,
        known
            ? Optional.empty()
            : found(
                Code.E_SEAM_UNKNOWN,
                Field.MRSEAM,
                "module %s of security version %d is not in the policy".formatted(digest, svn)));
  }

  private Optional<QuoteFinding> level() {
    return level(Field.TEE_TCB_SVN).or(() -> level(Field.TEE_TCB_SVN2));
  }

  /**
   * Component 1 is the module's major version. From 1 on, component 0 is to be read by that version
   * alone, and neither is a level of the platform.
   */
  private Optional<QuoteFinding> level(Field field) {
    byte[] actual = claims.bytes(field);
    int first = 0;
    int major = actual[1] & 0xff;
    if (major > 0) {
      String name = String.format(Locale.ROOT, "TDX_%02x", major);
      Integer least = policy.tcb().modules().get(name);
      if (least == null) {
        return found(
            Code.E_TCB_NO_MATCH,
            field,
            "%s is %s, but the policy has no level for module %s"
                .formatted(field, numbers(actual), name));
      }
      if ((actual[0] & 0xff) < least) {
        return found(
            Code.E_TCB_OUT_OF_DATE,
            field,
            "%s is %s, module %s needs [0] of %d; update the module"
                .formatted(field, numbers(actual), name, least));
      }
      first = 2;
    }
    List<Integer> minimum = policy.tcb().minimum();
    for (int i = first; i < minimum.size(); i++) {
      if ((actual[i] & 0xff) < minimum.get(i)) {
        return found(
            Code.E_TCB_OUT_OF_DATE,
            field,
            "%s is %s, the policy wants %s: [%d] is too low; update the platform"
                .formatted(field, numbers(actual), minimum, i));
      }
    }
    return Optional.empty();
  }

  private void rollback(Ledger ledger) {
    byte[] launched = claims.bytes(Field.TEE_TCB_SVN);
    byte[] current = claims.bytes(Field.TEE_TCB_SVN2);
    boolean differ = false;
    for (int i = 0; i < launched.length; i++) {
      if ((current[i] & 0xff) < (launched[i] & 0xff)) {
        ledger.judge(
            CheckStep.TCB_ROLLBACK,
            found(
                Code.E_TCB_ROLLBACK,
                Field.TEE_TCB_SVN2,
                "TEE_TCB_SVN2 is %s, below TEE_TCB_SVN %s at [%d]"
                    .formatted(numbers(current), numbers(launched), i)));
        return;
      }
      differ |= current[i] != launched[i];
    }
    if (differ) {
      ledger.warn(
          CheckStep.TCB_ROLLBACK,
          found(
                  Code.W_RELAUNCH,
                  Field.TEE_TCB_SVN2,
                  "the platform was updated since the TD started (%s, then %s); relaunch the TD"
                          .formatted(numbers(launched), numbers(current))
                      + " to have it measured on the new one")
              .stream()
              .toList());
    } else {
      ledger.judge(CheckStep.TCB_ROLLBACK, List.of());
    }
  }

  public static String numbers(byte[] svn) {
    List<Integer> numbers = new ArrayList<>();
    int last = 0;
    for (int i = 0; i < svn.length; i++) {
      numbers.add(svn[i] & 0xff);
      if (svn[i] != 0) {
        last = i + 1;
      }
    }
    return last == svn.length ? numbers.toString() : numbers.subList(0, last) + "..0";
  }

  private Optional<QuoteFinding> found(Code code, Field field, String message) {
    return Optional.of(new QuoteFinding(code, claims.offset(field), message));
  }
}
