package org.seamreplay.vm.decode;

import java.util.Map;
import org.seamreplay.vm.code.Pure;

/** Intrinsics that are functions of their operands only, by LLVM's name. */
final class PureNames {
  private static final Map<String, Integer> KINDS =
      Map.ofEntries(
          Map.entry("ctpop", Pure.CTPOP),
          Map.entry("ctlz", Pure.CTLZ),
          Map.entry("cttz", Pure.CTTZ),
          Map.entry("bswap", Pure.BSWAP),
          Map.entry("bitreverse", Pure.BITREVERSE),
          Map.entry("abs", Pure.ABS),
          Map.entry("fshl", Pure.FSHL),
          Map.entry("fshr", Pure.FSHR),
          Map.entry("smax", Pure.SMAX),
          Map.entry("smin", Pure.SMIN),
          Map.entry("umax", Pure.UMAX),
          Map.entry("umin", Pure.UMIN),
          Map.entry("sadd.sat", Pure.SADD_SAT),
          Map.entry("uadd.sat", Pure.UADD_SAT),
          Map.entry("ssub.sat", Pure.SSUB_SAT),
          Map.entry("usub.sat", Pure.USUB_SAT),
          Map.entry("sshl.sat", Pure.SSHL_SAT),
          Map.entry("ushl.sat", Pure.USHL_SAT),
          Map.entry("scmp", Pure.COMPARE_SIGNED),
          Map.entry("ucmp", Pure.COMPARE_UNSIGNED),
          Map.entry("fabs", Pure.FABS),
          Map.entry("sqrt", Pure.SQRT),
          Map.entry("floor", Pure.FLOOR),
          Map.entry("ceil", Pure.CEIL),
          Map.entry("trunc", Pure.TRUNC),
          Map.entry("rint", Pure.RINT),
          Map.entry("nearbyint", Pure.RINT),
          Map.entry("roundeven", Pure.RINT),
          Map.entry("round", Pure.ROUND),
          Map.entry("lround", Pure.ROUND_TO_INT),
          Map.entry("llround", Pure.ROUND_TO_INT),
          Map.entry("canonicalize", Pure.CANONICALIZE),
          Map.entry("copysign", Pure.COPYSIGN),
          Map.entry("minnum", Pure.MINNUM),
          Map.entry("maxnum", Pure.MAXNUM),
          Map.entry("minimum", Pure.MINIMUM),
          Map.entry("maximum", Pure.MAXIMUM),
          Map.entry("minimumnum", Pure.MINNUM),
          Map.entry("maximumnum", Pure.MAXNUM),
          Map.entry("fma", Pure.FMA),
          Map.entry("fmuladd", Pure.FMULADD),
          Map.entry("is.fpclass", Pure.IS_FPCLASS),
          Map.entry("fptosi.sat", Pure.FP_TO_SINT_SAT),
          Map.entry("fptoui.sat", Pure.FP_TO_UINT_SAT));

  private PureNames() {}

  /** The kind, -1 if the name is none of these. */
  static int kind(String name) {
    return KINDS.getOrDefault(name, -1);
  }

  /** How many operands count; further ones only say what may be assumed. */
  static int operands(int kind) {
    return switch (kind) {
      case Pure.FSHL, Pure.FSHR, Pure.FMA, Pure.FMULADD -> 3;
      case Pure.SMAX,
          Pure.SMIN,
          Pure.UMAX,
          Pure.UMIN,
          Pure.SADD_SAT,
          Pure.UADD_SAT,
          Pure.SSUB_SAT,
          Pure.USUB_SAT,
          Pure.SSHL_SAT,
          Pure.USHL_SAT,
          Pure.COMPARE_SIGNED,
          Pure.COMPARE_UNSIGNED,
          Pure.COPYSIGN,
          Pure.MINNUM,
          Pure.MAXNUM,
          Pure.MINIMUM,
          Pure.MAXIMUM,
          Pure.IS_FPCLASS,
          Pure.CTLZ,
          Pure.CTTZ,
          Pure.ABS ->
          2;
      default -> 1;
    };
  }
}
