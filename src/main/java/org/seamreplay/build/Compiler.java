package org.seamreplay.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.seamreplay.build.CompileFailed.Reason;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.LlvmReader;
import org.seamreplay.ir.UnsupportedIr;

/**
 * Turns C into IR modules with the pinned clang. Trees are only read. A unit sees its tree and the
 * shim and nothing else; a plain file sees its directory, the hosted headers and the compiler's.
 */
public final class Compiler {
  /** The file that says that a directory is a kernel tree with a TDX host. */
  public static final String TDX_UNIT = "arch/x86/virt/vmx/tdx/tdx.c";

  private static final String TREE = "/tree";
  private static final String SHIM = "/shim";
  private static final String PRELUDE = "include/seamreplay/prelude.h";

  /** After the shim's: the order of the kernel's own Makefile. */
  private static final List<String> TREE_INCLUDES =
      List.of("arch/x86/include", "include", "arch/x86/include/uapi", "include/uapi");

  private final Path cache;
  private final Toolchain toolchain;
  private final Clang clang;

  /**
   * A compiler that says nothing.
   *
   * @param cache directory for compiled modules and unpacked headers; made when needed
   */
  public Compiler(Path cache) {
    this(cache, message -> {});
  }

  /**
   * A compiler.
   *
   * @param cache directory for compiled modules and unpacked headers; made when needed
   * @param progress is told, in one line, of work that takes seconds
   */
  public Compiler(Path cache, Consumer<String> progress) {
    this.cache = cache;
    this.toolchain = new Toolchain(progress);
    this.clang = new Clang(toolchain);
  }

  /**
   * Compiles a unit of a kernel tree.
   *
   * @param tree root of the kernel sources
   * @param unit path of a C file in it, with slashes
   * @return the module; paths in it are relative to the tree, those of the shim begin with {@code
   *     shim/}
   * @throws CompileFailed with one line that says why
   */
  public IrModule kernelUnit(Path tree, String unit) {
    checkTree(tree, unit);
    Resources shim = resources("shim");
    Path headers = materialise(shim, "shim");
    Roots roots =
        new Roots(
            List.of(
                new Roots.Root(TREE, absolute(tree), ""), new Roots.Root(SHIM, headers, "shim")));
    List<String> flags = new ArrayList<>(Flags.kernel(unit));
    flags.add("-fdebug-compilation-dir=" + TREE);
    if (shim.files().containsKey(PRELUDE)) {
      flags.addAll(List.of("-include", SHIM + "/" + PRELUDE));
    }
    flags.addAll(List.of("-I", SHIM + "/include"));
    for (String include : TREE_INCLUDES) {
      flags.addAll(List.of("-I", TREE + "/" + include));
    }
    return compile(unit, TREE + "/" + unit, flags, roots);
  }

  /**
   * Compiles a plain C file as an ordinary hosted program.
   *
   * @param file the C file
   * @param optLevel 0 to 3, or as far as clang goes; there is no vectorisation at any
   * @return the module; paths in it are relative to what {@code file} is relative to
   * @throws CompileFailed with one line that says why
   */
  public IrModule plainFile(Path file, int optLevel) {
    if (!Files.exists(file)) {
      throw new CompileFailed(Reason.BAD_PATH, file + ": no such file");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CompileFailed(Reason.BAD_PATH, file + ": not a readable file");
    }
    Path parent = file.getParent();
    Path real = absolute(file);
    Path headers = materialise(resources("hosted"), "hosted");
    Path own;
    try {
      own = toolchain.headers();
    } catch (IOException e) {
      throw new CompileFailed(Reason.COMPILER, "cannot unpack the compiler: " + e.getMessage());
    }
    Roots roots =
        new Roots(
            List.of(
                new Roots.Root(
                    "/source", real.getParent(), parent == null ? "" : parent.toString()),
                new Roots.Root("/hosted", headers, "hosted"),
                new Roots.Root("/clang", own, "clang")));
    List<String> flags = new ArrayList<>(Flags.hosted(optLevel));
    flags.add("-fdebug-compilation-dir=/source");
    flags.addAll(List.of("-internal-isystem", "/hosted/include", "-internal-isystem", "/clang"));
    return compile(file.toString(), "/source/" + real.getFileName(), flags, roots);
  }

  private IrModule compile(String name, String file, List<String> flags, Roots roots) {
    Clang.Result result = clang.compile(file, flags, roots);
    if (result.hasErrors()) {
      throw failed(name, result.diagnostics());
    }
    try {
      return LlvmReader.read(name, result.bitcode());
    } catch (UnsupportedIr e) {
      throw new CompileFailed(Reason.NOT_MODELLED, name + ": " + e.getMessage());
    }
  }

  private static CompileFailed failed(String name, List<Diagnostic> diagnostics) {
    List<Missing> missing = Missing.in(diagnostics);
    Diagnostic first = diagnostics.stream().filter(Diagnostic::isError).findFirst().orElseThrow();
    StringBuilder message = new StringBuilder(name + " does not compile: " + first);
    if (!missing.isEmpty()) {
      message.append(" (neither shim nor tree has ");
      int shown = Math.min(missing.size(), 5);
      for (int i = 0; i < shown; i++) {
        message.append(i == 0 ? "" : ", ").append(missing.get(i));
      }
      message.append(missing.size() > shown ? ", ..." : "").append(')');
    }
    return new CompileFailed(Reason.ERRORS, message.toString(), diagnostics, missing);
  }

  private static void checkTree(Path tree, String unit) {
    if (!Files.exists(tree)) {
      throw new CompileFailed(Reason.BAD_PATH, tree + ": no such kernel tree");
    }
    if (!Files.isDirectory(tree) || !Files.isReadable(tree)) {
      throw new CompileFailed(Reason.BAD_PATH, tree + ": not a readable directory");
    }
    if (!Files.exists(tree.resolve(TDX_UNIT))) {
      throw new CompileFailed(
          Reason.BAD_PATH, tree + ": no kernel tree with a TDX host, " + TDX_UNIT + " is missing");
    }
    Path file = tree.resolve(unit).normalize();
    if (!file.startsWith(tree.normalize()) || !Files.isRegularFile(file)) {
      throw new CompileFailed(Reason.BAD_PATH, tree + ": no unit " + unit + " in this tree");
    }
    if (!Files.isReadable(file)) {
      throw new CompileFailed(Reason.BAD_PATH, file + ": not readable");
    }
  }

  private static Path absolute(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new CompileFailed(Reason.BAD_PATH, path + ": not readable");
    }
  }

  private static Resources resources(String name) {
    try {
      return Resources.load(name);
    } catch (IOException e) {
      throw new CompileFailed(Reason.COMPILER, "cannot read own resource " + name + ": " + e);
    }
  }

  private Path materialise(Resources resources, String name) {
    try {
      return resources.materialise(cache.resolve("headers").resolve(name));
    } catch (IOException e) {
      throw new CompileFailed(
          Reason.COMPILER, cache + ": cannot write to the cache directory: " + e);
    }
  }
}
