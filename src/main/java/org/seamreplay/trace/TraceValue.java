package org.seamreplay.trace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value in a trace: a number, or an address by its canonical name.
 *
 * <p>Text forms: {@code 0x1f} (bits and addresses that belong to the platform), {@code 31} (counts,
 * signed), {@code kzalloc@config_tdx_module[0]+0x200} (offset 0x200 into the first object that
 * kzalloc gave to config_tdx_module), {@code tdx_sysinfo+0x8} (inside a global). Offsets and
 * ordinals do not depend on where an allocator puts things.
 *
 * @param form how the value is meant and written
 * @param object what the address lies in; empty for numbers
 * @param ordinal which of the objects of that name, from 0; -1 for a global and for numbers
 * @param number the number, or the offset into the object
 */
public record TraceValue(Form form, String object, long ordinal, long number) {

  /** The three kinds of value. */
  public enum Form {
    /** 64 bits, written in hexadecimal. */
    HEX,
    /** A signed number. */
    DECIMAL,
    /** A place inside a named object. */
    ADDRESS
  }

  private static final Pattern ADDRESS =
      Pattern.compile(
          "([A-Za-z_][A-Za-z0-9_.@:-]{0,199})(?:\\[(0|[1-9][0-9]{0,9})])?(?:\\+0x([0-9a-f]{1,16}))?");
  private static final Pattern HEX = Pattern.compile("0x(0|[1-9a-f][0-9a-f]{0,15})");

  /** A 64-bit pattern. */
  public static TraceValue hex(long bits) {
    return new TraceValue(Form.HEX, "", -1, bits);
  }

  /** A count or another signed number. */
  public static TraceValue decimal(long number) {
    return new TraceValue(Form.DECIMAL, "", -1, number);
  }

  /**
   * A place in the {@code ordinal}-th object of that name; ordinal -1 for an object that is one.
   */
  public static TraceValue address(String object, long ordinal, long offset) {
    return new TraceValue(Form.ADDRESS, object, ordinal, offset);
  }

  /**
   * Reads a text form back.
   *
   * @throws IllegalArgumentException with a message that says what a value looks like
   */
  public static TraceValue parse(String text) {
    if (HEX.matcher(text).matches()) {
      return hex(Long.parseUnsignedLong(text.substring(2), 16));
    }
    Matcher address = text.length() <= 256 ? ADDRESS.matcher(text) : ADDRESS.matcher("");
    if (!address.matches()) {
      throw new IllegalArgumentException(
          "not a value such as 0x1f or kzalloc@config_tdx_module[0]+0x200: " + shorten(text));
    }
    return address(
        address.group(1),
        address.group(2) == null ? -1 : Long.parseLong(address.group(2)),
        address.group(3) == null ? 0 : Long.parseUnsignedLong(address.group(3), 16));
  }

  /** The value {@code times} steps on. */
  public TraceValue plus(Step step, long times) {
    return new TraceValue(
        form, object, ordinal + step.ordinal() * times, number + step.number() * times);
  }

  @Override
  public String toString() {
    return switch (form) {
      case HEX -> "0x" + Long.toHexString(number);
      case DECIMAL -> Long.toString(number);
      case ADDRESS ->
          object
              + (ordinal < 0 ? "" : "[" + ordinal + "]")
              + (number == 0 ? "" : "+0x" + Long.toHexString(number));
    };
  }

  private static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  /**
   * How a value moves on from one call of a run to the next: {@code 0x1000}, {@code -0x1000},
   * {@code [1]} (the next object), {@code [1]+0x40}.
   *
   * @param ordinal objects further
   * @param number added to the number or offset
   */
  public record Step(long ordinal, long number) {
    private static final Pattern TEXT =
        Pattern.compile("(?:\\[(-?[0-9]{1,10})])?(?:([+-]?)0x([0-9a-f]{1,16}))?");

    /** No movement. */
    public static final Step NONE = new Step(0, 0);

    /**
     * Reads the text form back.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Step parse(String text) {
      Matcher matcher = TEXT.matcher(text.length() <= 64 ? text : "");
      if (text.isEmpty() || !matcher.matches()) {
        throw new IllegalArgumentException("not a step such as 0x1000 or [1]: " + shorten(text));
      }
      long number = matcher.group(3) == null ? 0 : Long.parseUnsignedLong(matcher.group(3), 16);
      return new Step(
          matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1)),
          "-".equals(matcher.group(2)) ? -number : number);
    }

    @Override
    public String toString() {
      String offset =
          number < 0 && number != Long.MIN_VALUE
              ? "-0x" + Long.toHexString(-number)
              : "0x" + Long.toHexString(number);
      if (ordinal == 0) {
        return offset;
      }
      String objects = "[" + ordinal + "]";
      return number == 0 ? objects : objects + (offset.startsWith("-") ? "" : "+") + offset;
    }
  }
}
