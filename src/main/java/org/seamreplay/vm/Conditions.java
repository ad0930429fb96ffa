package org.seamreplay.vm;

/**
 * The arithmetic flags after an instruction.
 *
 * @param carry CF
 * @param zero ZF
 * @param sign SF
 * @param overflow OF
 * @param parity PF
 */
public record Conditions(
    boolean carry, boolean zero, boolean sign, boolean overflow, boolean parity) {
  /** Only a carry, as bit tests leave it. */
  public static Conditions ofCarry(boolean carry) {
    return new Conditions(carry, false, false, false, false);
  }

  /**
   * Whether a condition holds.
   *
   * @param code as in {@code jCC}, for example {@code c}, {@code ne}
   * @throws IllegalArgumentException if there is no such condition
   */
  public boolean holds(String code) {
    if (code.startsWith("n") && !code.equals("n")) {
      return !holds(code.substring(1));
    }
    return switch (code) {
      case "c", "b" -> carry;
      case "ae" -> !carry;
      case "z", "e" -> zero;
      case "be" -> carry || zero;
      case "a" -> !carry && !zero;
      case "s" -> sign;
      case "o" -> overflow;
      case "p", "pe" -> parity;
      case "po" -> !parity;
      case "l" -> sign != overflow;
      case "ge" -> sign == overflow;
      case "le" -> zero || sign != overflow;
      case "g" -> !zero && sign == overflow;
      default -> throw new IllegalArgumentException("no condition " + code);
    };
  }
}
