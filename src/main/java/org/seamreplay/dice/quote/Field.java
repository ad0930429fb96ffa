package org.seamreplay.dice.quote;

/**
 * The fields of a TD's quote: where each is found in the evidence and in a TDREPORT. Source of keys
 * and sizes: go-tdx-guest's DICE parser; of report offsets: TDX module 1.5 ABI.
 */
public enum Field {
  /** Security versions when the TD was started. */
  TEE_TCB_SVN(Part.PLATFORM_TCB, "0", -125, 16, Form.SVN, 264),
  /** Security versions now. */
  TEE_TCB_SVN2(Part.PLATFORM_TCB, "1", -125, 16, Form.SVN, 384),
  /** Attributes of the TD. */
  TD_ATTRIBUTES(Part.TD, "0", -82, 8, Form.BYTES, 512),
  /** Extended features of the TD. */
  XFAM(Part.TD, "0", -201, 8, Form.BYTES, 520),
  /** The TD's initial contents. */
  MRTD(Part.TD, "0", -83, 48, Form.DIGEST, 528),
  /** What the host said of the TD's configuration. */
  MRCONFIGID(Part.TD, "0", -203, 48, Form.DIGEST, 576),
  /** The TD's owner. */
  MROWNER(Part.TD, "0", -204, 48, Form.DIGEST, 624),
  /** The owner's configuration. */
  MROWNERCONFIG(Part.TD, "0", -205, 48, Form.DIGEST, 672),
  /** Run-time measurement 0. */
  RTMR0(Part.TD, "0", -206, 48, Form.DIGEST, 720),
  /** Run-time measurement 1. */
  RTMR1(Part.TD, "0", -207, 48, Form.DIGEST, 768),
  /** Run-time measurement 2. */
  RTMR2(Part.TD, "0", -208, 48, Form.DIGEST, 816),
  /** Run-time measurement 3. */
  RTMR3(Part.TD, "0", -209, 48, Form.DIGEST, 864),
  /** Digest of the TD's service TDs; zero without one. */
  SERVTD_HASH(Part.SERVICE_TD, "0", -210, 48, Form.DIGEST, 912),
  /** Attributes of the module. */
  SEAMATTRIBUTES(Part.SEAM, "0", -82, 8, Form.BYTES, 376),
  /** Digest of the module. */
  MRSEAM(Part.SEAM, "0", -83, 48, Form.DIGEST, 280),
  /** Digest of the module's signer. */
  MRSIGNERSEAM(Part.SEAM, "0", -84, 48, Form.DIGEST, 328);

  /** How a value is encoded. */
  public enum Form {
    /** A byte string. */
    BYTES,
    /** [7, byte string]: the number of SHA-384 in IANA's Named Information registry. */
    DIGEST,
    /** 16 unsigned integers up to 255; a byte string is accepted too. */
    SVN
  }

  /** The key of TEE_TCB_SVN2 in the early sample, where both arrays share one entry. */
  static final long EARLY_SVN2_KEY = -153;

  private final Part part;
  private final String slot;
  private final long key;
  private final int size;
  private final Form form;
  private final int reportOffset;

  Field(Part part, String slot, long key, int size, Form form, int reportOffset) {
    this.part = part;
    this.slot = slot;
    this.key = key;
    this.size = size;
    this.form = form;
    this.reportOffset = reportOffset;
  }

  /** The entry of the collection it belongs to. */
  public Part part() {
    return part;
  }

  /** Which evidence of the entry has it: "0" as launched, "1" current. */
  public String slot() {
    return slot;
  }

  /** The measurement's key. */
  public long key() {
    return key;
  }

  /** The part whose entry holds it in the early sample. */
  public Part earlyPart() {
    return part == Part.SEAM ? Part.PLATFORM_TCB : part;
  }

  /** The measurement's key in the early sample. */
  public long earlyKey() {
    return this == TEE_TCB_SVN2 ? EARLY_SVN2_KEY : key;
  }

  /** Size in bytes. */
  public int size() {
    return size;
  }

  public Form form() {
    return form;
  }

  /** Where a TDREPORT has it. */
  public int reportOffset() {
    return reportOffset;
  }
}
