package org.seamreplay.module.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.seamreplay.module.profile.Bytes;

/**
 * MRTD and the four RTMRs of a TD. MRTD is SHA-384 over what the build calls append, RTMRs are
 * extended by the guest (TDX module 1.5.01).
 */
public final class Measurements {
  /** Bytes of a SHA-384. */
  public static final int SIZE = 48;

  public static final int RTMRS = 4;

  /** Bytes that MR.EXTEND measures at once. */
  public static final int CHUNK = 256;

  private static final int RECORD = 128;
  private static final int GPA_OFFSET = 16;

  private final MessageDigest running = sha384();
  private final byte[][] rtmr = new byte[RTMRS][SIZE];
  private byte[] mrtd = new byte[SIZE];

  public static MessageDigest sha384() {
    try {
      return MessageDigest.getInstance("SHA-384");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-384", e);
    }
  }

  /** A page became part of the TD; its content is not measured by that. */
  public void pageAdded(long gpa) {
    append("MEM.PAGE.ADD", gpa);
  }

  /** 256 bytes of a page are measured. */
  public void extended(long gpa, byte[] content) {
    append("MR.EXTEND", gpa);
    running.update(content);
  }

  private void append(String what, long gpa) {
    byte[] bytes = new byte[RECORD];
    byte[] text = what.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, bytes, 0, text.length);
    Bytes.of(bytes).putLong(GPA_OFFSET, gpa);
    running.update(bytes);
  }

  /** MRTD becomes final. */
  public void finish() {
    mrtd = running.digest();
  }

  /** MRTD; zero until it is final. */
  public byte[] mrtd() {
    return mrtd.clone();
  }

  public byte[] rtmr(int index) {
    return rtmr[index].clone();
  }

  /** Extends an RTMR with 48 bytes. */
  public void extendRtmr(int index, byte[] data) {
    MessageDigest digest = sha384();
    digest.update(rtmr[index]);
    rtmr[index] = digest.digest(data);
  }
}
