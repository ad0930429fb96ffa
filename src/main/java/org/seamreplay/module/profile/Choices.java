package org.seamreplay.module.profile;

import org.seamreplay.platform.YamlNode;

/**
 * What the model does where public facts are silent. Each is a switch of the module profile, so
 * that a behaviour that becomes known needs no code, and the trace can say which choice a result
 * hangs on.
 *
 * @param lpsBeforeConfig which LPs must be initialised before SYS.CONFIG and SYS.UPDATE (1.5.01:
 *     all)
 * @param uninitialisedLp what leaves that need a ready module do on an LP without SYS.LP.INIT; can
 *     only happen if not all LPs are needed
 * @param earlyExtensionFields what reading EXT_REQUIRED, MEMORY_POOL_REQUIRED_PAGES or
 *     MAX_QUOTE_SIZE answers before they are meaningful
 * @param poolCountsDown whether MEMORY_POOL_REQUIRED_PAGES falls while pages are added
 * @param extensionsNotNeeded what EXT.INIT answers if EXT_REQUIRED is 0
 * @param surplusPages what EXT.MEM.ADD does with pages beyond the demand
 * @param poolPageOperand the operand id of a bad page of EXT.MEM.ADD
 * @param secondExtensionInit what EXT.INIT answers when it is done already
 * @param otherExtensionCall what happens if another extension SEAMCALL comes while one is
 *     interrupted on the same LP; either way the interrupted one is dropped
 * @param updateFeatures whether SYS.UPDATE version 1 may name other features than SYS.CONFIG did
 * @param largerQuotes what happens if a module after an update makes larger quotes than the one
 *     before it promised
 * @param tcbInfoHash how much of TEE_TCB_INFO its hash covers
 * @param x2apicCheck whether VP.INIT looks for a duplicate x2APIC id before or after the VCPU count
 */
public record Choices(
    LpsBeforeConfig lpsBeforeConfig,
    UninitialisedLp uninitialisedLp,
    EarlyFields earlyExtensionFields,
    boolean poolCountsDown,
    NotNeeded extensionsNotNeeded,
    Surplus surplusPages,
    PageOperand poolPageOperand,
    SecondInit secondExtensionInit,
    OtherCall otherExtensionCall,
    UpdateFeatures updateFeatures,
    LargerQuotes largerQuotes,
    TcbInfoHash tcbInfoHash,
    X2apicCheck x2apicCheck) {

  /** Which LPs must be initialised. */
  public enum LpsBeforeConfig {
    ALL,
    ONE_PER_PACKAGE,
    ANY
  }

  /** Leaves on an LP that was not initialised. */
  public enum UninitialisedLp {
    REFUSED,
    ALLOWED
  }

  /** Early reads of fields. */
  public enum EarlyFields {
    ZERO,
    NOT_READABLE
  }

  /** EXT.INIT without need. */
  public enum NotNeeded {
    STATE_INCORRECT,
    SUCCESS
  }

  /** Pages beyond the demand. */
  public enum Surplus {
    REFUSED,
    ACCEPTED
  }

  /** How a bad pool page is named. */
  public enum PageOperand {
    PAGE,
    RCX
  }

  /** EXT.INIT once more. */
  public enum SecondInit {
    INIT_NOT_PENDING,
    STATE_INCORRECT
  }

  /** Another extension SEAMCALL in between. */
  public enum OtherCall {
    INVALID_RESUMPTION,
    FRESH_START
  }

  /** Features at an update. */
  public enum UpdateFeatures {
    ANY,
    SAME
  }

  /** Quotes that grow with an update. */
  public enum LargerQuotes {
    ALLOWED,
    UPDATE_REFUSED,
    QUOTING_OFF
  }

  /** Bytes of TEE_TCB_INFO under the hash. */
  public enum TcbInfoHash {
    DEFINED_239,
    WHOLE_256
  }

  /** When duplicate x2APIC ids are found. */
  public enum X2apicCheck {
    BEFORE_COUNT,
    AFTER_COUNT
  }

  static Choices read(YamlNode yaml) {
    yaml.onlyKeys(
        "lpsBeforeConfig",
        "uninitialisedLp",
        "earlyExtensionFields",
        "poolCountsDown",
        "extensionsNotNeeded",
        "surplusPages",
        "poolPageOperand",
        "secondExtensionInit",
        "otherExtensionCall",
        "updateFeatures",
        "largerQuotes",
        "tcbInfoHash",
        "x2apicCheck");
    return new Choices(
        choice(yaml, "lpsBeforeConfig", LpsBeforeConfig.ALL),
        choice(yaml, "uninitialisedLp", UninitialisedLp.REFUSED),
        choice(yaml, "earlyExtensionFields", EarlyFields.ZERO),
        yaml.find("poolCountsDown").map(YamlNode::flag).orElse(false),
        choice(yaml, "extensionsNotNeeded", NotNeeded.STATE_INCORRECT),
        choice(yaml, "surplusPages", Surplus.REFUSED),
        choice(yaml, "poolPageOperand", PageOperand.PAGE),
        choice(yaml, "secondExtensionInit", SecondInit.STATE_INCORRECT),
        choice(yaml, "otherExtensionCall", OtherCall.INVALID_RESUMPTION),
        choice(yaml, "updateFeatures", UpdateFeatures.ANY),
        choice(yaml, "largerQuotes", LargerQuotes.ALLOWED),
        choice(yaml, "tcbInfoHash", TcbInfoHash.DEFINED_239),
        choice(yaml, "x2apicCheck", X2apicCheck.BEFORE_COUNT));
  }

  private static <T extends Enum<T>> T choice(YamlNode yaml, String key, T otherwise) {
    return yaml.find(key).map(node -> node.oneOf(otherwise.getDeclaringClass())).orElse(otherwise);
  }
}
