package org.seamreplay.module.leaf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.seamreplay.abi.Status;
import org.seamreplay.module.profile.Attestation;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.profile.Choices;
import org.seamreplay.module.state.Measurements;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.Td;

/**
 * Makes and checks TDREPORT_STRUCT: REPORTMACSTRUCT at 0, TEE_TCB_INFO at 256, TDINFO at 512.
 * Layout: TDX module 1.5.01 and Linux 7.3. A CPU computes the MAC with a key that never leaves it;
 * the model uses HMAC-SHA-256 under a key from the profile's seed.
 */
final class TdReportMaker {
  static final int SIZE = 1024;
  static final int REPORT_DATA_SIZE = 64;

  private static final int TYPE_TDX = 0x81;
  private static final int CPU_SVN = 16;
  private static final int TCB_INFO_HASH = 32;
  private static final int INFO_HASH = 80;
  private static final int REPORT_DATA = 128;
  private static final int MAC = 224;
  private static final int MAC_STRUCT_SIZE = 256;
  private static final int TCB_INFO = 256;
  private static final int TCB_INFO_DEFINED = 239;
  private static final int INFO = 512;

  /** Fields of TEE_TCB_INFO that are populated, 8 bytes a bit. */
  private static final long VALID = 0x1FF;

  private static final long VALID_WITH_SECOND_SVN = 0x301FF;

  private final ModuleState state;

  TdReportMaker(ModuleState state) {
    this.state = state;
  }

  /** The report of a TD. */
  byte[] make(Td td, byte[] reportData) {
    Attestation attestation = state.profile.attestation();
    byte[] report = new byte[SIZE];
    ByteBuffer out = Bytes.of(report);
    out.putLong(TCB_INFO, attestation.secondSvn() ? VALID_WITH_SECOND_SVN : VALID);
    out.put(TCB_INFO + 8, td.teeTcbSvn);
    out.put(TCB_INFO + 24, state.image.measurement());
    if (attestation.secondSvn()) {
      out.put(TCB_INFO + 128, attestation.teeTcbSvn());
    }
    out.put(INFO, info(td));
    out.put(0, (byte) TYPE_TDX);
    out.put(CPU_SVN, attestation.cpuSvn());
    out.put(TCB_INFO_HASH, hash(report, TCB_INFO, tcbInfoHashed()));
    out.put(INFO_HASH, hash(report, INFO, SIZE - INFO));
    out.put(REPORT_DATA, reportData);
    out.put(MAC, mac(report));
    return report;
  }

  private int tcbInfoHashed() {
    return state.profile.choices().tcbInfoHash() == Choices.TcbInfoHash.DEFINED_239
        ? TCB_INFO_DEFINED
        : INFO - TCB_INFO;
  }

  /** TDINFO: what the TD is. */
  private static byte[] info(Td td) {
    byte[] info = new byte[SIZE - INFO];
    ByteBuffer out = Bytes.of(info);
    out.putLong(td.params.attributes()).putLong(td.params.xfam()).put(td.measurements.mrtd());
    out.put(td.params.mrConfigId()).put(td.params.mrOwner()).put(td.params.mrOwnerConfig());
    for (int i = 0; i < Measurements.RTMRS; i++) {
      out.put(td.measurements.rtmr(i));
    }
    return info;
  }

  /** Whether this platform made the report: type, CPUSVN, MAC, and both hashes. */
  long verify(byte[] report) {
    long status = verifyMacStruct(report);
    boolean whole =
        matches(report, TCB_INFO_HASH, hash(report, TCB_INFO, tcbInfoHashed()))
            && matches(report, INFO_HASH, hash(report, INFO, SIZE - INFO));
    return status == Status.SUCCESS && !whole ? Status.INVALID_REPORTMACSTRUCT : status;
  }

  /** Whether this platform made the REPORTMACSTRUCT, the first 256 bytes of a report. */
  long verifyMacStruct(byte[] report) {
    if (!matches(report, CPU_SVN, state.profile.attestation().cpuSvn())) {
      return Status.INVALID_CPUSVN;
    }
    if ((report[0] & 0xFF) != TYPE_TDX || !matches(report, MAC, mac(report))) {
      return Status.INVALID_REPORTMACSTRUCT;
    }
    return Status.SUCCESS;
  }

  /** Whether the report is about this TD as it was when the report was made. */
  static boolean isAbout(byte[] report, Td td) {
    byte[] info = info(td);
    int fixed = 208;
    return Arrays.equals(info, 0, fixed, report, INFO, INFO + fixed);
  }

  /** Whether the module that runs now made the report. */
  boolean isOfThisModule(byte[] report) {
    return matches(report, TCB_INFO + 24, state.image.measurement());
  }

  /** Bytes of a REPORTMACSTRUCT. */
  static int macStructSize() {
    return MAC_STRUCT_SIZE;
  }

  private static boolean matches(byte[] report, int offset, byte[] expected) {
    return Arrays.equals(report, offset, offset + expected.length, expected, 0, expected.length);
  }

  private static byte[] hash(byte[] report, int offset, int length) {
    MessageDigest digest = Measurements.sha384();
    digest.update(report, offset, length);
    return digest.digest();
  }

  private byte[] mac(byte[] report) {
    try {
      byte[] label = "REPORTMACSTRUCT key".getBytes(StandardCharsets.US_ASCII);
      Mac derive = hmac(state.profile.attestation().seed());
      Mac mac = hmac(derive.doFinal(label));
      mac.update(report, 0, MAC);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static Mac hmac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac;
  }
}
