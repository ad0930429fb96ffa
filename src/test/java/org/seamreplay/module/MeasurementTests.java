package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.module.leaf.TdGuest;
import org.seamreplay.module.port.GuestMemory;
import org.seamreplay.module.profile.Bytes;
import org.seamreplay.module.profile.ModuleProfile;
import org.seamreplay.module.state.Measurements;
import org.seamreplay.platform.YamlNode;

/** MRTD, RTMR and reports: known values of SHA-384 over what the build calls append. */
class MeasurementTests {
  private final TestTd td = new TestTd(new TestHost("tdx-1.5-fast").booted());

  private TestTd built() {
    return td.created().keyed().tdcs().initialised().vcpuCreated().vcpuPages().vcpuInitialised();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void mrtdOfAnEmptyTdIsTheHashOfNothing() {
    built().finalized();
    assertThat(hex(td.mrtd()))
        .isEqualTo(
            "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da"
                + "274edebfe76f65fbd51ad2f14898b95b");
  }

  @Test
  void mrtdOfAPageThatIsNotMeasured() {
    built().sept(0).page(0, TestTd.PAGES, new byte[4096]).finalized();
    assertThat(hex(td.mrtd()))
        .isEqualTo(
            "8f3e9a8aca6784eab874f7aa4dda5d49104a88047f1f86695ef2a88f5691a90e"
                + "34aac48ce45ffa1f5a23c7d62980d570");
  }

  @Test
  void mrtdOfAMeasuredZeroPage() {
    built().sept(0).page(0, TestTd.PAGES, new byte[4096]).extended(0).finalized();
    assertThat(hex(td.mrtd()))
        .isEqualTo(
            "236f0efa607ff8843f1855d7ef80dc3dda8fb455787a186b8787212951eab009"
                + "6e3193bb26f817c2b63c21f5e10f9938");
  }

  @Test
  void mrtdOfAMeasuredPageWithContent() {
    byte[] content = new byte[4096];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) i;
    }
    long gpa = 0xFFC84000L;
    built().sept(gpa).page(gpa, TestTd.PAGES, content).extended(gpa).finalized();
    assertThat(hex(td.mrtd()))
        .isEqualTo(
            "317de449f887b617c630ea0b7fd5bb4cb535494feee40584e5eab943e617aeb6"
                + "4c79632604edd961d3fecddaf425e379");
  }

  @Test
  void mrtdReadsZeroUntilItIsFinal() {
    built();
    assertThat(td.mrtd()).containsOnly(0);
  }

  private TdGuest guest() {
    return td.host.module.guest(TestTd.TDR, GuestMemory.NOTHING_SHARED).orElseThrow();
  }

  private long tdcall(TdGuest guest, int leaf, long rcx, long rdx, long r8) {
    SeamRegisters r = td.host.r;
    r.rax = leaf;
    r.rcx = rcx;
    r.rdx = rdx;
    r.r8 = r8;
    guest.tdcall(r);
    return r.rax;
  }

  @Test
  void rtmrIsTheHashOfOldValueAndData() {
    td.runnable();
    TdGuest guest = guest();
    guest.write(0, HexFormat.of().parseHex("11".repeat(48)));
    assertThat(tdcall(guest, 2, 0, 1, 0)).isZero();
    guest.write(0x400, new byte[64]);
    assertThat(tdcall(guest, 4, 0x800, 0x400, 0)).isZero();
    byte[] report = guest.read(0x800, 1024);
    assertThat(hex(Arrays.copyOfRange(report, 512 + 208 + 48, 512 + 208 + 96)))
        .isEqualTo(
            "c7304e0aec48bbbc703c099b425485b7a60e19b6a83630b0fb558ce2f02ec41e"
                + "4cdf205335b4b613b3537ad83eb62262");
  }

  @Test
  void reportHasTheFieldsOfTheTd() {
    td.runnable();
    TdGuest guest = guest();
    byte[] data = HexFormat.of().parseHex("5a".repeat(64));
    guest.write(0x880, data);
    // REPORTDATA may lie where the report goes, as Linux' guest driver has it.
    assertThat(tdcall(guest, 4, 0x800, 0x880, 0)).isZero();
    byte[] report = guest.read(0x800, 1024);
    assertThat(report[0] & 0xFF).isEqualTo(0x81);
    assertThat(Arrays.copyOfRange(report, 128, 192)).isEqualTo(data);
    assertThat(Arrays.copyOfRange(report, 512 + 16, 512 + 64)).isEqualTo(td.mrtd());
    assertThat(report[512 + 64]).isEqualTo((byte) 0xC1);
    assertThat(report[512 + 112]).isEqualTo((byte) 0xC2);
    assertThat(report[512 + 160]).isEqualTo((byte) 0xC3);
    assertThat(Bytes.of(report).getLong(256)).isEqualTo(0x301FF);
    assertThat(Arrays.copyOfRange(report, 80, 128))
        .isEqualTo(Measurements.sha384().digest(Arrays.copyOfRange(report, 512, 1024)));
    assertThat(Arrays.copyOfRange(report, 32, 80))
        .isEqualTo(Measurements.sha384().digest(Arrays.copyOfRange(report, 256, 256 + 239)));
    assertThat(tdcall(guest, 22, 0x800, 0, 0)).isZero();
  }

  /** Everything that the report says, put together by hand, hashes and MAC included. */
  @Test
  void reportIsWhatAnIndependentComputationGives() {
    byte[] content = new byte[4096];
    new java.util.Random(1).nextBytes(content);
    built().sept(0).page(0, TestTd.PAGES, content).extended(0).finalized();
    TdGuest guest = guest();
    byte[] event = HexFormat.of().parseHex("ab".repeat(48));
    guest.write(0, event);
    assertThat(tdcall(guest, 2, 0, 0, 0)).isZero();
    assertThat(tdcall(guest, 2, 0, 3, 0)).isZero();
    assertThat(tdcall(guest, 2, 0, 3, 0)).isZero();
    byte[] data = HexFormat.of().parseHex("77".repeat(64));
    guest.write(0x400, data);
    assertThat(tdcall(guest, 4, 0x800, 0x400, 0)).isZero();

    ByteBuffer built = ByteBuffer.allocate(128 + 16 * (128 + 256)).order(ByteOrder.LITTLE_ENDIAN);
    built.put("MEM.PAGE.ADD".getBytes(StandardCharsets.US_ASCII)).putLong(16, 0).position(128);
    for (int chunk = 0; chunk < 16; chunk++) {
      int start = built.position();
      built.put("MR.EXTEND".getBytes(StandardCharsets.US_ASCII)).putLong(start + 16, 256L * chunk);
      built.position(start + 128).put(content, 256 * chunk, 256);
    }
    byte[] once = sha384(new byte[48], event);
    ByteBuffer report = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    report.position(256);
    report.putLong(0x301FF).put(HexFormat.of().parseHex("05010000000000000000000000000000"));
    report.put(sha384(td.host.module.image().orElseThrow().pages()));
    report.put(384, HexFormat.of().parseHex("05010000000000000000000000000000"));
    report.putLong(520, 3).put(528, sha384(built.array()));
    report.put(576, HexFormat.of().parseHex("c1".repeat(48)));
    report.put(624, HexFormat.of().parseHex("c2".repeat(48)));
    report.put(672, HexFormat.of().parseHex("c3".repeat(48)));
    report.put(720, once).put(864, sha384(once, event));
    report.put(0, (byte) 0x81).put(16, HexFormat.of().parseHex("0801" + "00".repeat(14)));
    report.put(32, sha384(Arrays.copyOfRange(report.array(), 256, 495)));
    report.put(80, sha384(Arrays.copyOfRange(report.array(), 512, 1024)));
    report.put(128, data);
    byte[] seed =
        HexFormat.of().parseHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    byte[] key = hmac(seed, "REPORTMACSTRUCT key".getBytes(StandardCharsets.US_ASCII));
    report.put(224, hmac(key, Arrays.copyOf(report.array(), 224)));

    assertThat(hex(guest.read(0x800, 1024))).isEqualTo(hex(report.array()));
  }

  @Test
  void hashOfTheTcbInfoMayCoverAllOfIt() {
    ModuleProfile profile =
        ModuleProfile.read(
            YamlNode.parse(
                "test",
                "{name: t, extends: tdx-1.5-fast, choices: {tcbInfoHash: whole-256},"
                    + " attestation: {secondSvn: false}}"));
    TestHost other = new TestHost(TestHost.machine(2, 4), profile).booted();
    new TestTd(other).runnable();
    TdGuest guest = other.module.guest(TestTd.TDR, GuestMemory.NOTHING_SHARED).orElseThrow();
    assertThat(tdcall(guest, 4, 0x800, 0x400, 0)).isZero();
    byte[] report = guest.read(0x800, 1024);
    assertThat(Arrays.copyOfRange(report, 32, 80))
        .isEqualTo(sha384(Arrays.copyOfRange(report, 256, 512)));
    assertThat(Bytes.of(report).getLong(256)).isEqualTo(0x1FF);
    assertThat(Arrays.copyOfRange(report, 384, 400)).containsOnly(0);
    assertThat(tdcall(guest, 22, 0x800, 0, 0)).isZero();
  }

  private static byte[] sha384(byte[]... parts) {
    SHA384Digest digest = new SHA384Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[48];
    digest.doFinal(hash, 0);
    return hash;
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    HMac mac = new HMac(new SHA256Digest());
    mac.init(new KeyParameter(key));
    mac.update(message, 0, message.length);
    byte[] result = new byte[32];
    mac.doFinal(result, 0);
    return result;
  }

  @Test
  void changedReportDoesNotVerify() {
    td.runnable();
    TdGuest guest = guest();
    assertThat(tdcall(guest, 4, 0x800, 0x400, 0)).isZero();
    byte[] report = guest.read(0x800, 1024);
    report[130] ^= 1;
    guest.write(0x800, report);
    assertThat(td.host.name(tdcall(guest, 22, 0x800, 0, 0)))
        .isEqualTo("TDX_INVALID_REPORTMACSTRUCT");
    report[16] ^= 1;
    guest.write(0x800, report);
    assertThat(td.host.name(tdcall(guest, 22, 0x800, 0, 0))).isEqualTo("TDX_INVALID_CPUSVN");
  }

  @Test
  void reportOperandsAreCheckedInOrder() {
    td.runnable();
    TdGuest guest = guest();
    assertThat(td.host.name(tdcall(guest, 4 | 0x1_0000, 0x801, 0x401, 1)))
        .isEqualTo("TDX_OPERAND_INVALID");
    assertThat(td.host.name(tdcall(guest, 4, 0x801, 0x401, 1)))
        .isEqualTo("TDX_OPERAND_INVALID|RCX");
    assertThat(td.host.name(tdcall(guest, 4, 0x800, 0x401, 1)))
        .isEqualTo("TDX_OPERAND_INVALID|RDX");
    assertThat(td.host.name(tdcall(guest, 4, 0x800, 0x400, 1))).isEqualTo("TDX_OPERAND_INVALID|R8");
    assertThat(td.host.name(tdcall(guest, 4, 1L << 48, 0x400, 0)))
        .isEqualTo("TDX_OPERAND_INVALID|RCX");
    tdcall(guest, 4, 0x8000, 0x400, 0);
    assertThat(td.host.r.end).isEqualTo(SeamRegisters.SeamcallEnd.NOT_MODELLED);
  }
}
