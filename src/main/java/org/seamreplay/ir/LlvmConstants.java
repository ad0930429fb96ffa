package org.seamreplay.ir;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMTypeRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;
import org.seamreplay.ir.Instruction.Binary.BinaryOp;
import org.seamreplay.ir.Instruction.Cast.CastOp;

/** The constants of one module, each read once: LLVM keeps equal constants only once, too. */
final class LlvmConstants {
  private final Map<Long, Operand> known = new HashMap<>();
  private final LLVMContextRef context;

  /** Numbers of blocks by function, for the addresses of labels. */
  private final Map<Long, Map<Long, Integer>> blocks = new HashMap<>();

  private final LlvmTypes types;
  private final LlvmSymbols symbols;
  private final LlvmText text;

  LlvmConstants(LLVMContextRef context, LlvmTypes types, LlvmSymbols symbols, LlvmText text) {
    this.context = context;
    this.types = types;
    this.symbols = symbols;
    this.text = text;
  }

  Operand get(LLVMValueRef value) {
    Operand operand = known.get(value.address());
    if (operand == null) {
      operand = read(value);
      known.put(value.address(), operand);
    }
    return operand;
  }

  private Operand read(LLVMValueRef value) {
    return switch (LLVM.LLVMGetValueKind(value)) {
      case LLVM.LLVMFunctionValueKind,
          LLVM.LLVMGlobalVariableValueKind,
          LLVM.LLVMGlobalAliasValueKind ->
          new Operand.Symbol(symbols.name(value));
      case LLVM.LLVMConstantIntValueKind -> integer(value);
      case LLVM.LLVMConstantFPValueKind -> floatingPoint(value);
      case LLVM.LLVMConstantPointerNullValueKind, LLVM.LLVMConstantAggregateZeroValueKind ->
          new Operand.Zero(types.of(value));
      case LLVM.LLVMUndefValueValueKind -> new Operand.Undefined(types.of(value), false);
      case LLVM.LLVMPoisonValueValueKind -> new Operand.Undefined(types.of(value), true);
      case LLVM.LLVMConstantDataArrayValueKind, LLVM.LLVMConstantDataVectorValueKind -> data(value);
      case LLVM.LLVMConstantArrayValueKind,
          LLVM.LLVMConstantStructValueKind,
          LLVM.LLVMConstantVectorValueKind ->
          aggregate(value);
      case LLVM.LLVMBlockAddressValueKind -> blockAddress(value);
      case LLVM.LLVMConstantExprValueKind -> expression(value);
      default -> throw new UnsupportedIr("constant " + LlvmText.print(value) + " is not supported");
    };
  }

  private Operand.IntValue integer(LLVMValueRef value) {
    if (!(types.of(value) instanceof Type.Int type)) {
      throw new UnsupportedIr("constant " + LlvmText.print(value) + " is not supported");
    }
    return new Operand.IntValue(type, unsigned(value, type.bits()));
  }

  private static BigInteger unsigned(LLVMValueRef value, int bits) {
    if (bits <= 64) {
      return unsigned(LLVM.LLVMConstIntGetZExtValue(value));
    }
    // The C API gives 64 bits at most; printed, "i128 -5", the value is signed and complete.
    String printed = LlvmText.print(value);
    BigInteger signed = new BigInteger(printed.substring(printed.lastIndexOf(' ') + 1));
    return signed.signum() < 0 ? signed.add(BigInteger.ONE.shiftLeft(bits)) : signed;
  }

  private static BigInteger unsigned(long bits) {
    BigInteger value = BigInteger.valueOf(bits);
    return bits < 0 ? value.add(BigInteger.ONE.shiftLeft(64)) : value;
  }

  /** LLVM folds a bitcast of a constant to the integer of the same size: all bits, NaNs too. */
  private Operand.FloatValue floatingPoint(LLVMValueRef value) {
    if (!(types.of(value) instanceof Type.FloatingPoint type)) {
      throw new UnsupportedIr("constant " + LlvmText.print(value) + " is not supported");
    }
    int bits =
        switch (type.kind()) {
          case HALF, BFLOAT -> 16;
          case FLOAT -> 32;
          case DOUBLE -> 64;
          case X86_FP80 -> 80;
          case FP128 -> 128;
        };
    LLVMTypeRef integer = LLVM.LLVMIntTypeInContext(context, bits);
    LLVMValueRef cast = LLVM.LLVMConstBitCast(value, integer);
    return new Operand.FloatValue(type, unsigned(cast, bits));
  }

  private Operand data(LLVMValueRef value) {
    Type type = types.of(value);
    if (type instanceof Type.Array array && array.element() instanceof Type.Int) {
      return new Operand.Bytes(type, new String(text.data(value), StandardCharsets.ISO_8859_1));
    }
    return aggregate(value);
  }

  private Operand.Aggregate aggregate(LLVMValueRef value) {
    Type type = types.of(value);
    int count;
    if (type instanceof Type.Array array) {
      count = Math.toIntExact(array.count());
    } else if (type instanceof Type.Vector vector) {
      count = vector.count();
    } else {
      count = ((Type.Struct) type).fields().size();
    }
    List<Operand> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(get(LLVM.LLVMGetAggregateElement(value, i)));
    }
    return new Operand.Aggregate(type, List.copyOf(elements));
  }

  private Operand.BlockAddress blockAddress(LLVMValueRef value) {
    LLVMValueRef function = LLVM.LLVMGetBlockAddressFunction(value);
    Integer index =
        blocks
            .computeIfAbsent(function.address(), any -> numbered(function))
            .get(LLVM.LLVMGetBlockAddressBasicBlock(value).address());
    if (index == null) {
      throw new UnsupportedIr("block address " + LlvmText.print(value) + " names no block");
    }
    return new Operand.BlockAddress(symbols.name(function), index);
  }

  private static Map<Long, Integer> numbered(LLVMValueRef function) {
    Map<Long, Integer> numbers = new HashMap<>();
    for (var block = LLVM.LLVMGetFirstBasicBlock(function);
        !LlvmText.isNull(block);
        block = LLVM.LLVMGetNextBasicBlock(block)) {
      numbers.put(block.address(), numbers.size());
    }
    return numbers;
  }

  private Operand expression(LLVMValueRef value) {
    int opcode = LLVM.LLVMGetConstOpcode(value);
    LLVMValueRef first = LLVM.LLVMGetOperand(value, 0);
    if (opcode == LLVM.LLVMGetElementPtr) {
      List<Operand> indices = new ArrayList<>();
      for (int i = 1; i < LLVM.LLVMGetNumOperands(value); i++) {
        indices.add(get(LLVM.LLVMGetOperand(value, i)));
      }
      Type source = types.get(LLVM.LLVMGetGEPSourceElementType(value));
      return new Operand.GepExpression(source, get(first), List.copyOf(indices));
    }
    CastOp cast = LlvmOpcodes.cast(opcode);
    if (cast != null) {
      return new Operand.CastExpression(cast, get(first), types.of(first), types.of(value));
    }
    BinaryOp binary = LlvmOpcodes.binary(opcode);
    if (binary != null) {
      return new Operand.BinaryExpression(
          binary, types.of(value), get(first), get(LLVM.LLVMGetOperand(value, 1)));
    }
    throw new UnsupportedIr("constant " + LlvmText.print(value) + " is not supported");
  }
}
