package org.seamreplay.vm.conformance;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random C expressions over all integer types whose value C defines: shifts are masked, divisors
 * guarded, signed sums and products done where they fit or in an unsigned type. What is left to the
 * conversions of C is left to them: operands of different types meet in comparisons, logic,
 * conditionals and casts.
 */
final class Expressions {
  private static final int DEPTH = 4;

  private Expressions() {}

  /** An expression over one variable of each type. */
  static Arbitrary<String> any() {
    return expression(DEPTH);
  }

  /** A literal of the type, edge values more often than others. */
  static Arbitrary<String> literal(CType type) {
    if (type == CType.BOOL) {
      return Arbitraries.of("(_Bool)0", "(_Bool)1");
    }
    Arbitrary<Long> any =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.longs()),
            Tuple.of(2, Arbitraries.longs().between(-20, 20)),
            Tuple.of(
                2,
                Combinators.combine(
                        Arbitraries.integers().between(0, 63), Arbitraries.longs().between(-2, 2))
                    .as((bit, near) -> (1L << bit) + near)));
    String cast = "(" + type.text() + ")";
    if (type.bits() < 128) {
      return any.map(v -> "(" + cast + "0x" + Long.toHexString(v) + "ull)");
    }
    return Combinators.combine(any, any)
        .as(
            (high, low) ->
                String.format(
                    Locale.ROOT,
                    "(%s((unsigned __int128)0x%xull << 64 | 0x%xull))",
                    cast,
                    high,
                    low));
  }

  private static Arbitrary<CType> type() {
    return Arbitraries.of(CType.class);
  }

  private static Arbitrary<String> leaf() {
    return Arbitraries.oneOf(
        type().map(CType::variable),
        type().map(CType::variable),
        type().flatMap(Expressions::literal));
  }

  private static Arbitrary<String> expression(int depth) {
    if (depth == 0) {
      return leaf();
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> expression(depth - 1));
    return Arbitraries.oneOf(
        List.of(
            leaf(),
            wrapping(inner),
            widening(inner),
            division(inner),
            shift(inner),
            mixed(inner),
            unary(inner),
            choice(inner),
            builtin(inner)));
  }

  /** Sums, differences and products that wrap, cut to some type. */
  private static Arbitrary<String> wrapping(Arbitrary<String> inner) {
    return Combinators.combine(type(), Arbitraries.of("+", "-", "*"), inner, inner)
        .as(
            (t, op, a, b) ->
                String.format(
                    Locale.ROOT,
                    "((%s)((%s)%s %s (%s)%s))",
                    t.text(),
                    t.wrapping(),
                    a,
                    op,
                    t.wrapping(),
                    b));
  }

  /** Signed arithmetic of operands so narrow that the result fits. */
  private static Arbitrary<String> widening(Arbitrary<String> inner) {
    return Combinators.combine(
            Arbitraries.of("(short)", "(unsigned char)", "(long)(int)", "(__int128)(long)"),
            Arbitraries.of("+", "-", "*"),
            inner,
            inner)
        .as((cast, op, a, b) -> String.format(Locale.ROOT, "(%s%s %s %s%s)", cast, a, op, cast, b));
  }

  private static Arbitrary<String> division(Arbitrary<String> inner) {
    return Combinators.combine(type(), Arbitraries.of("DIVIDE", "REMAINDER"), inner, inner)
        .as((t, op, a, b) -> String.format(Locale.ROOT, "%s(%s, %s, %s)", op, t.text(), a, b));
  }

  private static Arbitrary<String> shift(Arbitrary<String> inner) {
    return Combinators.combine(type(), Arbitraries.of("<<", ">>"), inner, inner)
        .as(
            (t, op, a, b) -> {
              int mask = Math.max(t.bits(), 8) - 1;
              String left = op.equals("<<") ? t.wrapping() : t.text();
              return String.format(
                  Locale.ROOT, "((%s)((%s)%s %s ((int)%s & %d)))", t.text(), left, a, op, b, mask);
            });
  }

  /** Two types that C brings together. */
  private static Arbitrary<String> mixed(Arbitrary<String> inner) {
    return Combinators.combine(
            type(),
            type(),
            Arbitraries.of("&", "|", "^", "<", "<=", ">", ">=", "==", "!=", "&&", "||", ","),
            inner,
            inner)
        .as(
            (t, u, op, a, b) ->
                String.format(Locale.ROOT, "((%s)%s %s (%s)%s)", t.text(), a, op, u.text(), b));
  }

  private static Arbitrary<String> unary(Arbitrary<String> inner) {
    return Combinators.combine(type(), Arbitraries.of("~", "!", "+", "", "-"), inner)
        .as(
            (t, op, a) ->
                op.equals("-")
                    ? String.format(Locale.ROOT, "((%s)-(%s)%s)", t.text(), t.wrapping(), a)
                    : String.format(Locale.ROOT, "(%s(%s)%s)", op, t.text(), a));
  }

  private static Arbitrary<String> choice(Arbitrary<String> inner) {
    return Combinators.combine(type(), type(), inner, inner, inner)
        .as(
            (t, u, c, a, b) ->
                String.format(Locale.ROOT, "(%s ? (%s)%s : (%s)%s)", c, t.text(), a, u.text(), b));
  }

  private static Arbitrary<String> builtin(Arbitrary<String> inner) {
    return Combinators.combine(
            Arbitraries.of(
                "__builtin_popcountll((unsigned long)%s)",
                "__builtin_clzll((unsigned long)%s | 1)",
                "__builtin_ctz((unsigned int)%s | 0x80000000)",
                "__builtin_bswap64((unsigned long)%s)",
                "__builtin_bswap32((unsigned int)%s)",
                "__builtin_bswap16((unsigned short)%s)",
                "__builtin_parity((unsigned int)%s)",
                "__builtin_ffsl((long)%s)"),
            inner)
        .as((call, a) -> "(" + call.replace("%s", a) + ")");
  }
}
