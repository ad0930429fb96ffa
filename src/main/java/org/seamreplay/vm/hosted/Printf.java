package org.seamreplay.vm.hosted;

import org.seamreplay.vm.hosted.FormatDirective.Length;

/**
 * printf as C11 7.21.6.1 has it, and where C leaves the choice, as glibc: {@code (nil)}, {@code
 * (null)}, the digits of {@code %a}. Text is one char for each byte.
 */
final class Printf {
  /** Widths and precisions above this are refused: one directive would fill the heap. */
  static final int MAX_FIELD = 1 << 20;

  private final String format;
  private final FormatArguments arguments;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private Printf(String format, FormatArguments arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  /** The text that the format and its arguments make; {@link FormatException} if there is none. */
  static String format(String format, FormatArguments arguments) {
    return new Printf(format, arguments).run();
  }

  private String run() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        out.append(format, at, format.length());
        break;
      }
      out.append(format, at, percent);
      at = percent + 1;
      FormatDirective directive = directive(percent);
      out.append(convert(directive, format.substring(percent, at)));
    }
    return out.toString();
  }

  private FormatDirective directive(int start) {
    boolean left = false;
    boolean plus = false;
    boolean space = false;
    boolean alternative = false;
    boolean zero = false;
    boolean flags = true;
    while (flags) {
      switch (peek()) {
        case '-' -> left = true;
        case '+' -> plus = true;
        case ' ' -> space = true;
        case '#' -> alternative = true;
        case '0' -> zero = true;
        // Groups digits as the locale says; the "C" locale has no groups.
        case '\'' -> {}
        default -> flags = false;
      }
      if (flags) {
        at++;
      }
    }
    int width = 0;
    if (peek() == '*') {
      at++;
      width = (int) arguments.nextWord();
      if (width < 0) {
        left = true;
        width = -width;
      }
    } else if (digit(peek())) {
      width = number();
      if (peek() == '$') {
        throw notModelled(start, "numbered arguments");
      }
    }
    int precision = -1;
    if (peek() == '.') {
      at++;
      if (peek() == '*') {
        at++;
        precision = Math.max(-1, (int) arguments.nextWord());
      } else {
        precision = digit(peek()) ? number() : 0;
      }
    }
    if (width < 0 || width > MAX_FIELD || precision > MAX_FIELD) {
      throw notModelled(start, "a field of more than " + MAX_FIELD + " characters");
    }
    Length length = length();
    char conversion = peek();
    if (conversion == 0) {
      throw new FormatException(
          FormatException.Cause.UNDEFINED,
          "format ends inside the directive " + format.substring(start));
    }
    at++;
    return new FormatDirective(
        left, plus, space, alternative, zero, width, precision, length, conversion);
  }

  private Length length() {
    char c = peek();
    boolean twice = at + 1 < format.length() && format.charAt(at + 1) == c;
    Length length =
        switch (c) {
          case 'h' -> twice ? Length.CHAR : Length.SHORT;
          case 'l' -> twice ? Length.LONG_LONG : Length.LONG;
          case 'j' -> Length.INTMAX;
          case 'z' -> Length.SIZE;
          case 't' -> Length.PTRDIFF;
          case 'L' -> Length.LONG_DOUBLE;
          default -> null;
        };
    if (length == null) {
      return Length.INT;
    }
    at += length == Length.CHAR || length == Length.LONG_LONG ? 2 : 1;
    return length;
  }

  private String convert(FormatDirective directive, String text) {
    return switch (directive.conversion()) {
      case '%' -> "%";
      case 'd', 'i', 'u', 'o', 'x', 'X' -> {
        if (directive.length() == Length.LONG_DOUBLE) {
          throw undefined(text);
        }
        yield IntegerConversion.convert(directive, arguments.nextWord());
      }
      case 'c' -> {
        requireNarrow(directive, text);
        yield directive.pad("", String.valueOf((char) (arguments.nextWord() & 0xff)), false);
      }
      case 's' -> {
        requireNarrow(directive, text);
        yield directive.pad("", string(directive), false);
      }
      case 'p' -> pointer(directive, arguments.nextWord());
      case 'a', 'A', 'e', 'E', 'f', 'F', 'g', 'G' -> {
        if (directive.length() == Length.LONG_DOUBLE) {
          throw notModelled(text, "long double");
        }
        yield FloatConversion.convert(directive, arguments.nextDouble());
      }
      case 'n' -> throw notModelled(text, "writing through a format");
      case 'm' -> throw notModelled(text, "error texts");
      case 'C', 'S' -> throw notModelled(text, "wide characters");
      default -> throw undefined(text);
    };
  }

  private String string(FormatDirective directive) {
    long address = arguments.nextWord();
    int limit = directive.precision() < 0 ? MAX_FIELD : directive.precision();
    if (address == 0) {
      throw new FormatException(FormatException.Cause.UNDEFINED, "null pointer given for a string");
    }
    return arguments.string(address, limit);
  }

  private static String pointer(FormatDirective directive, long address) {
    if (address == 0) {
      return directive.pad("", "(nil)", false);
    }
    FormatDirective hexadecimal =
        new FormatDirective(
            directive.left(),
            directive.plus(),
            directive.space(),
            true,
            directive.zero(),
            directive.width(),
            directive.precision(),
            Length.LONG,
            'x');
    return IntegerConversion.convert(hexadecimal, address);
  }

  private static void requireNarrow(FormatDirective directive, String text) {
    if (directive.length() == Length.LONG) {
      throw notModelled(text, "wide characters");
    }
  }

  private FormatException notModelled(int start, String what) {
    return notModelled(format.substring(start, Math.min(at + 1, format.length())), what);
  }

  private static FormatException notModelled(String directive, String what) {
    return new FormatException(
        FormatException.Cause.NOT_MODELLED, "printf directive " + directive + ": " + what);
  }

  private static FormatException undefined(String directive) {
    return new FormatException(
        FormatException.Cause.UNDEFINED, "unknown printf directive " + directive);
  }

  private char peek() {
    return at < format.length() ? format.charAt(at) : 0;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private int number() {
    int value = 0;
    while (digit(peek())) {
      value = Math.min(MAX_FIELD + 1, value * 10 + (peek() - '0'));
      at++;
    }
    return value;
  }
}
