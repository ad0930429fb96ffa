package org.seamreplay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMMetadataRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * Metadata nodes by their operands: the C API has no accessor for most of what a debug node holds.
 * The order of the operands is that of LLVM 20's {@code DebugInfoMetadata.h}.
 */
final class LlvmDebugNodes {
  /** Operand of every scope, type and variable: its file; of a file: its name. */
  static final int FILE = 0;

  static final int SCOPE = 1;
  static final int NAME = 2;
  static final int BASE_TYPE = 3;
  static final int ELEMENTS = 4;

  private final Map<Long, LLVMValueRef[]> operands = new HashMap<>();
  private final LLVMContextRef context;

  LlvmDebugNodes(LLVMContextRef context) {
    this.context = context;
  }

  static int kind(LLVMMetadataRef node) {
    return LLVM.LLVMGetMetadataKind(node);
  }

  /** The operands of a node; an absent one is {@code null}. */
  LLVMValueRef[] operands(LLVMMetadataRef node) {
    return operands.computeIfAbsent(node.address(), any -> readOperands(node));
  }

  private LLVMValueRef[] readOperands(LLVMMetadataRef node) {
    LLVMValueRef value = LLVM.LLVMMetadataAsValue(context, node);
    int count = LLVM.LLVMIsAMDNode(value) == null ? 0 : LLVM.LLVMGetMDNodeNumOperands(value);
    LLVMValueRef[] read = new LLVMValueRef[count];
    if (count > 0) {
      try (PointerPointer<LLVMValueRef> pointers = new PointerPointer<>(count)) {
        LLVM.LLVMGetMDNodeOperands(value, pointers);
        for (int i = 0; i < count; i++) {
          read[i] = pointers.get(LLVMValueRef.class, i);
        }
      }
    }
    return read;
  }

  /** Operand {@code index} as a node, or {@code null} if there is none. */
  LLVMMetadataRef node(LLVMMetadataRef node, int index) {
    LLVMValueRef[] all = operands(node);
    if (index >= all.length || all[index] == null) {
      return null;
    }
    return LLVM.LLVMIsAMDNode(all[index]) == null ? null : LLVM.LLVMValueAsMetadata(all[index]);
  }

  /** Operand {@code index} as text, empty if there is none. */
  String string(LLVMMetadataRef node, int index) {
    LLVMValueRef[] all = operands(node);
    if (index >= all.length || all[index] == null) {
      return "";
    }
    try (IntPointer length = new IntPointer(1)) {
      var text = LLVM.LLVMGetMDString(all[index], length);
      return LlvmText.isNull(text) ? "" : new String(LlvmText.bytes(text, length.get()), UTF_8);
    }
  }

  /** The name in the file operand of a scope, type or variable; empty if it has none. */
  String file(LLVMMetadataRef node) {
    LLVMMetadataRef file = node(node, FILE);
    return file == null ? "" : string(file, 0);
  }
}
