package org.seamreplay.ir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMMemoryBufferRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;

/**
 * Reads LLVM IR, as text or bitcode, through LLVM's C API. Needs LLVM's native library, which the
 * first use in a process loads; all native memory is given back before {@link #read} returns.
 *
 * <p>Of what the IR says, this is left out because nothing here asks for it: attributes other than
 * byval, calling conventions, fast-math flags, memory orderings, metadata other than debug
 * locations and types, and the bodies of {@code available_externally} functions, which C defines
 * elsewhere. {@code llvm.lifetime} calls are kept: they tell when a local goes out of scope.
 */
public final class LlvmReader {
  private static final String OPTNONE = "optnone";
  private static final byte[] LABEL = "blockaddress(".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_LABELS = 10_000;

  private final LLVMModuleRef module;
  private final LlvmText text;
  private final LlvmTypes types = new LlvmTypes();
  private final LlvmSymbols symbols;
  private final LlvmConstants constants;
  private final LlvmDebugNodes nodes;
  private final LlvmDebugLocations locations;

  private LlvmReader(LLVMContextRef context, LLVMModuleRef module, LlvmText text) {
    this.module = module;
    this.text = text;
    this.symbols = new LlvmSymbols(module, text);
    this.constants = new LlvmConstants(context, types, symbols, text);
    this.nodes = new LlvmDebugNodes(context);
    this.locations = new LlvmDebugLocations(nodes);
  }

  /**
   * Reads a module.
   *
   * @param name the name the module shall have, a unit's path in its tree
   * @param ir as clang's {@code -emit-llvm} writes it
   * @throws FileScopeAssembly if it has such
   * @throws TooLarge if it is beyond all measure
   * @throws UnsupportedIr if it is no IR of this LLVM or holds what the model does not express
   */
  public static IrModule read(String name, byte[] ir) {
    refuseManyLabels(ir);
    return DeepStack.call(() -> readHere(name, ir));
  }

  private static IrModule readHere(String name, byte[] ir) {
    LLVMContextRef context = LLVM.LLVMContextCreate();
    try (LlvmText text = new LlvmText()) {
      LLVMModuleRef module = parse(context, ir);
      try {
        return new LlvmReader(context, module, text).module(name);
      } finally {
        LLVM.LLVMDisposeModule(module);
      }
    } finally {
      LLVM.LLVMContextDispose(context);
    }
  }

  /** LLVM looks through all labels of a function whose address is taken, for each of them. */
  private static void refuseManyLabels(byte[] ir) {
    int found = 0;
    for (int at = 0; at + LABEL.length <= ir.length; at++) {
      if (ir[at] == LABEL[0] && Arrays.equals(ir, at, at + LABEL.length, LABEL, 0, LABEL.length)) {
        found++;
      }
    }
    if (found > MOST_LABELS) {
      throw new TooLarge("takes the addresses of more than " + MOST_LABELS + " labels");
    }
  }

  private static LLVMModuleRef parse(LLVMContextRef context, byte[] ir) {
    LLVMModuleRef module = new LLVMModuleRef();
    try (BytePointer bytes = new BytePointer(ir);
        BytePointer label = new BytePointer("ir");
        PointerPointer<BytePointer> error = new PointerPointer<>(1)) {
      LLVMMemoryBufferRef buffer =
          LLVM.LLVMCreateMemoryBufferWithMemoryRangeCopy(bytes, ir.length, label);
      // It takes the buffer, whatever comes of it.
      if (LLVM.LLVMParseIRInContext(context, buffer, module, error) != 0) {
        String reason = LlvmText.message(error.get(BytePointer.class, 0));
        throw new UnsupportedIr("cannot read IR: " + reason.lines().findFirst().orElse(""));
      }
    }
    return module;
  }

  private IrModule module(String name) {
    refuseFileScopeAssembly();
    List<Global> globals = new ArrayList<>();
    for (LLVMValueRef v = LLVM.LLVMGetFirstGlobal(module);
        !LlvmText.isNull(v);
        v = LLVM.LLVMGetNextGlobal(v)) {
      globals.add(global(v));
    }
    List<Function> functions = new ArrayList<>();
    for (LLVMValueRef v = LLVM.LLVMGetFirstFunction(module);
        !LlvmText.isNull(v);
        v = LLVM.LLVMGetNextFunction(v)) {
      if (!symbols.name(v).startsWith("llvm.dbg.")) {
        functions.add(function(v));
      }
    }
    return new IrModule(
        name,
        List.copyOf(globals),
        List.copyOf(functions),
        aliases(),
        new LlvmDebugStructs(nodes).read(module));
  }

  private void refuseFileScopeAssembly() {
    String assembly = text.utf8(LLVM.LLVMGetModuleInlineAsm(module, text.length())).strip();
    if (!assembly.isEmpty()) {
      throw new FileScopeAssembly(assembly);
    }
  }

  private Global global(LLVMValueRef value) {
    int linkage = LLVM.LLVMGetLinkage(value);
    LLVMValueRef initializer =
        linkage == LLVM.LLVMAvailableExternallyLinkage ? null : LLVM.LLVMGetInitializer(value);
    return new Global(
        symbols.name(value),
        types.get(LLVM.LLVMGlobalGetValueType(value)),
        LlvmText.isNull(initializer) ? null : constants.get(initializer),
        LLVM.LLVMGetAlignment(value),
        LLVM.LLVMIsGlobalConstant(value) != 0,
        LLVM.LLVMIsThreadLocal(value) != 0,
        isLocal(linkage),
        isWeak(linkage),
        section(value),
        locations.ofGlobal(value, text));
  }

  private Function function(LLVMValueRef value) {
    int linkage = LLVM.LLVMGetLinkage(value);
    Type.Function type = types.function(LLVM.LLVMGlobalGetValueType(value));
    List<Type> byval = new ArrayList<>();
    for (int i = 0; i < type.parameters().size(); i++) {
      byval.add(LlvmInstructions.byvalOfParameter(value, i, types));
    }
    LlvmFunctionReader body = new LlvmFunctionReader(value, types, constants, locations, text);
    boolean elsewhere = linkage == LLVM.LLVMAvailableExternallyLinkage;
    return new Function(
        symbols.name(value),
        type,
        // List.copyOf takes no null.
        Collections.unmodifiableList(byval),
        isLocal(linkage),
        isWeak(linkage),
        isOptimized(value),
        section(value),
        elsewhere ? List.of() : body.blocks(),
        elsewhere ? type.parameters().size() : body.valueCount(),
        locations.ofFunction(value));
  }

  /** clang marks what it has not optimised, so that nobody else does it either. */
  private static boolean isOptimized(LLVMValueRef function) {
    return LlvmText.isNull(
        LLVM.LLVMGetEnumAttributeAtIndex(
            function,
            LLVM.LLVMAttributeFunctionIndex,
            LLVM.LLVMGetEnumAttributeKindForName(OPTNONE, OPTNONE.length())));
  }

  private static boolean isLocal(int linkage) {
    return linkage == LLVM.LLVMInternalLinkage || linkage == LLVM.LLVMPrivateLinkage;
  }

  /** A tentative definition under -fcommon gives way like a weak one. */
  private static boolean isWeak(int linkage) {
    return switch (linkage) {
      case LLVM.LLVMWeakAnyLinkage,
          LLVM.LLVMWeakODRLinkage,
          LLVM.LLVMLinkOnceAnyLinkage,
          LLVM.LLVMLinkOnceODRLinkage,
          LLVM.LLVMExternalWeakLinkage,
          LLVM.LLVMCommonLinkage ->
          true;
      default -> false;
    };
  }

  private static String section(LLVMValueRef value) {
    BytePointer section = LLVM.LLVMGetSection(value);
    return LlvmText.isNull(section) ? "" : section.getString();
  }

  private Map<String, String> aliases() {
    if (!LlvmText.isNull(LLVM.LLVMGetFirstGlobalIFunc(module))) {
      throw new UnsupportedIr("ifunc symbols are not supported");
    }
    Map<String, String> aliases = new LinkedHashMap<>();
    for (LLVMValueRef v = LLVM.LLVMGetFirstGlobalAlias(module);
        !LlvmText.isNull(v);
        v = LLVM.LLVMGetNextGlobalAlias(v)) {
      if (!(constants.get(LLVM.LLVMAliasGetAliasee(v)) instanceof Operand.Symbol target)) {
        throw new UnsupportedIr("alias " + symbols.name(v) + " is not of a plain symbol");
      }
      aliases.put(symbols.name(v), target.name());
    }
    return Collections.unmodifiableMap(aliases);
  }
}
