package org.seamreplay.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.llvm.LLVM.LLVMBasicBlockRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;
import org.seamreplay.ir.IrModule.Block;
import org.seamreplay.ir.IrModule.Entry;

/** The body of one function: numbers its values and blocks, then reads every instruction. */
final class LlvmFunctionReader {
  private final Map<Long, Integer> numbers = new HashMap<>();
  private final Map<Long, Integer> blockIndex = new HashMap<>();
  private final List<LLVMBasicBlockRef> blocks = new ArrayList<>();
  private final LLVMValueRef function;
  private final LlvmTypes types;
  private final LlvmConstants constants;
  private final LlvmDebugLocations locations;
  private final LlvmInstructions instructions;

  LlvmFunctionReader(
      LLVMValueRef function,
      LlvmTypes types,
      LlvmConstants constants,
      LlvmDebugLocations locations,
      LlvmText text) {
    this.function = function;
    this.types = types;
    this.constants = constants;
    this.locations = locations;
    this.instructions = new LlvmInstructions(this, types, text);
    number();
  }

  private void number() {
    int parameters = LLVM.LLVMCountParams(function);
    for (int i = 0; i < parameters; i++) {
      numbers.put(LLVM.LLVMGetParam(function, i).address(), i);
    }
    for (var block = LLVM.LLVMGetFirstBasicBlock(function);
        !LlvmText.isNull(block);
        block = LLVM.LLVMGetNextBasicBlock(block)) {
      blockIndex.put(block.address(), blocks.size());
      blocks.add(block);
      for (var at = LLVM.LLVMGetFirstInstruction(block);
          !LlvmText.isNull(at);
          at = LLVM.LLVMGetNextInstruction(at)) {
        if (!(types.of(at) instanceof Type.Nothing)) {
          numbers.put(at.address(), numbers.size());
        }
      }
    }
  }

  int valueCount() {
    return numbers.size();
  }

  List<Block> blocks() {
    List<Block> read = new ArrayList<>(blocks.size());
    for (LLVMBasicBlockRef block : blocks) {
      read.add(new Block(LLVM.LLVMGetBasicBlockName(block).getString(), entries(block)));
    }
    return List.copyOf(read);
  }

  private List<Entry> entries(LLVMBasicBlockRef block) {
    List<Entry> entries = new ArrayList<>();
    for (var at = LLVM.LLVMGetFirstInstruction(block);
        !LlvmText.isNull(at);
        at = LLVM.LLVMGetNextInstruction(at)) {
      Instruction instruction = instructions.read(at);
      if (!isDebugIntrinsic(instruction)) {
        int result = numbers.getOrDefault(at.address(), -1);
        entries.add(new Entry(instruction, result, types.of(at), locations.of(at)));
      }
    }
    return List.copyOf(entries);
  }

  /** Only old bitcode has them as calls; they have no result, so no number is lost. */
  private static boolean isDebugIntrinsic(Instruction instruction) {
    return instruction instanceof Instruction.Call call
        && call.callee() instanceof Operand.Symbol symbol
        && symbol.name().startsWith("llvm.dbg.");
  }

  int block(LLVMBasicBlockRef block) {
    Integer index = blockIndex.get(block.address());
    if (index == null) {
      throw new UnsupportedIr("branch out of its function");
    }
    return index;
  }

  Operand operand(LLVMValueRef value) {
    Integer number = numbers.get(value.address());
    return number != null ? new Operand.Local(number) : constants.get(value);
  }
}
