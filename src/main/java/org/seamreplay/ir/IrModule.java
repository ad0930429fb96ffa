package org.seamreplay.ir;

import java.util.List;
import java.util.Map;

/**
 * A compiled unit.
 *
 * @param name the unit's path in its tree, or the plain C file's name
 * @param globals variables, defined and declared, in the module's order
 * @param functions functions, defined and declared, in the module's order; intrinsics included as
 *     declarations
 * @param aliases other names of symbols: alias to target
 * @param structs layouts of the structs and unions of the debug information, by C tag or typedef
 *     name
 */
public record IrModule(
    String name,
    List<Global> globals,
    List<Function> functions,
    Map<String, String> aliases,
    Map<String, StructLayout> structs) {

  /**
   * A global variable.
   *
   * @param initializer {@code null} for a declaration
   * @param section empty unless given, for example {@code .init.data}
   * @param local internal linkage: the name is only valid in this module
   */
  public record Global(
      String name,
      Type type,
      Operand initializer,
      int align,
      boolean constant,
      boolean threadLocal,
      boolean local,
      boolean weak,
      String section,
      SourceLocation declaredAt) {}

  /**
   * A function; {@code blocks} is empty for a declaration.
   *
   * @param parameterByval for each parameter the byval type, or {@code null}
   * @param optimized LLVM's passes may have moved or hoisted instructions: what breaks a promise
   *     such as {@code nsw} is then a value that must not be used, not a defect of that place
   * @param valueCount number of local values: parameters and instruction results
   */
  public record Function(
      String name,
      Type.Function type,
      List<Type> parameterByval,
      boolean local,
      boolean weak,
      boolean optimized,
      String section,
      List<Block> blocks,
      int valueCount,
      SourceLocation declaredAt) {}

  /** A basic block, its name only for reports. */
  public record Block(String name, List<Entry> entries) {}

  /**
   * An instruction in its place.
   *
   * @param result number of the local value it defines, -1 if none
   * @param type type of the result, void if none
   * @param location where in the source, {@code null} if LLVM has none
   */
  public record Entry(Instruction instruction, int result, Type type, SourceLocation location) {}

  /**
   * A place in the source.
   *
   * @param file path as the compiler was given it, relative to the tree
   * @param function C name of the enclosing function, empty at file level
   * @param inlinedAt the call that this place was inlined into, or {@code null}
   */
  public record SourceLocation(
      String file, int line, int column, String function, SourceLocation inlinedAt) {}

  /** Where the members of a C struct or union lie; bit fields are left out. */
  public record StructLayout(String name, long size, List<Member> members) {
    /** A member: offset and size in bytes, and the C name of its type. */
    public record Member(String name, long offset, long size, String type) {}
  }
}
