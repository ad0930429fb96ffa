package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;

/**
 * What neither the module nor its model knows: a module whose source is public refuses it, of a
 * later one nobody can say, so the model does not answer and names what it lacks.
 */
class UnknownNumbersTests {
  private static final String KNOWN = "tdx-1.5.01";
  private static final String LATER = "tdx-1.5-fast";

  @ParameterizedTest
  @CsvSource({
    "0xC8, 0, leaf 200",
    "0x1002D, 0, TDH.SYS.CONFIG v1",
    "0x7002D, 0, TDH.SYS.CONFIG v7",
    "0x3A, 0, TDH.PHYMEM.PAMT.ADD",
    "0x22, 0x9900000300000009, metadata field 0x9900000300000009 of TDH.SYS.RD"
  })
  void numberThatTheModelDoesNotKnowIsNotModelled(String rax, String field, String missing) {
    long call = Long.decode(rax);
    TestHost known = new TestHost(KNOWN).booted();
    assertThat(known.name(known.call(0, call, 0, Long.parseUnsignedLong(hex(field), 16), 0, 0)))
        .startsWith(field.equals("0") ? "TDX_OPERAND_INVALID" : "TDX_METADATA_FIELD_ID_INCORRECT");
    // What the tables name, and the profile does not list, the module really lacks.
    boolean named = missing.equals("TDH.SYS.CONFIG v1");
    TestHost later = new TestHost(LATER).booted();
    later.call(0, call, 0, Long.parseUnsignedLong(hex(field), 16), 0, 0);
    assertThat(later.r.end).isEqualTo(named ? SeamcallEnd.COMPLETED : SeamcallEnd.NOT_MODELLED);
    if (!named) {
      assertThat(later.r.missing).isEqualTo(missing);
    }
  }

  private static String hex(String number) {
    return number.replace("0x", "");
  }
}
