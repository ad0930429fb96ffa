package org.seamreplay.dice.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.dice.cert.TcbInfo;
import org.seamreplay.dice.cert.TrustDomain;
import org.seamreplay.dice.quote.Field;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.platform.YamlNode;

class PolicyReaderTests {
  private static Policy policy(String text) {
    return PolicyReader.policy(YamlNode.parse("policy.yaml", text));
  }

  @Test
  void emptyMappingIsTheStandardPolicy() {
    assertThat(policy("{}")).isEqualTo(Policy.standard());
  }

  @Test
  void everyKeyIsRead() {
    String digest = "AB".repeat(48);
    Policy policy =
        policy(
            """
            strict: false
            profiles: [1.2.3]
            root: {kind: intel, may-be-expired: true}
            nonce-required: true
            revocation-required: true
            module:
              attributes: "0100000000000000"
              signers: [DIGEST]
              digests: DIGEST
              minimum-svn: 7
            tcb:
              minimum: [5, 1, 2]
              modules: {TDX_01: 5}
            td:
              debug: true
              migratable: true
              attributes: 0x8000000000000001
              xfam: 0x3
              mrtd: DIGEST
              rtmr3: [DIGEST, DIGEST]
              service-tds: [DIGEST]
            keys:
              flags: [debug, not-secure]
              minimum-generation: 2
              denied: [0a]
              devices: ["01ff"]
            """
                .replace("DIGEST", digest));
    String lower = "ab".repeat(48);
    assertThat(policy)
        .isEqualTo(
            new Policy(
                false,
                Set.of(-35L),
                Set.of("1.2.3"),
                Optional.of(TrustDomain.INTEL),
                true,
                true,
                true,
                new Policy.Module(
                    "0100000000000000", List.of(lower), List.of(lower), OptionalInt.of(7)),
                new Policy.Tcb(List.of(5, 1, 2), Map.of("TDX_01", 5)),
                new Policy.Td(
                    true,
                    true,
                    0x8000000000000001L,
                    3,
                    Map.of(Field.MRTD, List.of(lower), Field.RTMR3, List.of(lower, lower)),
                    List.of(lower)),
                new Policy.Keys(
                    TcbInfo.DEBUG | TcbInfo.NOT_SECURE, 2, Set.of("0a"), Set.of("01ff"))));
  }

  @Test
  void jsonIsReadToo() {
    assertThat(policy("{\"strict\": false, \"td\": {\"debug\": true}}"))
        .isNotEqualTo(Policy.standard());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "strikt: true | strikt",
        "strict: maybe | maybe",
        "root: {kind: amd} | model, intel, other",
        "td: {mrtd: 00} | has 1 bytes, not 48",
        "td: {mrtd: xyz} | not bytes in hex",
        "td: {rtmr4: 00} | rtmr4",
        "tcb: {minimum: [256]} | between 0 and 255",
        "tcb: {minimum: [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]} | 17 components",
        "tcb: {modules: {TDX_1: 5}} | two hex digits",
        "keys: {flags: [bug]} | debug",
        "[] | "
      })
  void mistakeIsNamedWithFileAndLine(String text, String message) {
    assertThatThrownBy(() -> policy("# a comment\n" + text))
        .isInstanceOf(InvalidFile.class)
        .hasMessageStartingWith("policy.yaml:2")
        .hasMessageContaining(message == null ? "" : message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> PolicyReader.read(Path.of("no-such-policy.yaml")))
        .isInstanceOf(InvalidFile.class)
        .hasMessageContaining("no-such-policy.yaml");
  }
}
