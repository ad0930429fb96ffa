package org.seamreplay.ir;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.llvm.LLVM.LLVMTypeRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

/** Text out of native memory; LLVM gives a pointer and a length, without a final zero. */
final class LlvmText implements AutoCloseable {
  private final SizeTPointer length = new SizeTPointer(1);

  /** The name of a value, without the \1 that clang puts before names given by an asm label. */
  String name(LLVMValueRef value) {
    String name = utf8(LLVM.LLVMGetValueName2(value, length));
    return name.startsWith("\1") ? name.substring(1) : name;
  }

  String asmText(LLVMValueRef asm) {
    return utf8(LLVM.LLVMGetInlineAsmAsmString(asm, length));
  }

  String asmConstraints(LLVMValueRef asm) {
    return utf8(LLVM.LLVMGetInlineAsmConstraintString(asm, length));
  }

  /** The elements of a constant data array or vector as they lie in memory. */
  byte[] data(LLVMValueRef sequential) {
    return bytes(LLVM.LLVMGetAsString(sequential, length), length.get());
  }

  SizeTPointer length() {
    return length;
  }

  /** The text at {@code text}, as long as the last call that was given {@link #length} said. */
  String utf8(BytePointer text) {
    return new String(bytes(text, length.get()), UTF_8);
  }

  /** The module's own wording of a value, for messages and for numbers of more than 64 bits. */
  static String print(LLVMValueRef value) {
    return message(LLVM.LLVMPrintValueToString(value)).strip();
  }

  static String print(LLVMTypeRef type) {
    return message(LLVM.LLVMPrintTypeToString(type)).strip();
  }

  /** A zero-terminated message; its native memory is given back. */
  static String message(BytePointer text) {
    if (text == null || text.isNull()) {
      return "";
    }
    String message = new String(text.getStringBytes(), UTF_8);
    LLVM.LLVMDisposeMessage(text);
    return message;
  }

  static byte[] bytes(BytePointer text, long length) {
    if (text == null || text.isNull() || length == 0) {
      return new byte[0];
    }
    byte[] bytes = new byte[Math.toIntExact(length)];
    text.get(bytes);
    return bytes;
  }

  static boolean isNull(Pointer pointer) {
    return pointer == null || pointer.isNull();
  }

  @Override
  public void close() {
    length.close();
  }
}
