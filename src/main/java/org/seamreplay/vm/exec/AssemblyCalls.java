package org.seamreplay.vm.exec;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.seamreplay.vm.AssemblyCall;
import org.seamreplay.vm.AssemblyShape;
import org.seamreplay.vm.Conditions;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.Vm;
import org.seamreplay.vm.code.AsmCode;
import org.seamreplay.vm.code.AsmOperands.AsmOperand;
import org.seamreplay.vm.code.AsmOperands.Kind;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.math.IntegerMath;

/** Executes inline assembly by the table of shapes. */
final class AssemblyCalls {
  private final Program program;
  private final Externals externals;
  private final Vm vm;
  private final Fibers fibers;
  private final Fuel fuel;

  /** Shapes found so far, by number of the place. */
  private final AssemblyShape[] shapes;

  AssemblyCalls(Program program, Externals externals, Vm vm, Fibers fibers, Fuel fuel) {
    this.program = program;
    this.externals = externals;
    this.vm = vm;
    this.fibers = fibers;
    this.fuel = fuel;
    this.shapes = new AssemblyShape[program.tables.asm.size()];
  }

  /** Executes the call at {@code pc}; true if the loop has to be left. */
  boolean call(FiberState fiber, int pc) {
    int[] code = program.code;
    AsmCode asm = program.tables.asm.get(code[pc + 1]);
    fiber.window = code[pc + 2];
    int target = 0;
    if (asm.text().isEmpty() && Arrays.stream(asm.operands().ties()).allMatch(t -> t >= 0)) {
      copyTied(fiber, pc, asm);
    } else {
      Call call = new Call(asm, ArgumentValues.of(fiber, code, pc + 5, code[pc + 4]));
      AssemblyShape shape = shape(code[pc + 1], asm);
      Matcher matcher = shape.text().matcher(asm.text());
      call.match = matcher.matches() ? matcher.toMatchResult() : null;
      shape.body().run(call);
      fibers.requireCurrent(fiber, "inline assembly");
      for (int i = 0; i < asm.resultBits().length; i++) {
        int register = fiber.base + code[pc + 3] + i;
        fiber.registers[register] = call.results[i] & IntegerMath.mask(asm.resultBits()[i]);
        if (fiber.careful) {
          fiber.undefined[register] = 0;
        }
      }
      target = call.target;
    }
    if (asm.targets().length > 1) {
      fuel.spend(asm.instructions());
      fiber.pc = asm.targets()[target];
    } else {
      fiber.pc = pc + Op.length(code, pc);
    }
    return fiber.yielding;
  }

  /** Empty assembly only hides values from the compiler. */
  private void copyTied(FiberState fiber, int pc, AsmCode asm) {
    int[] code = program.code;
    int[] ties = asm.operands().ties();
    for (int i = 0; i < ties.length; i++) {
      int from = fiber.base + code[pc + 5 + ties[i]];
      int to = fiber.base + code[pc + 3] + i;
      fiber.registers[to] = fiber.registers[from] & IntegerMath.mask(asm.resultBits()[i]);
      if (fiber.careful) {
        fiber.undefined[to] = fiber.undefined[from] & IntegerMath.mask(asm.resultBits()[i]);
        fiber.origins[to] = fiber.origins[from];
      }
    }
  }

  private AssemblyShape shape(int number, AsmCode asm) {
    if (shapes[number] == null) {
      shapes[number] = AssemblyShapes.find(asm, externals.assemblies());
      if (shapes[number] == null) {
        throw new NotModelled(
            "no model for inline assembly \""
                + asm.text()
                + "\" with constraints \""
                + asm.constraints()
                + "\"",
            vm.stack());
      }
    }
    return shapes[number];
  }

  private final class Call implements AssemblyCall {
    private final AsmCode asm;
    private final ArgumentValues arguments;
    private final long[] results;
    private MatchResult match;
    private int target;

    Call(AsmCode asm, ArgumentValues arguments) {
      this.asm = asm;
      this.arguments = arguments;
      this.results = new long[asm.resultBits().length];
    }

    @Override
    public Vm vm() {
      return vm;
    }

    @Override
    public String text() {
      return asm.text();
    }

    @Override
    public String constraints() {
      return asm.constraints();
    }

    @Override
    public MatchResult match() {
      return match;
    }

    @Override
    public boolean inMemory(int operand) {
      return asm.operands().get(operand).kind() == Kind.MEMORY;
    }

    @Override
    public long address(int operand) {
      return argument(required(operand, Kind.MEMORY), operand);
    }

    @Override
    public long value(int operand) {
      AsmOperand named = asm.operands().get(operand);
      AsmOperand from =
          named.kind() == Kind.RESULT
              ? asm.operands().tiedTo(operand).orElseThrow(() -> wrong(operand))
              : required(operand, Kind.VALUE);
      return argument(from, operand);
    }

    @Override
    public int bits(int operand) {
      return asm.resultBits()[required(operand, Kind.RESULT).slot()];
    }

    @Override
    public void set(int operand, long value) {
      results[required(operand, Kind.RESULT).slot()] = value;
    }

    @Override
    public long register(String name) {
      for (int i = 0; i < asm.operands().all().size(); i++) {
        AsmOperand operand = asm.operands().get(i);
        boolean goesIn =
            operand.kind() == Kind.VALUE
                || (operand.kind() == Kind.RESULT && asm.operands().tiedTo(i).isPresent());
        if (goesIn && operand.name().equals(name)) {
          return value(i);
        }
      }
      throw new IllegalArgumentException("nothing goes in by " + name + ": " + asm.text());
    }

    @Override
    public boolean returns(String name) {
      return result(name).isPresent();
    }

    @Override
    public void register(String name, long value) {
      result(name).ifPresent(operand -> results[operand.slot()] = value);
    }

    @Override
    public void flags(Conditions conditions) {
      for (AsmOperand operand : asm.operands().all()) {
        if (operand.kind() == Kind.FLAG) {
          results[operand.slot()] = conditions.holds(operand.name()) ? 1 : 0;
        }
      }
    }

    private Optional<AsmOperand> result(String name) {
      return asm.operands().all().stream()
          .filter(o -> o.kind() == Kind.RESULT && o.name().equals(name))
          .findFirst();
    }

    private AsmOperand required(int operand, Kind kind) {
      AsmOperand named = asm.operands().get(operand);
      if (named.kind() != kind) {
        throw wrong(operand);
      }
      return named;
    }

    private IllegalArgumentException wrong(int operand) {
      return new IllegalArgumentException(
          "operand %d does not fit \"%s\" with constraints \"%s\""
              .formatted(operand, asm.text(), asm.constraints()));
    }

    private long argument(AsmOperand from, int operand) {
      if (arguments.undefined(from.slot()) != 0) {
        vm.report(
            MemoryFault.UNINITIALISED,
            "operand " + operand + " of inline assembly was never initialised");
      }
      return arguments.values()[from.slot()];
    }

    @Override
    public int labels() {
      return asm.targets().length - 1;
    }

    @Override
    public void jump(int label) {
      if (label < 0 || label >= labels()) {
        throw new IllegalArgumentException(
            "label " + label + " of assembly that has " + labels() + ": " + asm.text());
      }
      target = label + 1;
    }
  }
}
