package org.seamreplay.vm.hosted;

import java.util.Locale;
import org.seamreplay.vm.hosted.FormatDirective.Length;

/** {@code %d %i %u %o %x %X}. */
final class IntegerConversion {
  private IntegerConversion() {}

  static String convert(FormatDirective directive, long argument) {
    char conversion = directive.conversion();
    boolean signed = conversion == 'd' || conversion == 'i';
    long value = signed ? signExtend(argument, directive.length()) : cut(argument, directive);
    String digits =
        switch (conversion) {
          case 'o' -> Long.toOctalString(value);
          case 'x', 'X' -> Long.toHexString(value);
          // Long.MIN_VALUE has no positive counterpart, but read as unsigned its negation is right.
          default -> Long.toUnsignedString(signed && value < 0 ? -value : value);
        };
    if (directive.precision() == 0 && value == 0) {
      digits = "";
    }
    if (digits.length() < directive.precision()) {
      digits = "0".repeat(directive.precision() - digits.length()) + digits;
    }
    String prefix = signed ? directive.sign(value < 0) : "";
    if (directive.alternative()) {
      if (conversion == 'o' && !digits.startsWith("0")) {
        digits = "0" + digits;
      } else if ((conversion == 'x' || conversion == 'X') && value != 0) {
        prefix = "0x";
      }
    }
    if (directive.upperCase()) {
      digits = digits.toUpperCase(Locale.ROOT);
      prefix = prefix.toUpperCase(Locale.ROOT);
    }
    return directive.pad(prefix, digits, directive.zero() && directive.precision() < 0);
  }

  private static long signExtend(long argument, Length length) {
    int shift = 64 - 8 * length.bytes();
    return argument << shift >> shift;
  }

  private static long cut(long argument, FormatDirective directive) {
    int shift = 64 - 8 * directive.length().bytes();
    return argument << shift >>> shift;
  }
}
