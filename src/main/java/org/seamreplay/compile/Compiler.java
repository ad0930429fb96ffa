package org.seamreplay.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.seamreplay.compile.CompileFailed.Reason;
import org.seamreplay.ir.FileScopeAssembly;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.LlvmReader;
import org.seamreplay.ir.TooLarge;
import org.seamreplay.ir.UnsupportedIr;

/**
 * Turns C into IR modules with the pinned clang. Trees are only read. A unit sees its tree and the
 * shim and nothing else; a plain file sees its directory, the hosted headers and the compiler's.
 */
public final class Compiler {
  /** The file that says that a directory is a kernel tree with a TDX host. */
  public static final String TDX_UNIT = "arch/x86/virt/vmx/tdx/tdx.c";

  static final String TREE = "/tree";
  static final String SHIM = "/shim";
  static final String SHIM_RESOURCE = "shim";
  private static final String SOURCE = "/source";
  private static final String HOSTED = "/hosted";
  private static final String PLAIN_PATH = "-internal-isystem";
  private static final String OWN = "/clang";
  private static final String LAST = "/last";
  private static final String NUMBERS = "/numbers.c";
  static final String PRELUDE = "include/seamreplay/prelude.h";

  /** After the shim's: the order of the kernel's own Makefile. */
  private static final List<String> TREE_INCLUDES =
      List.of("arch/x86/include", "include", "arch/x86/include/uapi", "include/uapi");

  /** Its Makefile puts this directory on the path of all units below it. */
  private static final String KVM = "arch/x86/kvm";

  private static final int MISSING_SHOWN = 5;

  private final Path cache;
  private final Toolchain toolchain;
  private final CompilerLimits limits;
  private final Consumer<String> progress;
  private final ModuleCache modules;
  private final Map<String, Resources> resources = new ConcurrentHashMap<>();
  private final AtomicBoolean saidUnconfined = new AtomicBoolean();

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
   * @param progress is told, in one line, of work that takes seconds and of a useless cache
   */
  public Compiler(Path cache, Consumer<String> progress) {
    this(cache, progress, new Toolchain(progress), CompilerLimits.USUAL);
  }

  Compiler(Path cache, Consumer<String> progress, Toolchain toolchain, CompilerLimits limits) {
    this.cache = cache.toAbsolutePath();
    this.toolchain = toolchain;
    this.limits = limits;
    this.progress = progress;
    this.modules =
        new ModuleCache(
            new CacheDirectory(cache.resolve("compiled"), CacheDirectory.DEFAULT_BYTES),
            Clock.systemUTC());
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
    Unit whole = kernel(tree, unit, List.of());
    return module(whole, "-I", () -> List.of(shim()));
  }

  /**
   * Compiles {@code shim/numbers.c} with the headers of a kernel tree: no code and no variables,
   * but debug information of what the models need to know about the tree.
   *
   * @throws CompileFailed with one line that says why
   */
  public IrModule numbers(Path tree) {
    Unit like = kernel(tree, TDX_UNIT, List.of());
    String name = SHIM_RESOURCE + NUMBERS;
    Unit unit =
        new Unit(name, SHIM + NUMBERS, like.flags(), like.path(), like.sources(), like.headers());
    return module(unit, "-I", () -> List.of(shim()));
  }

  /**
   * The files of a kernel tree that a unit was made from when it was last compiled, itself among
   * them; for somebody who waits for them to change.
   *
   * @throws CompileFailed if there is no such unit
   */
  public List<Path> filesRead(Path tree, String unit) {
    Set<String> paths = new TreeSet<>(modules.inputs(kernel(tree, unit, List.of())));
    paths.add(unit);
    return paths.stream().map(tree::resolve).toList();
  }

  /**
   * What the compiler says of a unit of a kernel tree if it finds headers in one more directory,
   * after all others. Nothing is kept.
   */
  Clang.Result attempt(Path tree, String unit, Path lastHeaders) {
    Unit whole = kernel(tree, unit, List.of(LAST));
    Roots roots = roots(whole, () -> List.of(shim(), new Roots.Root(LAST, lastHeaders, "absent")));
    return clang().compile(whole.file(), whole.arguments("-I"), roots);
  }

  private Roots.Root shim() throws IOException {
    return root(resources(SHIM_RESOURCE), SHIM);
  }

  private Unit kernel(Path tree, String unit, List<String> lastIncludes) {
    checkTree(tree, unit);
    Resources shim = resources(SHIM_RESOURCE);
    List<String> flags = new ArrayList<>(Flags.kernel(unit));
    flags.add("-fdebug-compilation-dir=" + TREE);
    if (shim.has(PRELUDE)) {
      flags.addAll(List.of("-include", SHIM + "/" + PRELUDE));
    }
    List<String> path = path(unit);
    path.addAll(lastIncludes);
    return new Unit(
        unit,
        TREE + "/" + unit,
        List.copyOf(flags),
        path,
        new Roots.Root(TREE, absolute(tree), ""),
        shim.fingerprint());
  }

  /** Where headers of a unit are looked for, in the compiler's view. */
  static List<String> path(String unit) {
    List<String> path = new ArrayList<>(List.of(SHIM + "/include"));
    for (String include : TREE_INCLUDES) {
      path.add(TREE + "/" + include);
    }
    if (unit.startsWith(KVM)) {
      path.add(TREE + "/" + KVM);
    }
    return path;
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
    return module(plain(file, optLevel), PLAIN_PATH, this::plainHeaders);
  }

  /**
   * Compiles a plain C file to LLVM IR as text, for other tools of the same LLVM. Nothing is kept.
   *
   * @param file the C file
   * @param optLevel as for {@link #plainFile}
   * @throws CompileFailed with one line that says why
   */
  public byte[] plainIr(Path file, int optLevel) {
    Unit unit = plain(file, optLevel);
    return ir(unit, PLAIN_PATH, roots(unit, this::plainHeaders)).ir();
  }

  private List<Roots.Root> plainHeaders() throws IOException {
    return List.of(
        root(resources("hosted"), HOSTED), new Roots.Root(OWN, toolchain.headers(), "clang"));
  }

  private Unit plain(Path file, int optLevel) {
    if (!Files.exists(file)) {
      throw new CompileFailed(Reason.BAD_PATH, file + ": no such file");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CompileFailed(Reason.BAD_PATH, file + ": not a readable file");
    }
    List<String> flags = new ArrayList<>(Flags.hosted(optLevel));
    flags.add("-fdebug-compilation-dir=" + SOURCE);
    Path parent = file.getParent();
    Path real = absolute(file);
    return new Unit(
        file.toString(),
        SOURCE + "/" + real.getFileName(),
        List.copyOf(flags),
        List.of(HOSTED + "/include", OWN),
        new Roots.Root(SOURCE, real.getParent(), parent == null ? "" : parent.toString()),
        resources("hosted").fingerprint());
  }

  /** Directories that only a compiler needs, not a cached module. */
  private interface HeaderRoots {
    List<Roots.Root> get() throws IOException;
  }

  private IrModule module(Unit unit, String pathOption, HeaderRoots headers) {
    Optional<IrModule> cached = modules.find(unit);
    return cached.isPresent() ? cached.get() : compile(unit, pathOption, roots(unit, headers));
  }

  private Roots roots(Unit unit, HeaderRoots headers) {
    List<Roots.Root> roots = new ArrayList<>(List.of(unit.sources()));
    try {
      roots.addAll(headers.get());
    } catch (IOException e) {
      throw new CompileFailed(
          Reason.COMPILER, "cannot write to the cache directory " + cache + ": " + e.getMessage());
    }
    return new Roots(List.copyOf(roots));
  }

  private Roots.Root root(Resources resources, String name) throws IOException {
    Path directory = resources.materialise(cache.resolve("headers").resolve(name.substring(1)));
    return new Roots.Root(name, directory, name.substring(1));
  }

  private IrModule compile(Unit unit, String pathOption, Roots roots) {
    Instant started = modules.now();
    Clang.Result result = ir(unit, pathOption, roots);
    IrModule module = read(unit, pathOption, roots, result.ir());
    try {
      modules.store(unit, result.dependencies(), roots, module, started);
    } catch (IOException e) {
      progress.accept(
          "cannot keep compiled modules in " + cache + " (" + e.getMessage() + "); slow next time");
    }
    return module;
  }

  private Clang clang() {
    return new Clang(toolchain, limits, this::sayOnce);
  }

  /** What a system does not offer, it offers to none of the units. */
  private void sayOnce(Confinement.Offered offered) {
    if (!offered.missing().isEmpty() && saidUnconfined.compareAndSet(false, true)) {
      progress.accept("the compiler is not confined by " + offered.missing() + " on this system");
    }
  }

  private Clang.Result ir(Unit unit, String pathOption, Roots roots) {
    Clang.Result result = clang().compile(unit.file(), unit.arguments(pathOption), roots);
    if (result.hasErrors()) {
      throw failed(unit.name(), result.diagnostics());
    }
    return result;
  }

  private IrModule read(Unit unit, String pathOption, Roots roots, byte[] ir) {
    try {
      return LlvmReader.read(unit.name(), ir);
    } catch (FileScopeAssembly e) {
      String text = clang().preprocessed(unit.file(), unit.arguments(pathOption), roots);
      String where = AssemblyInC.atFileScope(text).map(roots::shown).orElse(unit.name());
      throw new CompileFailed(Reason.NOT_MODELLED, where + ": not modelled: " + e.getMessage());
    } catch (TooLarge e) {
      throw new CompileFailed(Reason.LIMIT, unit.name() + ": " + e.getMessage());
    } catch (UnsupportedIr e) {
      throw new CompileFailed(Reason.NOT_MODELLED, unit.name() + ": " + e.getMessage());
    }
  }

  private static CompileFailed failed(String name, List<Diagnostic> diagnostics) {
    List<Missing> missing = Missing.in(diagnostics);
    Diagnostic first = diagnostics.stream().filter(Diagnostic::isError).findFirst().orElseThrow();
    StringBuilder message = new StringBuilder(name + " does not compile: " + first);
    if (missing.stream().anyMatch(Missing::isOutside)) {
      message.append(" (no file outside of the sources and our own headers is read)");
    } else if (!missing.isEmpty()) {
      message.append(" (neither our headers nor the sources have ");
      int shown = Math.min(missing.size(), MISSING_SHOWN);
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
    // Absolute, because "." normalised is the empty path, with which no path starts.
    Path root = tree.toAbsolutePath().normalize();
    Path file = root.resolve(unit).normalize();
    if (!file.startsWith(root) || !Files.isRegularFile(file)) {
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

  private Resources resources(String name) {
    return resources.computeIfAbsent(name, Compiler::load);
  }

  static Resources load(String name) {
    try {
      return Resources.load(name);
    } catch (IOException e) {
      throw new CompileFailed(Reason.COMPILER, "cannot read own resource " + name + ": " + e);
    }
  }
}
