package org.seamreplay.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.seamreplay.compile.CompileFailed.Reason;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.References;

/** Finds what the units of a kernel tree need and neither shim, tree nor kernel model has. */
public final class ShimCheck {
  /** More missing headers than this mean that it is another kind of tree. */
  private static final int MOST_HEADERS = 200;

  private final Compiler compiler;

  /** A check that compiles with {@code compiler}. */
  public ShimCheck(Compiler compiler) {
    this.compiler = compiler;
  }

  /**
   * Something that is not there.
   *
   * @param kind what it is
   * @param name header, C name, {@code struct tag.member}, or the text of an error
   * @param unit the unit that needs it
   * @param where {@code path:line} of the first use, or the unit if there is no line
   */
  public record Gap(Kind kind, String name, String unit, String where) {}

  /** Kinds of gaps. The first five keep a unit from being compiled. */
  public enum Kind {
    /** A header that is found nowhere. */
    HEADER,
    /** A function or other name that no header declares. */
    DECLARATION,
    /** A type that no header defines. */
    TYPE,
    /** A member that the shim's type has not. */
    MEMBER,
    /** Another error of the compiler. */
    ERROR,
    /** A function that no unit defines and that has no model: an error when it is called. */
    FUNCTION,
    /** Data that no unit defines and that has no model. */
    DATA
  }

  /**
   * Checks units that are to be linked together.
   *
   * @param tree root of the kernel sources
   * @param units paths of C files in it
   * @param modelled whether the kernel model has a function or variable of that name
   * @return the gaps, by unit in the order given, those of one unit in the order of their first use
   * @throws CompileFailed if a unit cannot even be looked at
   */
  public List<Gap> check(Path tree, List<String> units, Predicate<String> modelled) {
    List<Gap> gaps = new ArrayList<>();
    List<IrModule> modules = new ArrayList<>();
    for (String unit : units) {
      try {
        modules.add(compiler.kernelUnit(tree, unit));
      } catch (CompileFailed e) {
        if (e.reason() != Reason.ERRORS) {
          throw e;
        }
        gaps.addAll(compileGaps(tree, unit));
      }
    }
    Set<String> defined = new LinkedHashSet<>();
    modules.forEach(module -> addDefined(module, defined));
    for (IrModule module : modules) {
      gaps.addAll(linkGaps(module, defined, modelled));
    }
    return List.copyOf(gaps);
  }

  /** Each missing header is given empty, so that those behind it are found, too. */
  private List<Gap> compileGaps(Path tree, String unit) {
    try (ScratchDirectory scratch = ScratchDirectory.make()) {
      Path empty = Files.createDirectory(scratch.path().resolve("empty"));
      Map<String, Gap> gaps = new LinkedHashMap<>();
      for (int round = 0; round < MOST_HEADERS; round++) {
        Clang.Result result = compiler.attempt(tree, unit, empty);
        Optional<Gap> header = missingHeader(result, unit);
        if (header.isEmpty() || gaps.containsKey(header.get().name())) {
          addErrors(result, unit, gaps);
          break;
        }
        gaps.put(header.get().name(), header.get());
        Path file = empty.resolve(header.get().name());
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
      }
      return List.copyOf(gaps.values());
    } catch (IOException e) {
      throw new CompileFailed(Reason.COMPILER, "cannot write a temporary file: " + e.getMessage());
    }
  }

  private static Optional<Gap> missingHeader(Clang.Result result, String unit) {
    for (Diagnostic diagnostic : result.diagnostics()) {
      for (Missing missing : Missing.in(List.of(diagnostic))) {
        if (missing.kind() == Missing.Kind.HEADER && !missing.isOutside()) {
          return Optional.of(new Gap(Kind.HEADER, missing.name(), unit, where(diagnostic)));
        }
      }
    }
    return Optional.empty();
  }

  private static void addErrors(Clang.Result result, String unit, Map<String, Gap> gaps) {
    for (Diagnostic diagnostic : result.diagnostics()) {
      if (diagnostic.isError()) {
        List<Missing> missing = Missing.in(List.of(diagnostic));
        Kind kind = missing.isEmpty() ? Kind.ERROR : kind(missing.get(0));
        String name = missing.isEmpty() ? diagnostic.message() : missing.get(0).toString();
        gaps.putIfAbsent(name, new Gap(kind, name, unit, where(diagnostic)));
      }
    }
  }

  private static Kind kind(Missing missing) {
    return switch (missing.kind()) {
      case HEADER -> Kind.HEADER;
      case FUNCTION, IDENTIFIER -> Kind.DECLARATION;
      case TYPE -> Kind.TYPE;
      case MEMBER -> Kind.MEMBER;
    };
  }

  private static String where(Diagnostic diagnostic) {
    return diagnostic.path() + ":" + diagnostic.line();
  }

  private static void addDefined(IrModule module, Set<String> defined) {
    for (IrModule.Global global : module.globals()) {
      if (global.initializer() != null && !global.local()) {
        defined.add(global.name());
      }
    }
    for (IrModule.Function function : module.functions()) {
      if (!function.blocks().isEmpty() && !function.local()) {
        defined.add(function.name());
      }
    }
    defined.addAll(module.aliases().keySet());
  }

  private static List<Gap> linkGaps(
      IrModule module, Set<String> defined, Predicate<String> modelled) {
    Map<String, Kind> wanted = new LinkedHashMap<>();
    for (IrModule.Function function : module.functions()) {
      if (function.blocks().isEmpty() && !function.name().startsWith("llvm.")) {
        wanted.put(function.name(), Kind.FUNCTION);
      }
    }
    for (IrModule.Global global : module.globals()) {
      if (global.initializer() == null && !global.weak()) {
        wanted.put(global.name(), Kind.DATA);
      }
    }
    Map<String, Gap> gaps = new LinkedHashMap<>();
    uses(module)
        .forEach(
            (name, where) -> {
              Kind kind = wanted.get(name);
              if (kind != null && !defined.contains(name) && !modelled.test(name)) {
                gaps.put(name, new Gap(kind, name, module.name(), where));
              }
            });
    return List.copyOf(gaps.values());
  }

  /** Where each symbol is used first; an instruction without a line counts as its function. */
  private static Map<String, String> uses(IrModule module) {
    Map<String, String> uses = new LinkedHashMap<>();
    for (IrModule.Global global : module.globals()) {
      if (global.initializer() != null) {
        addUse(uses, global.initializer(), where(global.declaredAt(), module.name()));
      }
    }
    for (IrModule.Function function : module.functions()) {
      String inFunction = where(function.declaredAt(), module.name());
      for (IrModule.Block block : function.blocks()) {
        for (IrModule.Entry entry : block.entries()) {
          String where = where(entry.location(), inFunction);
          References.of(entry.instruction()).forEach(operand -> addUse(uses, operand, where));
        }
      }
    }
    return uses;
  }

  private static void addUse(Map<String, String> uses, Operand operand, String where) {
    References.symbols(operand, name -> uses.putIfAbsent(name, where));
  }

  private static String where(SourceLocation location, String otherwise) {
    return location == null ? otherwise : location.file() + ":" + location.line();
  }
}
