package org.seamreplay.vm.hosted;

import java.math.BigInteger;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;

/** Reading integers: the strtol family of stdlib.h and inttypes.h. */
final class NumberFunctions {
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger ULONG_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  /** Digits beyond these only make an overflow more so. */
  private static final int SIGNIFICANT = 80;

  private final HostedArea area;

  private NumberFunctions(HostedArea area) {
    this.area = area;
  }

  static void addTo(Library library, HostedArea area) {
    NumberFunctions functions = new NumberFunctions(area);
    for (String name : new String[] {"strtol", "strtoll", "strtoimax"}) {
      library.function(name, call -> functions.parse(call, call.arg(1), call.intArg(2), true));
    }
    for (String name : new String[] {"strtoul", "strtoull", "strtoumax"}) {
      library.function(name, call -> functions.parse(call, call.arg(1), call.intArg(2), false));
    }
    library
        .function("atoi", functions::parseInt)
        .function("atol", call -> functions.parse(call, 0, 10, true))
        .function("atoll", call -> functions.parse(call, 0, 10, true));
  }

  private void parseInt(ExternalCall call) {
    call.result(parse(call, 0, 10, true) & 0xffff_ffffL);
  }

  private long parse(ExternalCall call, long end, int base, boolean signed) {
    Memory memory = call.vm().memory();
    if (base < 0 || base == 1 || base > 36) {
      area.fail(call.vm(), HostedErrno.EINVAL);
      return 0;
    }
    long at = call.arg(0);
    while (CharacterFunctions.space((int) memory.load(at, 1))) {
      at++;
    }
    long first = memory.load(at, 1);
    boolean negative = first == '-';
    if (negative || first == '+') {
      at++;
    }
    int radix = base;
    if ((base == 0 || base == 16) && hexadecimalFollows(memory, at)) {
      at += 2;
      radix = 16;
    } else if (base == 0) {
      radix = memory.load(at, 1) == '0' ? 8 : 10;
    }
    StringBuilder digits = new StringBuilder();
    long start = at;
    for (int c = (int) memory.load(at, 1); digit(c, radix) >= 0; c = (int) memory.load(++at, 1)) {
      if (digits.length() < SIGNIFICANT && (c != '0' || !digits.isEmpty())) {
        digits.append((char) c);
      }
    }
    if (end != 0) {
      memory.store(end, 8, at == start ? call.arg(0) : at);
    }
    BigInteger value =
        digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits.toString(), radix);
    long result = limit(call, negative ? value.negate() : value, signed);
    call.result(result);
    return result;
  }

  private long limit(ExternalCall call, BigInteger value, boolean signed) {
    BigInteger magnitude = value.abs();
    if (!signed) {
      if (magnitude.compareTo(ULONG_MAX) > 0) {
        area.fail(call.vm(), HostedErrno.ERANGE);
        return -1;
      }
      return value.longValue();
    }
    if (value.compareTo(LONG_MAX) > 0 || value.compareTo(LONG_MIN) < 0) {
      area.fail(call.vm(), HostedErrno.ERANGE);
      return value.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    return value.longValue();
  }

  private static boolean hexadecimalFollows(Memory memory, long at) {
    return memory.load(at, 1) == '0'
        && CharacterFunctions.lower((int) memory.load(at + 1, 1)) == 'x'
        && digit((int) memory.load(at + 2, 1), 16) >= 0;
  }

  private static int digit(int c, int radix) {
    return c < 0x80 ? Character.digit(c, radix) : -1;
  }
}
