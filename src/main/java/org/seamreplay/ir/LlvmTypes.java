package org.seamreplay.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.llvm.LLVM.LLVMTypeRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;
import org.seamreplay.ir.Type.FloatingPoint.Kind;

/** The types of one LLVM context, each read once. */
final class LlvmTypes {
  private static final int WIDEST_INT = 128;

  /** Deeper than C allows brackets to be nested, so only typedefs upon typedefs get there. */
  private static final int DEEPEST = 500;

  /**
   * Some fifty times what the largest kernel structures have. Structs that each hold two of the one
   * before double at every step, and whoever walks such a type never comes to an end.
   */
  private static final int MOST_PARTS = 500_000;

  /** A value is as many registers as it has elements. */
  private static final int WIDEST_VECTOR = 16_384;

  /**
   * What LLVM puts behind the names of types that are called the same, counted through the whole
   * module. Types are compared by what they hold, so their names need not be different.
   */
  private static final Pattern NUMBER = Pattern.compile("\\.[0-9]+$");

  private final Map<Long, Type> known = new HashMap<>();
  private final IdentityHashMap<Type, Integer> parts = new IdentityHashMap<>();
  private int depth;

  Type of(LLVMValueRef value) {
    return get(LLVM.LLVMTypeOf(value));
  }

  Type get(LLVMTypeRef ref) {
    Type type = known.get(ref.address());
    if (type == null) {
      if (++depth > DEEPEST) {
        throw new TooLarge("a type is nested more than " + DEEPEST + " deep");
      }
      type = read(ref);
      depth--;
      parts.put(type, countParts(type));
      known.put(ref.address(), type);
    }
    return type;
  }

  /** How many types one meets walking through a type, those met twice counted twice. */
  private int countParts(Type type) {
    long count = 1;
    if (type instanceof Type.Array array) {
      count += parts.get(array.element());
    } else if (type instanceof Type.Vector vector) {
      count += parts.get(vector.element());
    } else if (type instanceof Type.Struct struct) {
      for (Type field : struct.fields()) {
        count += parts.get(field);
      }
    } else if (type instanceof Type.Function function) {
      count += parts.get(function.result());
      for (Type parameter : function.parameters()) {
        count += parts.get(parameter);
      }
    }
    if (count > MOST_PARTS) {
      throw new TooLarge("a type has more than " + MOST_PARTS + " parts");
    }
    return (int) count;
  }

  Type.Function function(LLVMTypeRef ref) {
    return (Type.Function) get(ref);
  }

  private Type read(LLVMTypeRef ref) {
    return switch (LLVM.LLVMGetTypeKind(ref)) {
      case LLVM.LLVMVoidTypeKind -> new Type.Nothing();
      case LLVM.LLVMHalfTypeKind -> new Type.FloatingPoint(Kind.HALF);
      case LLVM.LLVMBFloatTypeKind -> new Type.FloatingPoint(Kind.BFLOAT);
      case LLVM.LLVMFloatTypeKind -> new Type.FloatingPoint(Kind.FLOAT);
      case LLVM.LLVMDoubleTypeKind -> new Type.FloatingPoint(Kind.DOUBLE);
      case LLVM.LLVMX86_FP80TypeKind -> new Type.FloatingPoint(Kind.X86_FP80);
      case LLVM.LLVMFP128TypeKind -> new Type.FloatingPoint(Kind.FP128);
      case LLVM.LLVMIntegerTypeKind -> integer(LLVM.LLVMGetIntTypeWidth(ref));
      case LLVM.LLVMPointerTypeKind -> new Type.Pointer(LLVM.LLVMGetPointerAddressSpace(ref));
      case LLVM.LLVMArrayTypeKind ->
          new Type.Array(get(LLVM.LLVMGetElementType(ref)), LLVM.LLVMGetArrayLength2(ref));
      case LLVM.LLVMVectorTypeKind ->
          vector(get(LLVM.LLVMGetElementType(ref)), LLVM.LLVMGetVectorSize(ref));
      case LLVM.LLVMStructTypeKind -> struct(ref);
      case LLVM.LLVMFunctionTypeKind -> functionType(ref);
      case LLVM.LLVMMetadataTypeKind -> new Type.Metadata();
      default -> throw new UnsupportedIr("type " + LlvmText.print(ref) + " is not supported");
    };
  }

  private static Type.Int integer(int bits) {
    if (bits > WIDEST_INT) {
      throw new UnsupportedIr("integers of " + bits + " bits are not supported, at most 128");
    }
    return new Type.Int(bits);
  }

  private static Type.Vector vector(Type element, int count) {
    if (count > WIDEST_VECTOR) {
      throw new TooLarge("a vector of more than " + WIDEST_VECTOR + " elements");
    }
    return new Type.Vector(element, count);
  }

  /** An opaque struct (declared only) has no fields. */
  private Type.Struct struct(LLVMTypeRef ref) {
    String name = "";
    if (LLVM.LLVMIsLiteralStruct(ref) == 0) {
      var text = LLVM.LLVMGetStructName(ref);
      name = LlvmText.isNull(text) ? "" : NUMBER.matcher(text.getString()).replaceFirst("");
    }
    int count = LLVM.LLVMIsOpaqueStruct(ref) != 0 ? 0 : LLVM.LLVMCountStructElementTypes(ref);
    List<Type> fields = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      fields.add(get(LLVM.LLVMStructGetTypeAtIndex(ref, i)));
    }
    return new Type.Struct(name, List.copyOf(fields), LLVM.LLVMIsPackedStruct(ref) != 0);
  }

  private Type.Function functionType(LLVMTypeRef ref) {
    int count = LLVM.LLVMCountParamTypes(ref);
    List<Type> parameters = new ArrayList<>(count);
    if (count > 0) {
      try (PointerPointer<LLVMTypeRef> types = new PointerPointer<>(count)) {
        LLVM.LLVMGetParamTypes(ref, types);
        for (int i = 0; i < count; i++) {
          parameters.add(get(types.get(LLVMTypeRef.class, i)));
        }
      }
    }
    return new Type.Function(
        get(LLVM.LLVMGetReturnType(ref)),
        List.copyOf(parameters),
        LLVM.LLVMIsFunctionVarArg(ref) != 0);
  }
}
