package org.seamreplay.vm.hosted;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;

/** Reading floating point numbers: strtod, strtof and atof, correctly rounded. */
final class DecimalFunctions {
  /** Every prefix of a number has to match, so that scanning can stop at the first that fails. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?i)(?:0x(?=\\.?[0-9a-f])[0-9a-f]*(?:\\.[0-9a-f]*)?(?:p[+-]?[0-9]+)?"
              + "|(?=\\.?[0-9])[0-9]*(?:\\.[0-9]*)?(?:e[+-]?[0-9]+)?"
              + "|inf(?:inity)?|nan(?:\\([0-9a-z_]*\\))?)");

  /** Longer numbers are cut off here; no program of ours has one. */
  private static final int LONGEST = 1 << 16;

  private final HostedArea area;

  private DecimalFunctions(HostedArea area) {
    this.area = area;
  }

  static void addTo(Library library, HostedArea area) {
    DecimalFunctions functions = new DecimalFunctions(area);
    library
        .function(
            "strtod",
            call ->
                call.result(Double.doubleToRawLongBits(functions.parse(call, call.arg(1), false))))
        .function(
            "atof",
            call -> call.result(Double.doubleToRawLongBits(functions.parse(call, 0, false))))
        .function(
            "strtof",
            call ->
                call.result(
                    Float.floatToRawIntBits((float) functions.parse(call, call.arg(1), true))
                        & 0xffff_ffffL));
  }

  private double parse(ExternalCall call, long end, boolean single) {
    Memory memory = call.vm().memory();
    long at = call.arg(0);
    while (CharacterFunctions.space((int) memory.load(at, 1))) {
      at++;
    }
    long first = memory.load(at, 1);
    boolean negative = first == '-';
    if (negative || first == '+') {
      at++;
    }
    Matcher number = NUMBER.matcher(candidate(memory, at));
    boolean found = number.lookingAt();
    if (end != 0) {
      memory.store(end, 8, found ? at + number.end() : call.arg(0));
    }
    if (!found) {
      return 0;
    }
    double magnitude = value(call, number.group(), single);
    return negative ? -magnitude : magnitude;
  }

  /** The characters that may belong to a number. */
  private static String candidate(Memory memory, long start) {
    StringBuilder text = new StringBuilder();
    while (text.length() < LONGEST) {
      char c = (char) memory.load(start + text.length(), 1);
      boolean wanted = (c < 0x80 && Character.isLetterOrDigit(c)) || "+-._()".indexOf(c) >= 0;
      if (!wanted) {
        break;
      }
      text.append(c);
    }
    return text.toString();
  }

  private double value(ExternalCall call, String text, boolean single) {
    char first = Character.toLowerCase(text.charAt(0));
    if (first == 'i') {
      return Double.POSITIVE_INFINITY;
    }
    if (first == 'n') {
      return Double.NaN;
    }
    boolean hexadecimal = text.length() > 1 && Character.toLowerCase(text.charAt(1)) == 'x';
    boolean needsExponent = hexadecimal && !text.toLowerCase(Locale.ROOT).contains("p");
    // Java wants the exponent of a hexadecimal number, C does not.
    String complete = needsExponent ? text + "p0" : text;
    double result = single ? Float.parseFloat(complete) : Double.parseDouble(complete);
    double smallest = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    if (Double.isInfinite(result) || (result < smallest && inexact(text, result, hexadecimal))) {
      area.fail(call.vm(), HostedErrno.ERANGE);
    }
    return result;
  }

  /** Whether a result below the normal range is not the number itself. */
  private static boolean inexact(String text, double result, boolean hexadecimal) {
    String digits = hexadecimal ? text.substring(2) : text;
    int exponent = -1;
    for (int i = 0; i < digits.length() && exponent < 0; i++) {
      char c = Character.toLowerCase(digits.charAt(i));
      if (c == (hexadecimal ? 'p' : 'e')) {
        exponent = i;
      }
    }
    String mantissa = exponent < 0 ? digits : digits.substring(0, exponent);
    boolean zero = mantissa.chars().allMatch(c -> c == '0' || c == '.');
    if (result == 0 || zero || hexadecimal) {
      return result == 0 && !zero;
    }
    return new BigDecimal(text).compareTo(new BigDecimal(result)) != 0;
  }
}
