package org.seamreplay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

class PrintkFormatTests {

  /** Expected values are what the C standard and printk-formats.rst say of the same format. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          %d                | 4294967295           | -1
          %u                | 4294967295           | 4294967295
          %ld               | -5                   | -5
          %llx              | -1                   | ffffffffffffffff
          %x                | 4886718345           | 23456789
          0x%016llx         | 2748                 | 0x0000000000000abc
          %#x               | 255                  | 0xff
          %#010x            | 255                  | 0x000000ff
          %hu               | 65537                | 1
          %hhd              | 255                  | -1
          "[%5d]"           | 42                   | "[   42]"
          "[%-5d]"          | 42                   | "[42   ]"
          "[%05d]"          | -42                  | "[-0042]"
          "[%.4d]"          | 42                   | "[0042]"
          %+d               | 7                    | +7
          %02u              | 5                    | 05
          %c                | 65                   | A
          %%                | 0                    | %
          %lu KB            | 18446744073709551615 | 18446744073709551615 KB
          %s                | 0                    | (null)
          %s                | -22                  | (efault)
          %p                | 4096                 | (____ptrval____)
          %p                | 0                    | (null)
          %px               | 4096                 | 0000000000001000
          %pe               | -12                  | -ENOMEM
          %o                | 8                    | 10
          %X                | 48879                | BEEF
          """)
  void formatsAsTheKernelDoes(String format, String argument, String expected) {
    long value =
        argument.startsWith("-") ? Long.parseLong(argument) : Long.parseUnsignedLong(argument);

    assertThat(PrintkFormat.format(new OneArgument(format, value), 0)).isEqualTo(expected);
  }

  private record OneArgument(String format, long value) implements ExternalCall {
    @Override
    public Vm vm() {
      return null;
    }

    @Override
    public String name() {
      return "_printk";
    }

    @Override
    public int count() {
      return 2;
    }

    @Override
    public long arg(int index) {
      return value;
    }

    @Override
    public long undefinedBits(int index) {
      return 0;
    }

    @Override
    public String stringArg(int index) {
      return format;
    }

    @Override
    public void result(long ignored) {}

    @Override
    public void secondResult(long ignored) {}
  }
}
