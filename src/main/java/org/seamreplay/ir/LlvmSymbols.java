package org.seamreplay.ir;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * The names of a module's globals, functions and aliases, all in one name space.
 *
 * <p>LLVM tells local symbols of one name apart by a number that counts through the whole module:
 * {@code .str.7} becomes {@code .str.8} when a string is added anywhere before it. Such symbols get
 * names that depend on less, so that what has not changed keeps its name: string literals are named
 * by their text, other local symbols are counted for themselves ({@code f.once}, {@code f.once.1}).
 */
final class LlvmSymbols {
  private static final String UNNAMED = ".unnamed";
  private static final String LITERAL = ".str";
  private static final Pattern NUMBERED = Pattern.compile("(.*[^.0-9].*)\\.[0-9]+");

  private final Map<Long, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final List<LLVMValueRef> numbered = new ArrayList<>();
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
    Map<String, Integer> counts = new HashMap<>();
    numbered.forEach(v -> count(v, counts));
  }

  /** Names that are given as they are go first: the others have to give way to them. */
  private void add(LLVMValueRef value) {
    String name = text.name(value);
    if (name.isEmpty() || (isLocal(value) && isNumbered(name))) {
      numbered.add(value);
    } else {
      taken.add(name);
      names.put(value.address(), name);
    }
  }

  private static boolean isLocal(LLVMValueRef value) {
    int linkage = LLVM.LLVMGetLinkage(value);
    return linkage == LLVM.LLVMInternalLinkage || linkage == LLVM.LLVMPrivateLinkage;
  }

  private static boolean isNumbered(String name) {
    return name.equals(LITERAL) || NUMBERED.matcher(name).matches();
  }

  private void count(LLVMValueRef value, Map<String, Integer> counts) {
    String base = base(value);
    String name = base;
    for (int n = counts.getOrDefault(base, 0); !taken.add(name); n++) {
      name = base + "." + (n + 1);
      counts.put(base, n + 1);
    }
    names.put(value.address(), name);
  }

  private String base(LLVMValueRef value) {
    String name = text.name(value);
    if (name.isEmpty()) {
      return UNNAMED;
    }
    Matcher matcher = NUMBERED.matcher(name);
    String base = matcher.matches() ? matcher.group(1) : name;
    return base.equals(LITERAL) ? LITERAL + literal(value) : base;
  }

  /** What tells the text of a string literal, empty if it is none of bytes. */
  private String literal(LLVMValueRef value) {
    LLVMValueRef bytes =
        LlvmText.isNull(LLVM.LLVMIsAGlobalVariable(value)) ? null : LLVM.LLVMGetInitializer(value);
    if (LlvmText.isNull(bytes)
        || LlvmText.isNull(LLVM.LLVMIsAConstantDataSequential(bytes))
        || LLVM.LLVMIsConstantString(bytes) == 0) {
      return "";
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.data(bytes));
      return "." + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String name(LLVMValueRef value) {
    String name = names.get(value.address());
    if (name == null) {
      throw new UnsupportedIr("symbol " + LlvmText.print(value) + " is not supported");
    }
    return name;
  }
}
