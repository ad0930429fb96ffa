package org.seamreplay.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.llvm.LLVM.LLVMMetadataRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;
import org.seamreplay.ir.IrModule.StructLayout;
import org.seamreplay.ir.IrModule.StructLayout.Member;

/** The layouts of all structs and unions that the debug information of a module describes. */
final class LlvmDebugStructs {
  // Numbers of the DWARF 5 standard, figures 7.5 (tags); the flags are LLVM 20's DebugInfoFlags.
  private static final int ARRAY = 0x01;
  private static final int POINTER = 0x0f;
  private static final int MEMBER = 0x0d;
  private static final int SUBROUTINE = 0x15;
  private static final int STRUCTURE = 0x13;
  private static final int TYPEDEF = 0x16;
  private static final int UNION = 0x17;
  private static final int CONST = 0x26;
  private static final int VOLATILE = 0x35;
  private static final int RESTRICT = 0x37;
  private static final int ATOMIC = 0x47;
  private static final int ENUMERATION = 0x04;
  private static final int FLAG_FORWARD = 1 << 2;
  private static final int FLAG_BIT_FIELD = 1 << 19;

  private final Set<Long> seen = new HashSet<>();
  private final Deque<LLVMMetadataRef> open = new ArrayDeque<>();
  private final Map<String, StructLayout> byTag = new TreeMap<>();
  private final Map<String, StructLayout> byTypedef = new TreeMap<>();
  private final LlvmDebugNodes nodes;

  LlvmDebugStructs(LlvmDebugNodes nodes) {
    this.nodes = nodes;
  }

  /** Layouts by name, sorted; a tag wins over a typedef of the same name. */
  Map<String, StructLayout> read(LLVMModuleRef module) {
    startAtCompileUnits(module);
    for (var function = LLVM.LLVMGetFirstFunction(module);
        !LlvmText.isNull(function);
        function = LLVM.LLVMGetNextFunction(function)) {
      visit(LLVM.LLVMGetSubprogram(function));
    }
    while (!open.isEmpty()) {
      LLVMMetadataRef node = open.pop();
      collect(node);
      LLVMValueRef[] operands = nodes.operands(node);
      // Backwards, as the last one pushed is the first one looked at.
      for (int i = operands.length - 1; i >= 0; i--) {
        visit(nodes.node(node, i));
      }
    }
    Map<String, StructLayout> all = new TreeMap<>(byTypedef);
    all.putAll(byTag);
    return Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  private void startAtCompileUnits(LLVMModuleRef module) {
    int units = LLVM.LLVMGetNamedMetadataNumOperands(module, "llvm.dbg.cu");
    if (units == 0) {
      return;
    }
    try (var pointers = new org.bytedeco.javacpp.PointerPointer<LLVMValueRef>(units)) {
      LLVM.LLVMGetNamedMetadataOperands(module, "llvm.dbg.cu", pointers);
      for (int i = 0; i < units; i++) {
        visit(LLVM.LLVMValueAsMetadata(pointers.get(LLVMValueRef.class, i)));
      }
    }
  }

  private void visit(LLVMMetadataRef node) {
    if (!LlvmText.isNull(node) && seen.add(node.address())) {
      open.push(node);
    }
  }

  private void collect(LLVMMetadataRef node) {
    int kind = LlvmDebugNodes.kind(node);
    if (kind == LLVM.LLVMDICompositeTypeMetadataKind && isDefinedRecord(node)) {
      String tag = nodes.string(node, LlvmDebugNodes.NAME);
      if (!tag.isEmpty()) {
        byTag.putIfAbsent(tag, layout(tag, node));
      }
    } else if (kind == LLVM.LLVMDIDerivedTypeMetadataKind && tag(node) == TYPEDEF) {
      String name = nodes.string(node, LlvmDebugNodes.NAME);
      LLVMMetadataRef target = nodes.node(node, LlvmDebugNodes.BASE_TYPE);
      if (target != null && isDefinedRecord(target)) {
        byTypedef.putIfAbsent(name, layout(name, target));
      }
    }
  }

  private static int tag(LLVMMetadataRef node) {
    return LLVM.LLVMGetDINodeTag(node) & 0xffff;
  }

  private static boolean isDefinedRecord(LLVMMetadataRef node) {
    return LlvmDebugNodes.kind(node) == LLVM.LLVMDICompositeTypeMetadataKind
        && (tag(node) == STRUCTURE || tag(node) == UNION)
        && (LLVM.LLVMDITypeGetFlags(node) & FLAG_FORWARD) == 0;
  }

  private StructLayout layout(String name, LLVMMetadataRef node) {
    List<Member> members = new ArrayList<>();
    addMembers(node, 0, members);
    return new StructLayout(name, LLVM.LLVMDITypeGetSizeInBits(node) / 8, List.copyOf(members));
  }

  /** Members of an anonymous struct or union member are members of the outer one, as in C. */
  private void addMembers(LLVMMetadataRef record, long base, List<Member> members) {
    LLVMMetadataRef elements = nodes.node(record, LlvmDebugNodes.ELEMENTS);
    int count = elements == null ? 0 : nodes.operands(elements).length;
    for (int i = 0; i < count; i++) {
      LLVMMetadataRef member = nodes.node(elements, i);
      if (member == null
          || tag(member) != MEMBER
          || (LLVM.LLVMDITypeGetFlags(member) & FLAG_BIT_FIELD) != 0) {
        continue;
      }
      long offset = base + LLVM.LLVMDITypeGetOffsetInBits(member) / 8;
      String name = nodes.string(member, LlvmDebugNodes.NAME);
      LLVMMetadataRef type = nodes.node(member, LlvmDebugNodes.BASE_TYPE);
      if (name.isEmpty() && type != null && isDefinedRecord(type)) {
        addMembers(type, offset, members);
      } else {
        long size = LLVM.LLVMDITypeGetSizeInBits(member) / 8;
        members.add(new Member(name, offset, size, cName(type)));
      }
    }
  }

  /** A type as C writes it, near enough for a reader; function types are {@code function}. */
  private String cName(LLVMMetadataRef type) {
    if (type == null) {
      return "void";
    }
    String name = nodes.string(type, LlvmDebugNodes.NAME);
    LLVMMetadataRef base = nodes.node(type, LlvmDebugNodes.BASE_TYPE);
    if (LlvmDebugNodes.kind(type) == LLVM.LLVMDISubroutineTypeMetadataKind) {
      return "function";
    }
    return switch (tag(type)) {
      case POINTER -> pointerTo(cName(base));
      case CONST -> "const " + cName(base);
      case VOLATILE -> "volatile " + cName(base);
      case RESTRICT -> cName(base) + " restrict";
      case ATOMIC -> "_Atomic " + cName(base);
      case STRUCTURE -> "struct " + name;
      case UNION -> "union " + name;
      case ENUMERATION -> "enum " + name;
      case SUBROUTINE -> "function";
      case ARRAY -> cName(base) + dimensions(type);
      default -> name;
    };
  }

  private static String pointerTo(String target) {
    return target.endsWith("*") ? target + "*" : target + " *";
  }

  private String dimensions(LLVMMetadataRef array) {
    StringBuilder text = new StringBuilder();
    LLVMMetadataRef elements = nodes.node(array, LlvmDebugNodes.ELEMENTS);
    int count = elements == null ? 0 : nodes.operands(elements).length;
    for (int i = 0; i < count; i++) {
      LLVMMetadataRef range = nodes.node(elements, i);
      LLVMValueRef[] operands = range == null ? new LLVMValueRef[0] : nodes.operands(range);
      boolean constant =
          operands.length > 0
              && operands[0] != null
              && LLVM.LLVMGetValueKind(operands[0]) == LLVM.LLVMConstantIntValueKind;
      // A flexible array member has the count -1.
      long length = constant ? LLVM.LLVMConstIntGetSExtValue(operands[0]) : -1;
      text.append(length < 0 ? "[]" : "[" + length + "]");
    }
    return text.toString();
  }
}
