package org.seamreplay.vm;

/** Defects that the VM itself sees. */
public enum MemoryFault implements FindingKind {
  OUT_OF_BOUNDS("out-of-bounds", true),
  USE_AFTER_FREE("use-after-free", true),
  USE_AFTER_RETURN("use-after-return", true),
  USE_AFTER_SCOPE("use-after-scope", true),
  DOUBLE_FREE("double-free", true),
  INVALID_FREE("invalid-free", true),
  LEAK("leak", false),
  MISALIGNED("misaligned-access", false),
  UNINITIALISED("uninitialised-read", false),
  NULL_POINTER("null-pointer", true),
  WILD_POINTER("wild-pointer", true),
  WRITE_TO_CONSTANT("write-to-constant", true),
  STACK_OVERFLOW("stack-overflow", true),
  FOREIGN_MEMORY("foreign-memory", true),
  BAD_FUNCTION_POINTER("bad-function-pointer", true),
  DIVISION_BY_ZERO("division-by-zero", true),
  UNDEFINED_BEHAVIOUR("undefined-behaviour", false),
  UNREACHABLE("unreachable", true),
  BUDGET("did-not-finish", true);

  private final String id;
  private final boolean fatal;

  MemoryFault(String id, boolean fatal) {
    this.id = id;
    this.fatal = fatal;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean fatal() {
    return fatal;
  }
}
