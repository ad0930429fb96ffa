package org.seamreplay.vm.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.code.AsmCode;
import org.seamreplay.vm.code.AsmOperands;
import org.seamreplay.vm.code.AssemblyText;
import org.seamreplay.vm.code.CallSite;
import org.seamreplay.vm.code.CodeBuffer;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Symbol;
import org.seamreplay.vm.code.TypeLayout;

/** Decodes calls of functions, of addresses and of inline assembly. */
final class CallDecoder {
  private final DecodeContext context;
  private final TypeLayout layout;
  private final CodeBuffer code;
  private final Values values;
  private final IntrinsicDecoder intrinsics;

  /** Words that take the size of the window once it is known. */
  private final List<Integer> windowWords = new ArrayList<>();

  CallDecoder(
      DecodeContext context, Values values, ArithmeticDecoder arithmetic, int variadicRegister) {
    this.context = context;
    this.layout = context.layout();
    this.code = context.code();
    this.values = values;
    this.intrinsics = new IntrinsicDecoder(context, values, arithmetic, variadicRegister);
  }

  /** Fills in the size of the register window, which callee windows follow. */
  void placeWindows(int window) {
    windowWords.forEach(at -> code.patch(at, window));
  }

  /** Decodes the instruction if it is of this family. */
  boolean decode(Entry entry) {
    if (!(entry.instruction() instanceof Instruction.Call call)) {
      return false;
    }
    if (call.callee() instanceof Operand.InlineAsm) {
      asm(entry, call, 1, 0);
      return true;
    }
    if (call.callee() instanceof Operand.Symbol symbol) {
      if (symbol.name().startsWith("llvm.")) {
        intrinsics.decode(entry, call, symbol.name());
      } else {
        callSymbol(entry, call, symbol);
      }
      return true;
    }
    int[] arguments = arguments(call);
    int callee = values.scalar(call.callee(), new Type.Pointer(0));
    code.op(Op.CALL_INDIRECT).reg(callee);
    finish(entry, call, site(call), arguments);
    return true;
  }

  private void callSymbol(Entry entry, Instruction.Call call, Operand.Symbol name) {
    Symbol symbol = context.symbol(name.name());
    if (symbol == null || !symbol.isFunction()) {
      int[] arguments = arguments(call);
      int callee = values.scalar(call.callee(), new Type.Pointer(0));
      code.op(Op.CALL_INDIRECT).reg(callee);
      finish(entry, call, site(call), arguments);
      return;
    }
    FunctionCode callee = context.functions().get(symbol.function());
    int[] arguments = arguments(call);
    if (!symbol.defined()) {
      code.op(Op.CALL_EXTERNAL).imm(callee.index);
      finish(entry, call, site(call), arguments);
    } else if (callee.variadic
        || arguments.length != callee.parameters
        || layout.slots(call.type().result()) != callee.results) {
      code.op(Op.CALL_GENERAL).imm(callee.index);
      finish(entry, call, site(call), arguments);
    } else {
      code.op(Op.CALL).imm(callee.index);
      windowWords.add(code.here());
      code.imm(0).reg(result(entry, call)).regs(arguments);
    }
  }

  private int[] arguments(Instruction.Call call) {
    int[] all = new int[16];
    int count = 0;
    for (int i = 0; i < call.arguments().size(); i++) {
      int[] one = values.read(call.arguments().get(i), call.argumentTypes().get(i));
      if (count + one.length > all.length) {
        all = Arrays.copyOf(all, Math.max(all.length * 2, count + one.length));
      }
      System.arraycopy(one, 0, all, count, one.length);
      count += one.length;
    }
    return Arrays.copyOf(all, count);
  }

  /** Window, call site, result, arguments. */
  private void finish(Entry entry, Instruction.Call call, CallSite site, int[] arguments) {
    windowWords.add(code.here());
    code.imm(0).imm(context.tables().callSites.size());
    context.tables().callSites.add(site);
    code.reg(result(entry, call)).regs(arguments);
  }

  /** The first result register; any number if there is no result. */
  private int result(Entry entry, Instruction.Call call) {
    int[] result = values.results(entry.result(), layout.slots(call.type().result()));
    if (entry.result() >= 0) {
      values.define(entry.result(), result);
    }
    return result.length == 0 ? 0 : result[0];
  }

  private CallSite site(Instruction.Call call) {
    List<CallSite.Argument> arguments = new ArrayList<>();
    int slot = 0;
    for (int i = 0; i < call.argumentTypes().size(); i++) {
      Type type = call.argumentTypes().get(i);
      Type byval = i < call.byval().size() ? call.byval().get(i) : null;
      if (byval != null) {
        arguments.add(
            new CallSite.Argument(
                CallSite.Passing.BY_VALUE, slot, 1, layout.size(byval), layout.align(byval)));
        slot++;
        continue;
      }
      if (type instanceof Type.Vector vector && isPacked(vector)) {
        int elements = layout.slots(type);
        int bytes = (int) layout.size(vector.element());
        arguments.add(
            new CallSite.Argument(
                CallSite.Passing.VECTOR, slot, elements, bytes, elements * bytes));
        slot += elements;
        continue;
      }
      for (TypeLayout.Leaf leaf : layout.leaves(type)) {
        arguments.add(new CallSite.Argument(passing(leaf.type()), slot + leaf.slot(), 1, 0, 8));
      }
      slot += layout.slots(type);
    }
    return new CallSite(List.copyOf(arguments), slotBits(call.type().result()));
  }

  /** Whether a vector fits a register; clang passes two floats of a struct as one. */
  private boolean isPacked(Type.Vector vector) {
    return TypeLayout.scalarBits(vector.element()) % 8 == 0 && layout.size(vector) <= 16;
  }

  private static CallSite.Passing passing(Type type) {
    if (type instanceof Type.FloatingPoint f) {
      return f.kind() == Type.FloatingPoint.Kind.X86_FP80
          ? CallSite.Passing.X87
          : CallSite.Passing.FLOAT;
    }
    return TypeLayout.scalarBits(type) > 64
        ? CallSite.Passing.WIDE_INTEGER
        : CallSite.Passing.INTEGER;
  }

  private int[] slotBits(Type type) {
    if (type instanceof Type.Nothing) {
      return new int[0];
    }
    int[] bits = new int[layout.slots(type)];
    for (TypeLayout.Leaf leaf : layout.leaves(type)) {
      int width = TypeLayout.scalarBits(leaf.type());
      bits[leaf.slot()] = Math.min(width, 64);
      if (width > 64) {
        bits[leaf.slot() + 1] = width - 64;
      }
    }
    return bits;
  }

  /**
   * Inline assembly; returns the array for the positions it may continue at, which stays empty of
   * meaning if there is only one.
   */
  int[] asm(Entry entry, Instruction.Call call, int targets, int instructions) {
    Operand.InlineAsm asm = (Operand.InlineAsm) call.callee();
    int[] arguments = arguments(call);
    int[] positions = new int[targets];
    code.op(Op.CALL_ASM).imm(context.tables().asm.size());
    context
        .tables()
        .asm
        .add(
            new AsmCode(
                AssemblyText.normalise(asm.text()),
                asm.constraints(),
                AsmOperands.of(asm.constraints()),
                slotBits(call.type().result()),
                positions,
                instructions));
    windowWords.add(code.here());
    code.imm(0).reg(result(entry, call)).regs(arguments);
    return positions;
  }
}
