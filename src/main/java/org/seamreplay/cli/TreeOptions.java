package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.compile.CompileFailed;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.run.KernelTree;
import org.seamreplay.replay.run.Shipped;
import org.seamreplay.tree.Base;
import org.seamreplay.tree.GitReferences;
import picocli.CommandLine.Option;

/** Which kernel. */
final class TreeOptions {
  @Option(
      names = "--kernel",
      paramLabel = "PATH",
      description =
          "Kernel sources: a directory or a git repository; default: the kernel code that comes"
              + " along.")
  private Path kernel;

  @Option(
      names = "--base",
      paramLabel = "REV",
      description = "Commit of the repository to start from; default: the files as they are.")
  private Optional<String> base = Optional.empty();

  /** Whether the user named a kernel. */
  boolean given() {
    return kernel != null;
  }

  Optional<String> revision() {
    return base;
  }

  /** The same kernel at another commit. */
  TreeOptions at(String revision) {
    TreeOptions other = new TreeOptions();
    other.kernel = kernel;
    other.base = Optional.of(revision);
    return other;
  }

  /** Where the kernel is. */
  Path path(Environment environment) {
    return kernel != null ? kernel : Shipped.KERNEL.unpack(environment.cache());
  }

  /** The files that the kernel depends on, as far as it has been compiled. */
  List<Path> files(Session session) {
    if (!given()) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    if (base.isPresent()) {
      files.addAll(GitReferences.files(kernel));
    } else {
      files.add(kernel.resolve(Compiler.TDX_UNIT).getParent());
      files.add(kernel.resolve("Makefile"));
      files.add(kernel.resolve(KernelTree.UNITS));
      try {
        files.addAll(session.filesRead(kernel));
      } catch (BadInput | CompileFailed e) {
        // A tree that is being edited; whoever runs it says what is wrong with it.
        return files;
      }
    }
    return files;
  }

  /** Opens it. */
  Base open(Environment environment) {
    Path path = path(environment);
    if (base.isEmpty()) {
      // For what it says of a directory that is no kernel.
      KernelTree.open(path);
    }
    return Base.open(path, base);
  }
}
