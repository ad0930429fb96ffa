package org.seamreplay.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.Vm;

/**
 * The kernel's printf: C conversions for integers, characters and strings, and the {@code %p}
 * extensions of Documentation/core-api/printk-formats.rst as far as host-side TDX code uses them. A
 * plain {@code %p} shows what the kernel shows before it can hash addresses, because a hash would
 * say nothing. An unknown extension is {@link NotModelled}, not a guess.
 */
final class PrintkFormat {
  /** Longest line that printk keeps, as in the kernel (PRINTKRB_RECORD_MAX). */
  static final int MAX_LENGTH = 1024;

  private final ExternalCall call;
  private final String format;
  private final StringBuilder out = new StringBuilder();
  private int next;
  private int at;

  private PrintkFormat(ExternalCall call, String format, int firstArgument) {
    this.call = call;
    this.format = format;
    this.next = firstArgument;
  }

  /**
   * Formats the arguments of a variadic call.
   *
   * @param formatArgument index of the format string; its arguments follow it
   */
  static String format(ExternalCall call, int formatArgument) {
    return new PrintkFormat(call, call.stringArg(formatArgument), formatArgument + 1).run();
  }

  private String run() {
    while (at < format.length() && out.length() < MAX_LENGTH) {
      char c = format.charAt(at++);
      if (c == '%') {
        conversion();
      } else {
        out.append(c);
      }
    }
    if (out.length() > MAX_LENGTH) {
      out.setLength(MAX_LENGTH);
    }
    return out.toString();
  }

  /** What stands between the percent sign and the conversion letter. */
  private static final class Spec {
    boolean left;
    boolean plus;
    boolean space;
    boolean alternate;
    boolean zero;
    int width;
    int precision = -1;
    int bytes = 4;
  }

  private void conversion() {
    Spec spec = new Spec();
    flags(spec);
    spec.width = number(spec, true);
    if (peek() == '.') {
      at++;
      spec.precision = number(spec, false);
    }
    length(spec);
    if (at == format.length()) {
      throw unknown("an unfinished conversion");
    }
    char c = format.charAt(at++);
    switch (c) {
      case '%' -> out.append('%');
      case 'c' -> pad(spec, String.valueOf((char) (call.intArg(next++) & 0xff)));
      case 's' -> pad(spec, cut(spec, string(call.arg(next++))));
      case 'd', 'i' -> signed(spec);
      case 'u' -> integer(spec, "", Long.toUnsignedString(masked(spec)));
      case 'x' -> integer(spec, spec.alternate ? "0x" : "", Long.toHexString(masked(spec)));
      case 'X' ->
          integer(
              spec,
              spec.alternate ? "0X" : "",
              Long.toHexString(masked(spec)).toUpperCase(Locale.ROOT));
      case 'o' -> integer(spec, spec.alternate ? "0" : "", Long.toOctalString(masked(spec)));
      case 'p' -> pointer(spec);
      default -> throw unknown("%" + c);
    }
  }

  private void flags(Spec spec) {
    while (true) {
      switch (peek()) {
        case '-' -> spec.left = true;
        case '+' -> spec.plus = true;
        case ' ' -> spec.space = true;
        case '#' -> spec.alternate = true;
        case '0' -> spec.zero = true;
        default -> {
          return;
        }
      }
      at++;
    }
  }

  private int number(Spec spec, boolean width) {
    if (peek() == '*') {
      at++;
      int value = call.intArg(next++);
      if (width && value < 0) {
        spec.left = true;
        value = -value;
      }
      return Math.min(value, MAX_LENGTH);
    }
    int value = 0;
    while (peek() >= '0' && peek() <= '9') {
      value = Math.min(value * 10 + format.charAt(at++) - '0', MAX_LENGTH);
    }
    return value;
  }

  private void length(Spec spec) {
    switch (peek()) {
      case 'h' -> {
        at++;
        spec.bytes = 2;
        if (peek() == 'h') {
          at++;
          spec.bytes = 1;
        }
      }
      case 'l' -> {
        at++;
        spec.bytes = 8;
        if (peek() == 'l') {
          at++;
        }
      }
      case 'L', 'z', 't' -> {
        at++;
        spec.bytes = 8;
      }
      default -> {}
    }
  }

  private long masked(Spec spec) {
    long value = call.arg(next++);
    return spec.bytes == 8 ? value : value & ((1L << (spec.bytes * 8)) - 1);
  }

  private void signed(Spec spec) {
    int unused = 64 - spec.bytes * 8;
    long value = call.arg(next++) << unused >> unused;
    String sign = value < 0 ? "-" : spec.plus ? "+" : spec.space ? " " : "";
    integer(spec, sign, Long.toUnsignedString(value < 0 ? -value : value));
  }

  private void integer(Spec spec, String prefix, String digits) {
    StringBuilder text = new StringBuilder(digits);
    int least = spec.precision >= 0 ? spec.precision : 0;
    if (spec.precision < 0 && spec.zero && !spec.left) {
      least = spec.width - prefix.length();
    }
    while (text.length() < least) {
      text.insert(0, '0');
    }
    pad(spec, text.insert(0, prefix).toString());
  }

  private void pad(Spec spec, String text) {
    String fill = " ".repeat(Math.max(0, spec.width - text.length()));
    out.append(spec.left ? text + fill : fill + text);
  }

  private static String cut(Spec spec, String text) {
    return spec.precision >= 0 && spec.precision < text.length()
        ? text.substring(0, spec.precision)
        : text;
  }

  private String string(long address) {
    // As the kernel's check_pointer(): the first page and the error values are named, not followed.
    if (Long.compareUnsigned(address, 4096) < 0) {
      return "(null)";
    }
    return Errno.isError(address) ? "(efault)" : call.vm().memory().cString(address, MAX_LENGTH);
  }

  private void pointer(Spec spec) {
    long value = call.arg(next++);
    Vm vm = call.vm();
    switch (peek()) {
      case 'S', 's', 'B' -> {
        String name = vm.symbolAt(value);
        boolean plain = format.charAt(at++) == 's';
        if (name == null) {
          name = "0x" + Long.toHexString(value);
        } else if (plain && name.indexOf('+') > 0) {
          name = name.substring(0, name.indexOf('+'));
        }
        pad(spec, name);
      }
      case 'e' -> {
        at++;
        pad(spec, Errno.isError(value) ? Errno.name(value) : "(____ptrval____)");
      }
      case 'a' -> {
        at++;
        if (peek() == 'p' || peek() == 'd') {
          at++;
        }
        pad(spec, String.format(Locale.ROOT, "0x%016x", vm.memory().load(value, 8)));
      }
      case 'x' -> {
        at++;
        pad(spec, String.format(Locale.ROOT, "%016x", value));
      }
      case 'K' -> {
        at++;
        pad(spec, "(____ptrval____)");
      }
      case 'h' -> {
        at++;
        pad(new Spec(), bytes(value, spec.width == 0 ? 1 : Math.min(spec.width, 64)));
      }
      case 'U',
          'R',
          'r',
          'V',
          'b',
          'G',
          'd',
          'D',
          'g',
          'I',
          'i',
          'M',
          'm',
          'N',
          'E',
          'O',
          'f',
          't' ->
          throw unknown("%p" + peek());
      default -> pad(spec, value == 0 ? "(null)" : "(____ptrval____)");
    }
  }

  private String bytes(long address, int length) {
    String separator =
        switch (peek()) {
          case 'C' -> ":";
          case 'D' -> "-";
          case 'N' -> "";
          default -> " ";
        };
    if (List.of('C', 'D', 'N').contains(peek())) {
      at++;
    }
    StringBuilder text = new StringBuilder();
    for (byte b : call.vm().memory().read(address, length)) {
      text.append(text.isEmpty() ? "" : separator).append(String.format(Locale.ROOT, "%02x", b));
    }
    return text.toString();
  }

  private char peek() {
    return at < format.length() ? format.charAt(at) : '\0';
  }

  private NotModelled unknown(String what) {
    String shown =
        new String(format.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.US_ASCII);
    return new NotModelled(
        "printk conversion " + what + " in \"" + shown.strip() + "\"", call.vm().stack());
  }
}
