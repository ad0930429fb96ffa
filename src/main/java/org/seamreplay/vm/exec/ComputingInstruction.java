package org.seamreplay.vm.exec;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seamreplay.vm.AssemblyCall;
import org.seamreplay.vm.AssemblyShape;
import org.seamreplay.vm.Conditions;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.NotModelled;

/**
 * A single instruction that only computes on its operands: what it does follows from its name, its
 * width and where the constraints put the operands. Intel SDM volume 2 has the rules; each
 * instruction is compared with a processor by the conformance tests.
 *
 * <p>A lock prefix changes nothing where CPUs take turns.
 */
final class ComputingInstruction {
  private static final String OPERAND =
      "\\$\\{?\\d+(?::[a-zA-Z])?\\}?|\\$\\$-?(?:0x[0-9a-fA-F]+|\\d+)";

  static final AssemblyShape SHAPE =
      new AssemblyShape(
          Pattern.compile(
              "(?<prefix>lock |rep;? )?(?<name>mov|add|sub|cmp|and|or|xor|test|inc|dec|neg|not|shl|shr"
                  + "|sar|rol|ror|bt|bts|btr|btc|bsf|bsr|tzcnt|lzcnt|popcnt|bswap|xchg|xadd|cmpxchg)"
                  + "(?<suffix>[bwlq]?) (?<first>"
                  + OPERAND
                  + ")(?:, ?(?<second>"
                  + OPERAND
                  + "))?"),
          call -> new ComputingInstruction(call).run());

  private static final Pattern NUMBERED = Pattern.compile("\\$\\{?(\\d+)(?::([a-zA-Z]))?\\}?");

  private final AssemblyCall call;
  private final String name;
  private final String source;
  private final String target;
  private final int bits;
  private final long mask;

  private ComputingInstruction(AssemblyCall call) {
    this.call = call;
    Matcher parts = SHAPE.text().matcher(call.text());
    if (!parts.matches()) {
      throw new IllegalStateException(call.text());
    }
    // Processors without TZCNT run it as BSF; those with TDX have it.
    boolean counts = parts.group("prefix") != null && parts.group("prefix").startsWith("rep");
    this.name = counts && parts.group("name").equals("bsf") ? "tzcnt" : parts.group("name");
    this.source = parts.group("first");
    this.target = parts.group("second") == null ? source : parts.group("second");
    this.bits = width(parts.group("suffix"));
    this.mask = bits == 64 ? -1L : (1L << bits) - 1;
  }

  private int width(String suffix) {
    if (!suffix.isEmpty()) {
      return letter(suffix);
    }
    for (String operand : new String[] {target, source}) {
      Matcher numbered = NUMBERED.matcher(operand);
      if (!numbered.matches()) {
        continue;
      }
      if (numbered.group(2) != null && "bwkq".contains(numbered.group(2))) {
        return letter(numbered.group(2));
      }
      int number = Integer.parseInt(numbered.group(1));
      if (!call.inMemory(number) && returns(number)) {
        return call.bits(number);
      }
    }
    throw new NotModelled("width of inline assembly \"" + call.text() + "\"", call.vm().stack());
  }

  private boolean returns(int number) {
    try {
      return call.bits(number) > 0;
    } catch (IllegalArgumentException readOnly) {
      return false;
    }
  }

  private static int letter(String width) {
    return switch (width) {
      case "b" -> 8;
      case "w" -> 16;
      case "l", "k" -> 32;
      default -> 64;
    };
  }

  private void run() {
    switch (name) {
      case "mov" -> write(target, read(source));
      case "add", "sub", "cmp" -> addOrSubtract(read(source), !name.equals("cmp"));
      case "inc", "dec" -> addOrSubtract(1, true);
      case "neg" -> negate();
      case "and", "or", "xor", "test" -> logic();
      case "not" -> write(target, ~read(target));
      case "shl", "shr", "sar", "rol", "ror" -> shift();
      case "bt", "bts", "btr", "btc" -> testBit();
      case "bsf", "bsr" -> scan();
      case "tzcnt", "lzcnt", "popcnt" -> count();
      case "bswap" -> write(target, Long.reverseBytes(read(target)) >>> (64 - bits));
      case "xchg", "xadd" -> exchange();
      case "cmpxchg" -> compareAndExchange();
      default -> throw new IllegalStateException(name);
    }
  }

  private void addOrSubtract(long by, boolean keep) {
    boolean adds = name.equals("add") || name.equals("inc");
    long old = read(target);
    long result = (adds ? old + by : old - by) & mask;
    boolean carry = Long.compareUnsigned(adds ? result : old, adds ? old : by & mask) < 0;
    long changed = adds ? (old ^ result) & (by ^ result) : (old ^ by) & (old ^ result);
    if (keep) {
      write(target, result);
    }
    call.flags(conditions(result, carry, sign(changed)));
  }

  private void negate() {
    long old = read(target);
    long result = -old & mask;
    write(target, result);
    call.flags(conditions(result, old != 0, sign(old & result)));
  }

  private void logic() {
    long left = read(target);
    long right = read(source);
    long result =
        switch (name) {
          case "and", "test" -> left & right;
          case "or" -> left | right;
          default -> left ^ right;
        };
    if (!name.equals("test")) {
      write(target, result);
    }
    call.flags(conditions(result, false, false));
  }

  /** Flags of shifts are handed to nobody: they hang on the count, and no kernel asks. */
  private void shift() {
    boolean byOne = source.equals(target);
    int by = (int) (byOne ? 1 : read(source)) & (bits == 64 ? 63 : 31);
    long old = read(target);
    int turn = by % bits;
    write(
        target,
        switch (name) {
          case "shl" -> by >= bits ? 0 : old << by;
          case "shr" -> by >= bits ? 0 : old >>> by;
          case "sar" -> signed(old) >> Math.min(by, bits - 1);
          case "rol" -> turn == 0 ? old : (old << turn) | (old >>> (bits - turn));
          default -> turn == 0 ? old : (old >>> turn) | (old << (bits - turn));
        });
  }

  /** In memory the number of a bit reaches beyond the operand, to both sides. */
  private void testBit() {
    long number = read(source);
    long bit = 1L << (number & (bits - 1));
    int memory = memory(target);
    long address =
        memory < 0 ? 0 : call.address(memory) + (Math.floorDiv(signed(number), bits) * (bits / 8));
    long old = memory < 0 ? read(target) : call.vm().memory().load(address, bits / 8) & mask;
    long changed =
        switch (name) {
          case "bts" -> old | bit;
          case "btr" -> old & ~bit;
          case "btc" -> old ^ bit;
          default -> old;
        };
    if (!name.equals("bt")) {
      if (memory < 0) {
        write(target, changed);
      } else {
        call.vm().memory().store(address, bits / 8, changed);
      }
    }
    call.flags(Conditions.ofCarry((old & bit) != 0));
  }

  private void scan() {
    long value = read(source);
    if (value != 0) {
      write(
          target,
          name.equals("bsf")
              ? Long.numberOfTrailingZeros(value)
              : 63 - Long.numberOfLeadingZeros(value));
    } else if (startsWithAValue(target)) {
      // Processors leave the target alone, and compilers' headers rely on it.
      write(target, read(target));
    } else {
      call.vm()
          .report(
              MemoryFault.UNDEFINED_BEHAVIOUR,
              name.toUpperCase(Locale.ROOT) + " of 0 has no result");
    }
    call.flags(new Conditions(false, value == 0, false, false, false));
  }

  private boolean startsWithAValue(String operand) {
    try {
      read(operand);
      return true;
    } catch (IllegalArgumentException nothing) {
      return false;
    }
  }

  private void count() {
    long value = read(source);
    long result =
        switch (name) {
          case "tzcnt" -> Math.min(bits, Long.numberOfTrailingZeros(value));
          case "lzcnt" -> Long.numberOfLeadingZeros(value) - (64 - bits);
          default -> Long.bitCount(value);
        };
    write(target, result);
    boolean popcnt = name.equals("popcnt");
    call.flags(
        new Conditions(
            !popcnt && value == 0, popcnt ? value == 0 : result == 0, false, false, false));
  }

  private void exchange() {
    long old = read(target);
    long with = read(source);
    boolean adds = name.equals("xadd");
    write(target, adds ? old + with : with);
    write(source, old);
    if (adds) {
      long sum = (old + with) & mask;
      boolean overflow = sign((old ^ sum) & (with ^ sum));
      call.flags(conditions(sum, Long.compareUnsigned(sum, old) < 0, overflow));
    }
  }

  private void compareAndExchange() {
    long expected = call.register("ax") & mask;
    long old = read(target);
    boolean same = old == expected;
    write(target, same ? read(source) : old);
    call.register("ax", same ? expected : old);
    long difference = (expected - old) & mask;
    boolean overflow = sign((expected ^ old) & (expected ^ difference));
    call.flags(conditions(difference, Long.compareUnsigned(expected, old) < 0, overflow));
  }

  private Conditions conditions(long result, boolean carry, boolean overflow) {
    long value = result & mask;
    boolean parity = Long.bitCount(value & 0xff) % 2 == 0;
    return new Conditions(carry, value == 0, sign(value), overflow, parity);
  }

  private boolean sign(long value) {
    return ((value >>> (bits - 1)) & 1) != 0;
  }

  private long signed(long value) {
    return (value << (64 - bits)) >> (64 - bits);
  }

  private long read(String operand) {
    if (operand.startsWith("$$")) {
      return Long.decode(operand.substring(2)) & mask;
    }
    int number = number(operand);
    return mask
        & (call.inMemory(number)
            ? call.vm().memory().load(call.address(number), bits / 8)
            : call.value(number));
  }

  private void write(String operand, long value) {
    int number = number(operand);
    if (call.inMemory(number)) {
      call.vm().memory().store(call.address(number), bits / 8, value & mask);
    } else {
      call.set(number, value & mask);
    }
  }

  /** The number of an operand in memory, -1 if it is elsewhere. */
  private int memory(String operand) {
    int number = number(operand);
    return call.inMemory(number) ? number : -1;
  }

  private static int number(String operand) {
    MatchResult numbered =
        NUMBERED.matcher(operand).results().findFirst().orElseThrow(IllegalStateException::new);
    return Integer.parseInt(numbered.group(1));
  }
}
