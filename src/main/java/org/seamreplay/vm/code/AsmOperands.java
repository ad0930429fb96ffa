package org.seamreplay.vm.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operands of inline assembly as its constraints give them. Their order in the text is the one
 * of the constraints, not that of the call's arguments: outputs in registers are results, outputs
 * in memory are arguments (LLVM Language Reference, "Inline Asm Constraint String").
 */
public final class AsmOperands {
  private static final Pattern FLAG = Pattern.compile("\\{@cc([a-z]+)\\}");
  private static final Pattern REGISTER = Pattern.compile("\\{[re]?([a-z0-9]+)\\}");

  /** What an operand is. */
  public enum Kind {
    /** A register that is written: a result. */
    RESULT,
    /** A condition after the assembly, 0 or 1: a result. */
    FLAG,
    /** A register or a constant that is read: an argument. */
    VALUE,
    /** A place in memory, read or written: the argument is its address. */
    MEMORY,
    /** A label of {@code asm goto}. */
    LABEL
  }

  /**
   * An operand.
   *
   * @param slot number of the result, the argument or the label
   * @param name the register or the condition that it is tied to, empty if any will do
   * @param tied for a value, the operand whose register it shares; -1 if none
   */
  public record AsmOperand(Kind kind, int slot, String name, int tied) {}

  private final List<AsmOperand> operands;

  private AsmOperands(List<AsmOperand> operands) {
    this.operands = List.copyOf(operands);
  }

  /** Reads LLVM's constraint string. */
  public static AsmOperands of(String constraints) {
    Reader reader = new Reader();
    List<AsmOperand> all = new ArrayList<>();
    for (String part : constraints.split(",", -1)) {
      if (!part.isEmpty() && !part.startsWith("~")) {
        all.add(reader.operand(part));
      }
    }
    return new AsmOperands(all);
  }

  /** Counts what it has seen, by what the call has it as. */
  private static final class Reader {
    private int results;
    private int arguments;
    private int labels;

    AsmOperand operand(String part) {
      boolean output = part.startsWith("=");
      String constraint = part.replaceFirst("^=?&?", "");
      if (constraint.startsWith("!")) {
        return new AsmOperand(Kind.LABEL, labels++, "", -1);
      }
      if (constraint.startsWith("*")) {
        return new AsmOperand(Kind.MEMORY, arguments++, "", -1);
      }
      Matcher flag = FLAG.matcher(constraint);
      if (flag.matches()) {
        return new AsmOperand(Kind.FLAG, results++, flag.group(1), -1);
      }
      Matcher register = REGISTER.matcher(constraint);
      String name = register.matches() ? register.group(1) : "";
      if (output) {
        return new AsmOperand(Kind.RESULT, results++, name, -1);
      }
      int tied = constraint.matches("[0-9]{1,3}") ? Integer.parseInt(constraint) : -1;
      return new AsmOperand(Kind.VALUE, arguments++, name, tied);
    }
  }

  /** In the order in which the text numbers them. */
  public List<AsmOperand> all() {
    return operands;
  }

  /** Operand {@code $number} of the text. */
  public AsmOperand get(int number) {
    if (number < 0 || number >= operands.size()) {
      throw new IllegalArgumentException(
          "inline assembly names operand " + number + " of " + operands.size());
    }
    return operands.get(number);
  }

  /** For every result the number of the argument that shares its register, -1 if none does. */
  public int[] ties() {
    return operands.stream()
        .filter(o -> o.kind() == Kind.RESULT || o.kind() == Kind.FLAG)
        .mapToInt(o -> tiedTo(operands.indexOf(o)).map(AsmOperand::slot).orElse(-1))
        .toArray();
  }

  /** The value that an output starts with, empty if it starts with none. */
  public Optional<AsmOperand> tiedTo(int number) {
    return operands.stream().filter(o -> o.tied() == number).findFirst();
  }
}
