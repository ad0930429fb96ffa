package org.seamreplay.replay.series;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seamreplay.compile.CompileFailed;
import org.seamreplay.compile.Compiler;
import org.seamreplay.compile.Diagnostic;
import org.seamreplay.compile.Missing;
import org.seamreplay.tree.SeriesStep;
import org.seamreplay.tree.SourceTree;
import org.seamreplay.tree.TreeHeaders;

/**
 * Whose error it is that a unit does not compile. What the tree's own headers have and the shim has
 * not is this program's lack, and never the author's error.
 */
final class ShimLack {
  /** How the names of headers start that are about TDX: they are read as the tree has them. */
  private static final List<String> OWN = List.of("tdx", "seamldr");

  private ShimLack() {}

  /** What the shim lacks, in one line; empty if it is an error of the author. */
  static Optional<String> of(CompileFailed failure, SourceTree tree) {
    Optional<Missing> first = failure.first();
    Optional<Diagnostic> error =
        failure.diagnostics().stream().filter(Diagnostic::isError).findFirst();
    if (error.isPresent() && isKernelsOwn(error.get().path(), tree)) {
      return Optional.of(error.get() + ": the kernel's own header, for which the shim has none");
    }
    if (first.isEmpty() || error.isEmpty()) {
      return Optional.empty();
    }
    Missing missing = first.get();
    if (!isInTree(missing, new TreeHeaders(tree, sources(tree, error.get().path())))) {
      return Optional.empty();
    }
    return Optional.of(
        missing
            + ", which "
            + error.get().path()
            + ":"
            + error.get().line()
            + " uses: the kernel has it, the shim lacks it");
  }

  /** A header of the kernel that is not about TDX and that the series leaves alone. */
  private static boolean isKernelsOwn(String path, SourceTree tree) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean changed = tree instanceof SeriesStep step && step.pathsOfSeries().contains(path);
    return (path.startsWith("include/") || path.startsWith("arch/x86/include/"))
        && OWN.stream().noneMatch(name::startsWith)
        && !changed;
  }

  private static List<String> sources(SourceTree tree, String failed) {
    String directory = Compiler.TDX_UNIT.substring(0, Compiler.TDX_UNIT.lastIndexOf('/'));
    List<String> units =
        tree.names(directory).stream()
            .filter(name -> name.endsWith(".c"))
            .map(name -> directory + "/" + name)
            .toList();
    return units.contains(failed)
        ? units
        : Stream.concat(units.stream(), Stream.of(failed)).toList();
  }

  private static boolean isInTree(Missing missing, TreeHeaders headers) {
    String name = missing.name();
    int dot = name.lastIndexOf('.');
    return switch (missing.kind()) {
      case HEADER -> headers.has(name);
      case FUNCTION, IDENTIFIER -> headers.declare(name);
      case TYPE -> headers.define(tag(name), Optional.empty()) || headers.declare(name);
      case MEMBER ->
          headers.define(tag(name.substring(0, dot)), Optional.of(name.substring(dot + 1)));
    };
  }

  private static String tag(String type) {
    return type.replaceFirst("^(?:struct|union|enum) ", "");
  }
}
