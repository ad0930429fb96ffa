package org.seamreplay.vm.hosted;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * {@code %e %f %g %a} of a double: the exact binary value, rounded to nearest, ties to even, as
 * glibc does in the default rounding mode.
 */
final class FloatConversion {
  private static final int FRACTION_BITS = 52;
  private static final int FRACTION_DIGITS = FRACTION_BITS / 4;

  private FloatConversion() {}

  static String convert(FormatDirective directive, double value) {
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    String sign = directive.sign(negative);
    String body;
    boolean finite = Double.isFinite(value);
    if (!finite) {
      body = Double.isNaN(value) ? "nan" : "inf";
    } else {
      double magnitude = Math.abs(value);
      switch (Character.toLowerCase(directive.conversion())) {
        case 'f' -> body = fixed(exact(magnitude), precision(directive), directive.alternative());
        case 'e' ->
            body = scientific(exact(magnitude), precision(directive), directive.alternative());
        case 'g' -> body = general(exact(magnitude), directive);
        default -> {
          sign += "0x";
          body = hexadecimal(magnitude, directive);
        }
      }
    }
    if (directive.upperCase()) {
      sign = sign.toUpperCase(Locale.ROOT);
      body = body.toUpperCase(Locale.ROOT);
    }
    return directive.pad(sign, body, directive.zero() && finite);
  }

  private static BigDecimal exact(double magnitude) {
    return new BigDecimal(magnitude);
  }

  private static int precision(FormatDirective directive) {
    return directive.precision() < 0 ? 6 : directive.precision();
  }

  private static String fixed(BigDecimal value, int precision, boolean point) {
    String text = value.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return precision == 0 && point ? text + "." : text;
  }

  private static String scientific(BigDecimal value, int precision, boolean point) {
    String digits;
    int exponent;
    if (value.signum() == 0) {
      digits = "0";
      exponent = 0;
    } else {
      BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
      digits = rounded.unscaledValue().toString();
      exponent = digits.length() - 1 - rounded.scale();
    }
    StringBuilder text = new StringBuilder().append(digits.charAt(0));
    if (precision > 0 || point) {
      text.append('.');
    }
    int given = Math.min(precision, digits.length() - 1);
    text.append(digits, 1, 1 + given).append("0".repeat(precision - given));
    text.append('e').append(exponent < 0 ? '-' : '+');
    if (Math.abs(exponent) < 10) {
      text.append('0');
    }
    return text.append(Math.abs(exponent)).toString();
  }

  private static String general(BigDecimal value, FormatDirective directive) {
    int significant = Math.max(1, precision(directive));
    String tried = scientific(value, significant - 1, false);
    int mark = tried.indexOf('e');
    int exponent = Integer.parseInt(tried, mark + 1, tried.length(), 10);
    boolean alternative = directive.alternative();
    if (exponent >= -4 && exponent < significant) {
      String text = fixed(value, significant - 1 - exponent, alternative);
      return alternative ? text : withoutTrailingZeros(text);
    }
    if (alternative) {
      return scientific(value, significant - 1, true);
    }
    return withoutTrailingZeros(tried.substring(0, mark)) + tried.substring(mark);
  }

  private static String withoutTrailingZeros(String text) {
    if (text.indexOf('.') < 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private static String hexadecimal(double magnitude, FormatDirective directive) {
    long bits = Double.doubleToRawLongBits(magnitude);
    long fraction = bits & ((1L << FRACTION_BITS) - 1);
    int biased = (int) (bits >>> FRACTION_BITS);
    int exponent = magnitude == 0 ? 0 : Math.max(biased, 1) - 1023;
    // The digit before the point is 1, or 0 for subnormal numbers; rounding may make it 2.
    long significand = fraction | (biased == 0 ? 0 : 1L << FRACTION_BITS);
    int digits = directive.precision();
    if (digits >= 0 && digits < FRACTION_DIGITS) {
      int dropped = 4 * (FRACTION_DIGITS - digits);
      long kept = significand >>> dropped;
      long rest = significand & ((1L << dropped) - 1);
      long half = 1L << (dropped - 1);
      if (rest > half || (rest == half && (kept & 1) != 0)) {
        kept++;
      }
      significand = kept << dropped;
    }
    String hex = Long.toHexString(significand & ((1L << FRACTION_BITS) - 1));
    hex = "0".repeat(FRACTION_DIGITS - hex.length()) + hex;
    if (digits < 0) {
      int end = hex.length();
      while (end > 0 && hex.charAt(end - 1) == '0') {
        end--;
      }
      hex = hex.substring(0, end);
    } else if (digits < FRACTION_DIGITS) {
      hex = hex.substring(0, digits);
    } else {
      hex += "0".repeat(digits - FRACTION_DIGITS);
    }
    String point = hex.isEmpty() && !directive.alternative() ? "" : ".";
    return (significand >>> FRACTION_BITS)
        + point
        + hex
        + "p"
        + (exponent < 0 ? "-" : "+")
        + Math.abs(exponent);
  }
}
