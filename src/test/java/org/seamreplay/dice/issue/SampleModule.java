package org.seamreplay.dice.issue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.seamreplay.dice.quote.QuoteShape;
import org.seamreplay.dice.quote.TdReport;

/** The module and the TD report that the check values belong to. */
public final class SampleModule {
  static final long FEATURES = 1L << 39 | 1L << 50;
  static final long TD_ATTRIBUTES = 0x10000000L;
  static final long XFAM = 0x602e7L;

  private SampleModule() {}

  public static byte[] filled(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  static byte[] svn(int... first) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < first.length; i++) {
      bytes[i] = (byte) first[i];
    }
    return bytes;
  }

  public static ModuleIdentity first() {
    return new ModuleIdentity(
        "1.5.16",
        filled(0x21, 48),
        new byte[48],
        new byte[8],
        svn(5, 1, 2),
        svn(7, 1, 2),
        FEATURES,
        false);
  }

  public static ModuleIdentity updated() {
    return new ModuleIdentity(
        "1.5.17",
        filled(0x22, 48),
        new byte[48],
        new byte[8],
        svn(5, 1, 2),
        svn(8, 1, 2),
        FEATURES,
        false);
  }

  public static DiceQuoter quoter() {
    return quoter(QuoteShape.standard());
  }

  public static DiceQuoter quoter(QuoteShape shape) {
    return new DiceQuoter(Seeds.standard(), LoaderIdentity.standard(), first(), 1, shape);
  }

  public static byte[] reportData() {
    byte[] data = new byte[64];
    for (int i = 0; i < 64; i++) {
      data[i] = (byte) i;
    }
    return data;
  }

  public static byte[] report() {
    return report(first());
  }

  /** A TDREPORT without a MAC, which quoting does not look at. */
  public static byte[] report(ModuleIdentity module) {
    ByteBuffer report = ByteBuffer.allocate(TdReport.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    report.put(0, (byte) 0x81);
    report.put(128, reportData());
    report.put(264, module.teeTcbSvn());
    report.put(280, module.mrSeam());
    report.put(328, module.mrSignerSeam());
    report.put(376, module.seamAttributes());
    report.put(384, module.teeTcbSvn2());
    report.putLong(512, TD_ATTRIBUTES);
    report.putLong(520, XFAM);
    report.put(528, filled(0x31, 48));
    for (int i = 0; i < 4; i++) {
      report.put(720 + 48 * i, filled(0x40 + i, 48));
    }
    return report.array();
  }
}
