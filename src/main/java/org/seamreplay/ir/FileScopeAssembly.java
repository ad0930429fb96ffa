package org.seamreplay.ir;

/** IR with assembly outside of functions. LLVM keeps its text; nobody has assembled it. */
public final class FileScopeAssembly extends UnsupportedIr {
  private static final long serialVersionUID = 1L;

  FileScopeAssembly(String assembly) {
    super("assembly at file scope: " + assembly.lines().findFirst().orElse(""));
  }
}
