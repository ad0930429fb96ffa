package org.seamreplay.ir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * The names of a module's globals, functions and aliases, all in one name space. Those without a
 * name get one that depends on nothing but their place in the module.
 */
final class LlvmSymbols {
  private static final String UNNAMED = ".unnamed.";

  private final Map<Long, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final LlvmText text;

  LlvmSymbols(LLVMModuleRef module, LlvmText text) {
    this.text = text;
    for (LLVMValueRef v = LLVM.LLVMGetFirstGlobal(module);
        !LlvmText.isNull(v);
        v = LLVM.LLVMGetNextGlobal(v)) {
      add(v);
    }
    for (LLVMValueRef v = LLVM.LLVMGetFirstFunction(module);
        !LlvmText.isNull(v);
        v = LLVM.LLVMGetNextFunction(v)) {
      add(v);
    }
    for (LLVMValueRef v = LLVM.LLVMGetFirstGlobalAlias(module);
        !LlvmText.isNull(v);
        v = LLVM.LLVMGetNextGlobalAlias(v)) {
      add(v);
    }
  }

  private void add(LLVMValueRef value) {
    String name = text.name(value);
    for (int n = names.size();
        name.isEmpty() || (name.startsWith(UNNAMED) && taken.contains(name));
        n++) {
      name = UNNAMED + n;
    }
    taken.add(name);
    names.put(value.address(), name);
  }

  String name(LLVMValueRef value) {
    String name = names.get(value.address());
    if (name == null) {
      throw new UnsupportedIr("symbol " + LlvmText.print(value) + " is not supported");
    }
    return name;
  }
}
