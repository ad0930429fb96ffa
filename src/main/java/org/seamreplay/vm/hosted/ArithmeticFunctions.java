package org.seamreplay.vm.hosted;

import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;

/** Integer arithmetic of stdlib.h and inttypes.h, and its random numbers. */
final class ArithmeticFunctions {
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final long INCREMENT = 1442695040888963407L;

  private long randomState = 1;

  private ArithmeticFunctions() {}

  static void addTo(Library library) {
    ArithmeticFunctions functions = new ArithmeticFunctions();
    library
        .function("abs", call -> absolute(call, call.intArg(0), Integer.MIN_VALUE))
        .function("labs", call -> absolute(call, call.arg(0), Long.MIN_VALUE))
        .function("llabs", call -> absolute(call, call.arg(0), Long.MIN_VALUE))
        .function("imaxabs", call -> absolute(call, call.arg(0), Long.MIN_VALUE))
        .function("div", ArithmeticFunctions::divideInts)
        .function("ldiv", ArithmeticFunctions::divideLongs)
        .function("lldiv", ArithmeticFunctions::divideLongs)
        .function("imaxdiv", ArithmeticFunctions::divideLongs)
        .function("rand", functions::rand)
        .function("srand", call -> functions.randomState = call.arg(0) & 0xffff_ffffL);
  }

  private static void absolute(ExternalCall call, long value, long least) {
    if (value == least) {
      call.vm()
          .report(
              MemoryFault.UNDEFINED_BEHAVIOUR,
              call.name() + "(" + value + "): the result is out of range");
    }
    call.result(least == Integer.MIN_VALUE ? Math.abs(value) & 0xffff_ffffL : Math.abs(value));
  }

  /** div_t is eight bytes and comes back in one register: quotient low, remainder high. */
  private static void divideInts(ExternalCall call) {
    if (divisible(call, call.intArg(0), call.intArg(1), Integer.MIN_VALUE)) {
      long quotient = call.intArg(0) / call.intArg(1);
      long remainder = call.intArg(0) % call.intArg(1);
      call.result(remainder << 32 | (quotient & 0xffff_ffffL));
    }
  }

  private static void divideLongs(ExternalCall call) {
    if (divisible(call, call.arg(0), call.arg(1), Long.MIN_VALUE)) {
      call.result(call.arg(0) / call.arg(1));
      call.secondResult(call.arg(0) % call.arg(1));
    }
  }

  private static boolean divisible(ExternalCall call, long left, long right, long least) {
    String defect =
        right == 0
            ? "division by zero"
            : left == least && right == -1 ? "the quotient is out of range" : null;
    if (defect != null) {
      call.vm().report(MemoryFault.UNDEFINED_BEHAVIOUR, call.name() + ": " + defect);
    }
    return defect == null;
  }

  /** A linear congruential generator modulo 2^64 (Knuth's MMIX constants), its top 31 bits. */
  private void rand(ExternalCall call) {
    randomState = randomState * MULTIPLIER + INCREMENT;
    call.result(randomState >>> 33);
  }
}
