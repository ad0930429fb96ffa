package org.seamreplay.module.profile;

import java.util.HexFormat;
import org.seamreplay.platform.YamlNode;

/**
 * What reports say of the platform and the module. None of it is real: a real CPU has secrets.
 *
 * @param seed where the model takes keys and identifiers from; equal seeds give equal runs
 * @param cpuSvn security version of the CPU, 16 bytes
 * @param teeTcbSvn security versions of module and loader, 16 bytes; byte 0 is the module's own
 * @param secondSvn whether reports have TEE_TCB_SVN_2 (newer than the public sources of 1.5.01)
 */
public record Attestation(byte[] seed, byte[] cpuSvn, byte[] teeTcbSvn, boolean secondSvn) {
  private static final String SEED =
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

  static Attestation read(YamlNode yaml) {
    yaml.onlyKeys("seed", "cpuSvn", "teeTcbSvn", "secondSvn");
    return new Attestation(
        yaml.find("seed").map(node -> hex(node, 32)).orElseGet(() -> HexFormat.of().parseHex(SEED)),
        yaml.find("cpuSvn").map(node -> hex(node, 16)).orElseGet(() -> svn(8)),
        yaml.find("teeTcbSvn").map(node -> hex(node, 16)).orElseGet(() -> svn(5)),
        yaml.find("secondSvn").map(YamlNode::flag).orElse(true));
  }

  private static byte[] svn(int first) {
    byte[] svn = new byte[16];
    svn[0] = (byte) first;
    svn[1] = 1;
    return svn;
  }

  private static byte[] hex(YamlNode node, int length) {
    try {
      byte[] bytes = HexFormat.of().parseHex(node.text());
      if (bytes.length == length) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw node.invalid("not hexadecimal: '" + node.text() + "'");
    }
    throw node.invalid("must be " + length + " bytes in hexadecimal");
  }
}
