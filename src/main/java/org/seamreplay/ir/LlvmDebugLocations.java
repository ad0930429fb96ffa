package org.seamreplay.ir;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.llvm.LLVM.LLVMMetadataRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;
import org.seamreplay.ir.IrModule.SourceLocation;

/** Source locations of instructions, functions and globals; equal ones are one object. */
final class LlvmDebugLocations {
  /** Number of the metadata kind {@code dbg}, fixed by LLVM. */
  private static final int DBG = 0;

  private record Scope(String file, String function) {}

  private final Map<Long, SourceLocation> known = new HashMap<>();
  private final Map<SourceLocation, SourceLocation> interned = new HashMap<>();
  private final Map<Long, Scope> scopes = new HashMap<>();
  private final LlvmDebugNodes nodes;

  LlvmDebugLocations(LlvmDebugNodes nodes) {
    this.nodes = nodes;
  }

  /** Where an instruction comes from, or {@code null}. */
  SourceLocation of(LLVMValueRef instruction) {
    return location(LLVM.LLVMInstructionGetDebugLoc(instruction));
  }

  private SourceLocation location(LLVMMetadataRef node) {
    if (LlvmText.isNull(node)) {
      return null;
    }
    SourceLocation location = known.get(node.address());
    if (location == null) {
      Scope scope = scope(LLVM.LLVMDILocationGetScope(node));
      location =
          intern(
              new SourceLocation(
                  scope.file(),
                  LLVM.LLVMDILocationGetLine(node),
                  LLVM.LLVMDILocationGetColumn(node),
                  scope.function(),
                  location(LLVM.LLVMDILocationGetInlinedAt(node))));
      known.put(node.address(), location);
    }
    return location;
  }

  private SourceLocation intern(SourceLocation location) {
    SourceLocation first = interned.putIfAbsent(location, location);
    return first == null ? location : first;
  }

  /** The file is the innermost scope's: a lexical block can be in a file of its own. */
  private Scope scope(LLVMMetadataRef node) {
    Scope scope = scopes.get(node.address());
    if (scope == null) {
      LLVMMetadataRef at = node;
      while (at != null && LlvmDebugNodes.kind(at) != LLVM.LLVMDISubprogramMetadataKind) {
        at = nodes.node(at, LlvmDebugNodes.SCOPE);
      }
      String function = at == null ? "" : nodes.string(at, LlvmDebugNodes.NAME);
      scope = new Scope(nodes.file(node), function);
      scopes.put(node.address(), scope);
    }
    return scope;
  }

  /** Where a function is defined, or {@code null} without debug information. */
  SourceLocation ofFunction(LLVMValueRef function) {
    LLVMMetadataRef program = LLVM.LLVMGetSubprogram(function);
    if (LlvmText.isNull(program)) {
      return null;
    }
    return intern(
        new SourceLocation(
            nodes.file(program),
            LLVM.LLVMDISubprogramGetLine(program),
            0,
            nodes.string(program, LlvmDebugNodes.NAME),
            null));
  }

  /** Where a global is declared, or {@code null}. */
  SourceLocation ofGlobal(LLVMValueRef global, LlvmText text) {
    var entries = LLVM.LLVMGlobalCopyAllMetadata(global, text.length());
    long count = text.length().get();
    SourceLocation location = null;
    for (int i = 0; i < count && location == null; i++) {
      if (LLVM.LLVMValueMetadataEntriesGetKind(entries, i) == DBG) {
        location = variable(LLVM.LLVMValueMetadataEntriesGetMetadata(entries, i));
      }
    }
    LLVM.LLVMDisposeValueMetadataEntries(entries);
    return location;
  }

  private SourceLocation variable(LLVMMetadataRef node) {
    if (LlvmDebugNodes.kind(node) != LLVM.LLVMDIGlobalVariableExpressionMetadataKind) {
      return null;
    }
    LLVMMetadataRef variable = LLVM.LLVMDIGlobalVariableExpressionGetVariable(node);
    LLVMMetadataRef scope = nodes.node(variable, 0);
    String function = scope == null ? "" : scope(scope).function();
    LLVMMetadataRef file = LLVM.LLVMDIVariableGetFile(variable);
    return intern(
        new SourceLocation(
            LlvmText.isNull(file) ? "" : nodes.string(file, 0),
            LLVM.LLVMDIVariableGetLine(variable),
            0,
            function,
            null));
  }
}
