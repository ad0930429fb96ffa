package org.seamreplay.vm.hosted;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.seamreplay.vm.ExternalCall;

/**
 * math.h. Rounding, remainders, roots and scaling are exact or correctly rounded, as everywhere.
 * Exponential and trigonometric functions are those of {@link StrictMath}: within one unit in the
 * last place (log2 and exp2 within two), the same on every machine, but not bit for bit the answer
 * of some C library.
 */
final class MathFunctions {
  /** Domain and range errors set errno, as with -fmath-errno. */
  private final HostedArea area;

  private final Library library;

  private MathFunctions(Library library, HostedArea area) {
    this.library = library;
    this.area = area;
  }

  static void addTo(Library library, HostedArea area) {
    MathFunctions functions = new MathFunctions(library, area);
    functions.addExact();
    functions.addTranscendental();
    functions.addWithIntegers();
  }

  private void addExact() {
    both("fabs", Math::abs);
    both("floor", Math::floor);
    both("ceil", Math::ceil);
    both("trunc", MathFunctions::trunc);
    both("round", MathFunctions::round);
    both("rint", Math::rint);
    both("nearbyint", Math::rint);
    both("roundeven", Math::rint);
    both("sqrt", Math::sqrt);
    both("fmod", (x, y) -> x % y);
    both("remainder", Math::IEEEremainder);
    both("fmin", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y));
    both("fmax", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y));
    both("copysign", Math::copySign);
    library.function("fdim", call -> finish(call, fdim(number(call, 0), number(call, 1)), false));
    library.function(
        "fdimf", call -> finishSingle(call, (float) fdim(single(call, 0), single(call, 1)), false));
    library.function(
        "fma",
        call -> call.result(bits(Math.fma(number(call, 0), number(call, 1), number(call, 2)))));
    library.function(
        "fmaf",
        call -> call.result(bits(Math.fma(single(call, 0), single(call, 1), single(call, 2)))));
    library.function(
        "nextafter", call -> finish(call, next(number(call, 0), number(call, 1)), true));
    library.function(
        "nextafterf", call -> finishSingle(call, next(single(call, 0), single(call, 1)), true));
  }

  private void addTranscendental() {
    one("exp", StrictMath::exp);
    one("exp2", x -> StrictMath.pow(2, x));
    one("expm1", StrictMath::expm1);
    one("log", StrictMath::log);
    one("log2", MathFunctions::log2);
    one("log10", StrictMath::log10);
    one("log1p", StrictMath::log1p);
    one("cbrt", StrictMath::cbrt);
    one("sin", StrictMath::sin);
    one("cos", StrictMath::cos);
    one("tan", StrictMath::tan);
    one("asin", StrictMath::asin);
    one("acos", StrictMath::acos);
    one("atan", StrictMath::atan);
    one("sinh", StrictMath::sinh);
    one("cosh", StrictMath::cosh);
    one("tanh", StrictMath::tanh);
    two("pow", MathFunctions::pow);
    two("hypot", StrictMath::hypot);
    two("atan2", StrictMath::atan2);
  }

  private void addWithIntegers() {
    for (String name : new String[] {"ldexp", "scalbn"}) {
      library.function(
          name, call -> finish(call, Math.scalb(number(call, 0), call.intArg(1)), true));
      library.function(
          name + "f",
          call -> finishSingle(call, Math.scalb(single(call, 0), call.intArg(1)), true));
    }
    for (String name : new String[] {"lround", "llround"}) {
      library.function(name, call -> call.result((long) round(number(call, 0))));
      library.function(name + "f", call -> call.result((long) round(single(call, 0))));
    }
    for (String name : new String[] {"lrint", "llrint"}) {
      library.function(name, call -> call.result((long) Math.rint(number(call, 0))));
      library.function(name + "f", call -> call.result((long) Math.rint(single(call, 0))));
    }
    library.function("frexp", call -> call.result(bits(fraction(call, number(call, 0)))));
    library.function("frexpf", call -> call.result(bits((float) fraction(call, single(call, 0)))));
    library.function(
        "modf",
        call -> {
          double x = number(call, 0);
          call.vm().memory().store(call.arg(1), 8, bits(trunc(x)));
          call.result(bits(Math.copySign(Double.isInfinite(x) ? 0 : x - trunc(x), x)));
        });
    library.function(
        "modff",
        call -> {
          float x = single(call, 0);
          call.vm().memory().store(call.arg(1), 4, bits((float) trunc(x)));
          call.result(bits((float) Math.copySign(Double.isInfinite(x) ? 0 : x - trunc(x), x)));
        });
    library.function("logb", call -> finish(call, logb(number(call, 0)), false));
    library.function("ilogb", this::ilogb);
  }

  private void both(String name, DoubleUnaryOperator body) {
    one(name, body);
    library.function(
        name + "f", call -> finishSingle(call, (float) body.applyAsDouble(single(call, 0)), false));
  }

  private void both(String name, DoubleBinaryOperator body) {
    library.function(
        name, call -> finish(call, body.applyAsDouble(number(call, 0), number(call, 1)), false));
    library.function(
        name + "f",
        call ->
            finishSingle(
                call, (float) body.applyAsDouble(single(call, 0), single(call, 1)), false));
  }

  private void one(String name, DoubleUnaryOperator body) {
    boolean underflows = name.startsWith("exp");
    library.function(name, call -> finish(call, body.applyAsDouble(number(call, 0)), underflows));
  }

  private void two(String name, DoubleBinaryOperator body) {
    boolean underflows = "pow".equals(name);
    library.function(
        name,
        call -> finish(call, body.applyAsDouble(number(call, 0), number(call, 1)), underflows));
  }

  private void finish(ExternalCall call, double result, boolean underflows) {
    setErrno(call, result, underflows, argument -> Double.longBitsToDouble(argument));
    call.result(bits(result));
  }

  private void finishSingle(ExternalCall call, float result, boolean underflows) {
    setErrno(call, result, underflows, argument -> Float.intBitsToFloat((int) argument));
    call.result(bits(result));
  }

  private interface Decoder {
    double decode(long argument);
  }

  /** NaN out of numbers is a domain error; infinity (or 0) out of finite ones a range error. */
  private void setErrno(ExternalCall call, double result, boolean underflows, Decoder decoder) {
    boolean suspicious =
        Double.isNaN(result) || Double.isInfinite(result) || (underflows && result == 0);
    if (!suspicious) {
      return;
    }
    boolean numbers = true;
    boolean finite = true;
    boolean zero = false;
    for (int i = 0; i < call.count(); i++) {
      double argument = decoder.decode(call.arg(i));
      numbers &= !Double.isNaN(argument);
      finite &= Double.isFinite(argument);
      zero |= i == 0 && argument == 0 && !call.name().startsWith("exp");
    }
    if (Double.isNaN(result)) {
      if (numbers) {
        area.fail(call.vm(), HostedErrno.EDOM);
      }
    } else if (finite && !(result == 0 && zero)) {
      area.fail(call.vm(), HostedErrno.ERANGE);
    }
  }

  private static double trunc(double x) {
    return x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  /** Halves go away from zero; adding 0.5 first would round twice. */
  private static double round(double x) {
    double whole = trunc(x);
    double away = Math.abs(x - whole) >= 0.5 ? whole + Math.copySign(1, x) : whole;
    return Math.copySign(away, x);
  }

  private static double fdim(double x, double y) {
    return Double.isNaN(x) || Double.isNaN(y) ? Double.NaN : x > y ? x - y : 0;
  }

  private static double next(double x, double y) {
    return x == y ? y : Math.nextAfter(x, y);
  }

  private static float next(float x, float y) {
    return x == y ? y : Math.nextAfter(x, y);
  }

  /** C has 1 for 1 to the power of anything and -1 to an infinite power, Java has NaN. */
  private static double pow(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : StrictMath.pow(x, y);
  }

  /** Exact for powers of two. */
  private static double log2(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      return StrictMath.log(x);
    }
    int exponent = exponent(x);
    double mantissa = Math.scalb(x, -exponent);
    return exponent + StrictMath.log(mantissa) / StrictMath.log(2);
  }

  private static double logb(double x) {
    if (x == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return Double.isFinite(x) ? exponent(x) : Math.abs(x);
  }

  private void ilogb(ExternalCall call) {
    double x = number(call, 0);
    int result;
    if (x == 0 || !Double.isFinite(x)) {
      area.fail(call.vm(), HostedErrno.EDOM);
      result = Double.isInfinite(x) ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    } else {
      result = exponent(x);
    }
    call.result(result & 0xffff_ffffL);
  }

  /** Exponent of a number that is neither 0 nor infinite, subnormal ones too. */
  private static int exponent(double x) {
    int exponent = Math.getExponent(x);
    return exponent >= Double.MIN_EXPONENT ? exponent : Math.getExponent(x * 0x1p54) - 54;
  }

  private static double fraction(ExternalCall call, double x) {
    int exponent = x == 0 || !Double.isFinite(x) ? 0 : exponent(x) + 1;
    call.vm().memory().store(call.arg(1), 4, exponent & 0xffff_ffffL);
    return Math.scalb(x, -exponent);
  }

  private static double number(ExternalCall call, int index) {
    return Double.longBitsToDouble(call.arg(index));
  }

  private static float single(ExternalCall call, int index) {
    return Float.intBitsToFloat((int) call.arg(index));
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static long bits(float value) {
    return Float.floatToRawIntBits(value) & 0xffff_ffffL;
  }
}
