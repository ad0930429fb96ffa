package org.seamreplay.ir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.llvm.LLVM.LLVMAttributeRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;
import org.seamreplay.ir.Instruction.Binary.BinaryOp;
import org.seamreplay.ir.Instruction.Cast.CastOp;

/** Reads single instructions of one function. */
final class LlvmInstructions {
  private static final int BYVAL = LLVM.LLVMGetEnumAttributeKindForName("byval", "byval".length());

  private final LlvmFunctionReader function;
  private final LlvmTypes types;
  private final LlvmText text;

  LlvmInstructions(LlvmFunctionReader function, LlvmTypes types, LlvmText text) {
    this.function = function;
    this.types = types;
    this.text = text;
  }

  /** The byval type of parameter {@code index} (from 0) of a function, or {@code null}. */
  static Type byvalOfParameter(LLVMValueRef function, int index, LlvmTypes types) {
    return byval(LLVM.LLVMGetEnumAttributeAtIndex(function, index + 1, BYVAL), types);
  }

  private static Type byval(LLVMAttributeRef attribute, LlvmTypes types) {
    return LlvmText.isNull(attribute) ? null : types.get(LLVM.LLVMGetTypeAttributeValue(attribute));
  }

  Instruction read(LLVMValueRef at) {
    int opcode = LLVM.LLVMGetInstructionOpcode(at);
    BinaryOp binary = LlvmOpcodes.binary(opcode);
    if (binary != null) {
      return binary(binary, at);
    }
    CastOp cast = LlvmOpcodes.cast(opcode);
    if (cast != null) {
      return new Instruction.Cast(cast, typeOf(at, 0), types.of(at), operand(at, 0));
    }
    return switch (opcode) {
      case LLVM.LLVMFNeg -> new Instruction.Fneg(types.of(at), operand(at, 0));
      case LLVM.LLVMICmp ->
          new Instruction.Icmp(
              LlvmOpcodes.intPredicate(LLVM.LLVMGetICmpPredicate(at)),
              typeOf(at, 0),
              operand(at, 0),
              operand(at, 1));
      case LLVM.LLVMFCmp ->
          new Instruction.Fcmp(
              LlvmOpcodes.floatPredicate(LLVM.LLVMGetFCmpPredicate(at)),
              typeOf(at, 0),
              operand(at, 0),
              operand(at, 1));
      case LLVM.LLVMAlloca ->
          new Instruction.Alloca(
              types.get(LLVM.LLVMGetAllocatedType(at)),
              typeOf(at, 0),
              operand(at, 0),
              LLVM.LLVMGetAlignment(at),
              text.name(at));
      case LLVM.LLVMLoad ->
          new Instruction.Load(
              types.of(at),
              operand(at, 0),
              LLVM.LLVMGetAlignment(at),
              LLVM.LLVMGetVolatile(at) != 0,
              LLVM.LLVMIsAtomic(at) != 0);
      case LLVM.LLVMStore ->
          new Instruction.Store(
              typeOf(at, 0),
              operand(at, 0),
              operand(at, 1),
              LLVM.LLVMGetAlignment(at),
              LLVM.LLVMGetVolatile(at) != 0,
              LLVM.LLVMIsAtomic(at) != 0);
      case LLVM.LLVMGetElementPtr -> gep(at);
      case LLVM.LLVMPHI -> phi(at);
      case LLVM.LLVMSelect ->
          new Instruction.Select(
              typeOf(at, 0), types.of(at), operand(at, 0), operand(at, 1), operand(at, 2));
      case LLVM.LLVMFreeze -> new Instruction.Freeze(types.of(at), operand(at, 0));
      case LLVM.LLVMExtractValue ->
          new Instruction.ExtractValue(typeOf(at, 0), operand(at, 0), path(at));
      case LLVM.LLVMInsertValue ->
          new Instruction.InsertValue(
              types.of(at), operand(at, 0), typeOf(at, 1), operand(at, 1), path(at));
      case LLVM.LLVMExtractElement ->
          new Instruction.ExtractElement(
              (Type.Vector) typeOf(at, 0), operand(at, 0), typeOf(at, 1), operand(at, 1));
      case LLVM.LLVMInsertElement ->
          new Instruction.InsertElement(
              (Type.Vector) types.of(at),
              operand(at, 0),
              operand(at, 1),
              typeOf(at, 2),
              operand(at, 2));
      case LLVM.LLVMShuffleVector ->
          new Instruction.ShuffleVector(
              (Type.Vector) typeOf(at, 0), operand(at, 0), operand(at, 1), mask(at));
      case LLVM.LLVMAtomicRMW ->
          new Instruction.AtomicRmw(
              LlvmOpcodes.rmw(LLVM.LLVMGetAtomicRMWBinOp(at)),
              types.of(at),
              operand(at, 0),
              operand(at, 1));
      case LLVM.LLVMAtomicCmpXchg ->
          new Instruction.CmpXchg(typeOf(at, 1), operand(at, 0), operand(at, 1), operand(at, 2));
      case LLVM.LLVMFence -> new Instruction.Fence();
      case LLVM.LLVMVAArg -> new Instruction.VaArg(types.of(at), operand(at, 0));
      case LLVM.LLVMCall -> call(at);
      case LLVM.LLVMCallBr -> callBr(at);
      case LLVM.LLVMBr -> branch(at);
      case LLVM.LLVMSwitch -> switchOf(at);
      case LLVM.LLVMIndirectBr -> new Instruction.IndirectBr(operand(at, 0), successors(at, 0));
      case LLVM.LLVMRet ->
          LLVM.LLVMGetNumOperands(at) == 0
              ? new Instruction.Ret(new Type.Nothing(), null)
              : new Instruction.Ret(typeOf(at, 0), operand(at, 0));
      case LLVM.LLVMUnreachable -> new Instruction.Unreachable();
      default -> throw new UnsupportedIr("instruction " + LlvmText.print(at) + " is not supported");
    };
  }

  private Instruction binary(BinaryOp op, LLVMValueRef at) {
    boolean wraps =
        switch (op) {
          case ADD, SUB, MUL, SHL -> true;
          default -> false;
        };
    boolean exact =
        switch (op) {
          case UDIV, SDIV, LSHR, ASHR -> LLVM.LLVMGetExact(at) != 0;
          default -> false;
        };
    return new Instruction.Binary(
        op,
        types.of(at),
        operand(at, 0),
        operand(at, 1),
        wraps && LLVM.LLVMGetNSW(at) != 0,
        wraps && LLVM.LLVMGetNUW(at) != 0,
        exact);
  }

  private Instruction gep(LLVMValueRef at) {
    List<Type> indexTypes = new ArrayList<>();
    List<Operand> indices = new ArrayList<>();
    for (int i = 1; i < LLVM.LLVMGetNumOperands(at); i++) {
      indexTypes.add(typeOf(at, i));
      indices.add(operand(at, i));
    }
    return new Instruction.Gep(
        types.get(LLVM.LLVMGetGEPSourceElementType(at)),
        operand(at, 0),
        List.copyOf(indexTypes),
        List.copyOf(indices),
        LLVM.LLVMIsInBounds(at) != 0);
  }

  private Instruction phi(LLVMValueRef at) {
    List<Integer> blocks = new ArrayList<>();
    List<Operand> values = new ArrayList<>();
    for (int i = 0; i < LLVM.LLVMCountIncoming(at); i++) {
      blocks.add(function.block(LLVM.LLVMGetIncomingBlock(at, i)));
      values.add(function.operand(LLVM.LLVMGetIncomingValue(at, i)));
    }
    return new Instruction.Phi(types.of(at), List.copyOf(blocks), List.copyOf(values));
  }

  private static List<Integer> path(LLVMValueRef at) {
    IntPointer indices = LLVM.LLVMGetIndices(at);
    List<Integer> path = new ArrayList<>();
    for (int i = 0; i < LLVM.LLVMGetNumIndices(at); i++) {
      path.add(indices.get(i));
    }
    return List.copyOf(path);
  }

  private static List<Integer> mask(LLVMValueRef at) {
    List<Integer> mask = new ArrayList<>();
    for (int i = 0; i < LLVM.LLVMGetNumMaskElements(at); i++) {
      int element = LLVM.LLVMGetMaskValue(at, i);
      mask.add(element == LLVM.LLVMGetUndefMaskElem() ? -1 : element);
    }
    return List.copyOf(mask);
  }

  private Instruction.Call call(LLVMValueRef at) {
    int count = LLVM.LLVMGetNumArgOperands(at);
    List<Type> argumentTypes = new ArrayList<>(count);
    List<Operand> arguments = new ArrayList<>(count);
    List<Type> byval = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      LLVMValueRef argument = LLVM.LLVMGetOperand(at, i);
      Type type = types.of(argument);
      argumentTypes.add(type);
      arguments.add(
          type instanceof Type.Metadata ? metadata(argument) : function.operand(argument));
      byval.add(byval(LLVM.LLVMGetCallSiteEnumAttribute(at, i + 1, BYVAL), types));
    }
    return new Instruction.Call(
        types.function(LLVM.LLVMGetCalledFunctionType(at)),
        callee(LLVM.LLVMGetCalledValue(at)),
        List.copyOf(argumentTypes),
        List.copyOf(arguments),
        // List.copyOf takes no null.
        Collections.unmodifiableList(byval));
  }

  private Operand callee(LLVMValueRef callee) {
    if (LLVM.LLVMGetValueKind(callee) != LLVM.LLVMInlineAsmValueKind) {
      return function.operand(callee);
    }
    if (LLVM.LLVMGetInlineAsmDialect(callee) != LLVM.LLVMInlineAsmDialectATT) {
      throw new UnsupportedIr("inline assembly in Intel syntax is not supported");
    }
    return new Operand.InlineAsm(
        text.asmText(callee),
        text.asmConstraints(callee),
        LLVM.LLVMGetInlineAsmHasSideEffects(callee) != 0,
        LLVM.LLVMGetInlineAsmNeedsAlignedStack(callee) != 0);
  }

  /** {@code llvm.read_register} names its register this way: the only such operand C needs. */
  private static Operand metadata(LLVMValueRef value) {
    if (LLVM.LLVMIsAMDNode(value) != null && LLVM.LLVMGetMDNodeNumOperands(value) == 1) {
      try (PointerPointer<LLVMValueRef> operands = new PointerPointer<>(1);
          IntPointer length = new IntPointer(1)) {
        LLVM.LLVMGetMDNodeOperands(value, operands);
        var string = LLVM.LLVMGetMDString(operands.get(LLVMValueRef.class, 0), length);
        if (!LlvmText.isNull(string)) {
          byte[] bytes = LlvmText.bytes(string, length.get());
          return new Operand.Bytes(new Type.Metadata(), new String(bytes, ISO_8859_1));
        }
      }
    }
    return new Operand.Undefined(new Type.Metadata(), false);
  }

  private Instruction callBr(LLVMValueRef at) {
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < LLVM.LLVMGetCallBrNumIndirectDests(at); i++) {
      others.add(function.block(LLVM.LLVMGetCallBrIndirectDest(at, i)));
    }
    return new Instruction.CallBr(
        call(at), function.block(LLVM.LLVMGetCallBrDefaultDest(at)), List.copyOf(others));
  }

  private Instruction branch(LLVMValueRef at) {
    int first = function.block(LLVM.LLVMGetSuccessor(at, 0));
    return LLVM.LLVMIsConditional(at) == 0
        ? new Instruction.Br(first)
        : new Instruction.CondBr(
            function.operand(LLVM.LLVMGetCondition(at)),
            first,
            function.block(LLVM.LLVMGetSuccessor(at, 1)));
  }

  /** Operands are the value, the default block, then pairs of case value and block. */
  private Instruction switchOf(LLVMValueRef at) {
    List<Operand.IntValue> cases = new ArrayList<>();
    for (int i = 2; i < LLVM.LLVMGetNumOperands(at); i += 2) {
      cases.add((Operand.IntValue) operand(at, i));
    }
    return new Instruction.Switch(
        (Type.Int) typeOf(at, 0),
        operand(at, 0),
        function.block(LLVM.LLVMGetSwitchDefaultDest(at)),
        List.copyOf(cases),
        successors(at, 1));
  }

  private List<Integer> successors(LLVMValueRef at, int from) {
    List<Integer> targets = new ArrayList<>();
    for (int i = from; i < LLVM.LLVMGetNumSuccessors(at); i++) {
      targets.add(function.block(LLVM.LLVMGetSuccessor(at, i)));
    }
    return List.copyOf(targets);
  }

  private Operand operand(LLVMValueRef at, int index) {
    return function.operand(LLVM.LLVMGetOperand(at, index));
  }

  private Type typeOf(LLVMValueRef at, int index) {
    return types.of(LLVM.LLVMGetOperand(at, index));
  }
}
