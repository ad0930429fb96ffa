package org.seamreplay.compile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seamreplay.compile.CompileFailed.Reason;

/**
 * Runs the compiler on input that is not trusted. No path leads from C to a file outside of the
 * given roots, for two reasons that do not hang on each other:
 *
 * <ul>
 *   <li>The compiler looks for files in a view that holds nothing else, and the one part of it that
 *       does not, its assembler, is never reached. IR is written as text: bitcode has a table of
 *       symbols, for which LLVM assembles what stands outside of functions (ModuleSymbolTable,
 *       CollectAsmSymbols). {@code -fms-extensions}, with which clang assembles {@code __asm { }}
 *       while it parses, is given only to units that need it and, preprocessed, have no such block.
 *   <li>The process is confined to the roots ({@link Confinement}), and limited.
 * </ul>
 *
 * <p>It is the compiler proper ({@code clang -cc1}) that is run: the driver looks for its input
 * outside the view, and it adds flags that depend on the machine it runs on.
 */
final class Clang {
  private static final int DIAGNOSTIC_BYTES = 1 << 20;

  /** What the compiler says of a tagged struct without a name in another, unless it knows it. */
  private static final String EMBEDDED_STRUCT = "declaration does not declare anything";

  private static final String EMBEDDED_STRUCTS = "-fms-extensions";

  /** What the compiler says of a link that leads to where it may not go. */
  private static final Pattern UNOPENED =
      Pattern.compile("cannot open file '(.+)': Permission denied|'(.+)' file not found");

  /** What the C library says if there is no room for a file. */
  private static final String DISK_FULL = "No space left on device";

  private static final List<String> OUT_OF_MEMORY =
      List.of("out of memory", "std::bad_alloc", "Cannot allocate memory", "Allocation failed");

  private final Toolchain toolchain;
  private final CompilerLimits limits;
  private final Consumer<Confinement.Offered> offered;

  /**
   * A compiler.
   *
   * @param offered is told how each run was confined
   */
  Clang(Toolchain toolchain, CompilerLimits limits, Consumer<Confinement.Offered> offered) {
    this.toolchain = toolchain;
    this.limits = limits;
    this.offered = offered;
  }

  /**
   * What a run left.
   *
   * @param ir LLVM IR as text; empty if there were errors
   * @param diagnostics what was said of files in the roots
   * @param dependencies the files read, in the compiler's view; empty if a header was not found
   */
  record Result(byte[] ir, List<Diagnostic> diagnostics, List<String> dependencies) {
    boolean hasErrors() {
      return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    private boolean hasEmbeddedStruct() {
      return diagnostics.stream().anyMatch(d -> d.message().startsWith(EMBEDDED_STRUCT));
    }
  }

  /**
   * Compiles one file to IR.
   *
   * @param file in the compiler's view
   * @param flags of the compiler proper
   * @throws CompileFailed if the compiler could not be run to its end or read a foreign file
   */
  Result compile(String file, List<String> flags, Roots roots) {
    Result result = in(file, roots, run -> run.compile(flags));
    if (result.hasEmbeddedStruct()) {
      String text = preprocessed(file, flags, roots);
      if (!text.isEmpty() && !AssemblyInC.mayHaveBlock(text)) {
        List<String> more = new ArrayList<>(flags);
        more.add(EMBEDDED_STRUCTS);
        return in(file, roots, run -> run.compile(more));
      }
    }
    return result;
  }

  /** What the preprocessor makes of a file; empty if it found errors. */
  String preprocessed(String file, List<String> flags, Roots roots) {
    return in(file, roots, run -> run.preprocess(flags));
  }

  private interface Job<T> {
    T in(Run run) throws IOException, InterruptedException;
  }

  private <T> T in(String file, Roots roots, Job<T> job) {
    try (ScratchDirectory scratch = ScratchDirectory.make()) {
      return job.in(new Run(file, roots, scratch));
    } catch (IOException e) {
      throw new CompileFailed(
          Reason.COMPILER, "cannot run the compiler for " + roots.shown(file) + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompileFailed(Reason.COMPILER, roots.shown(file) + ": compilation was interrupted");
    }
  }

  /** One run in a directory of its own. */
  private final class Run {
    private final String file;
    private final Roots roots;
    private final ScratchDirectory scratch;
    private final Path output;

    Run(String file, Roots roots, ScratchDirectory scratch) {
      this.file = file;
      this.roots = roots;
      this.scratch = scratch;
      this.output = scratch.path().resolve("output");
    }

    Result compile(List<String> flags) throws IOException, InterruptedException {
      Path ir = scratch.path().resolve("unit.ll");
      Path dependencies = scratch.path().resolve("unit.d");
      List<String> action = new ArrayList<>(flags);
      for (Roots.Root root : roots.roots()) {
        String map = root.name() + "/=" + root.prefix();
        action.addAll(List.of("-fdebug-prefix-map=" + map, "-fmacro-prefix-map=" + map));
      }
      action.addAll(List.of("-dependency-file", dependencies.toString(), "-MT", "unit"));
      action.addAll(List.of("-sys-header-deps", "-emit-llvm", "-o", ir.toString()));
      int status = run(action);
      List<Diagnostic> seen = Diagnostic.parse(printed());
      List<String> read = Files.exists(dependencies) ? dependencies(dependencies) : List.of();
      refuseForeign(seen, read);
      List<Diagnostic> known = known(seen);
      if (known.stream().anyMatch(Diagnostic::isError)) {
        return new Result(new byte[0], known, read);
      }
      if (status != 0) {
        throw stopped(status);
      }
      return new Result(Files.readAllBytes(ir), known, read);
    }

    String preprocess(List<String> flags) throws IOException, InterruptedException {
      Path text = scratch.path().resolve("unit.i");
      List<String> action = new ArrayList<>(flags);
      action.addAll(List.of("-E", "-o", text.toString()));
      return run(action) == 0 ? Files.readString(text, ISO_8859_1) : "";
    }

    private int run(List<String> action) throws IOException, InterruptedException {
      Path view = Files.writeString(scratch.path().resolve("view.json"), roots.overlay());
      List<String> program = new ArrayList<>(List.of(toolchain.clang().toString(), "-cc1"));
      program.addAll(List.of("-ivfsoverlay", view.toString()));
      program.addAll(action);
      program.addAll(List.of("-main-file-name", file.substring(file.lastIndexOf('/') + 1)));
      program.addAll(List.of("-x", "c", file));
      List<Path> readable = roots.roots().stream().map(Roots.Root::directory).toList();
      List<String> command =
          toolchain.confinement().command(program, readable, scratch.path(), limits);
      Optional<Integer> status = CompilerProcess.run(command, scratch, output, limits.wall());
      offered.accept(Confinement.Offered.in(printed()));
      if (status.isEmpty()) {
        throw tooMuch("does not compile within " + limits.wall().toSeconds() + " s");
      }
      return status.get();
    }

    /** What the compiler said of files that it may read; all else is none of the reader's. */
    private List<Diagnostic> known(List<Diagnostic> seen) {
      return seen.stream()
          .filter(diagnostic -> roots.real(diagnostic.path()) != null)
          .map(diagnostic -> diagnostic.shown(roots))
          .toList();
    }

    private CompileFailed stopped(int status) throws IOException {
      String printed = printed();
      if (CompilerProcess.isOutOfRoom(status)) {
        boolean messages = Files.size(output) >= limits.fileBytes();
        return tooMuch(
            (messages ? "is answered with" : "compiles to")
                + (" more than " + (limits.fileBytes() >> 20) + " MB of ")
                + (messages ? "messages" : "code"));
      }
      if (CompilerProcess.isOutOfTime(status)) {
        return tooMuch(
            "does not compile within " + limits.processor().toSeconds() + " s of processor time");
      }
      if (OUT_OF_MEMORY.stream().anyMatch(printed::contains)) {
        return tooMuch("does not compile within " + (limits.memoryBytes() >> 20) + " MB of memory");
      }
      if (CompilerProcess.isCrash(status)) {
        return tooMuch("crashes the compiler, as code does that nests too deeply");
      }
      String why =
          printed.contains(DISK_FULL)
              ? "there is no room for what it compiles to in " + scratch.path().getParent()
              : "the compiler stopped with status " + status;
      return new CompileFailed(
          Reason.COMPILER,
          roots.shown(file)
              + ": "
              + Confinement.failure(printed).map(words -> why + " (" + words + ")").orElse(why));
    }

    private CompileFailed tooMuch(String what) {
      return new CompileFailed(Reason.LIMIT, roots.shown(file) + " " + what);
    }

    private String printed() throws IOException {
      try (InputStream in = Files.newInputStream(output)) {
        return new String(in.readNBytes(DIAGNOSTIC_BYTES), UTF_8);
      }
    }

    /**
     * The view has nothing foreign in it, but a symbolic link in the tree may lead out of it.
     * Nothing of such a file may be shown, so this comes before any diagnostic is.
     */
    private void refuseForeign(List<Diagnostic> diagnostics, List<String> read) {
      List<String> all = new ArrayList<>(read);
      for (Diagnostic diagnostic : diagnostics) {
        all.add(diagnostic.path());
        Matcher unopened = UNOPENED.matcher(diagnostic.message());
        if (unopened.matches()) {
          String name = unopened.group(1) == null ? unopened.group(2) : unopened.group(1);
          String beside = diagnostic.path().substring(0, diagnostic.path().lastIndexOf('/') + 1);
          all.add(name.startsWith("/") ? name : beside + name);
        }
      }
      for (String path : all) {
        if (roots.escapes(path)) {
          throw new CompileFailed(
              Reason.REFUSED,
              roots.shown(file)
                  + ": reads "
                  + roots.shown(path)
                  + ", which leads out of the tree; remove the link or the include");
        }
      }
    }
  }

  /** A make rule: {@code unit: a.c b.h \} with blanks in names escaped. */
  private static List<String> dependencies(Path file) throws IOException {
    String rule = Files.readString(file, UTF_8).replace("\\\n", " ");
    List<String> names = new ArrayList<>();
    for (String name : rule.substring(rule.indexOf(':') + 1).strip().split("(?<!\\\\)\\s+", -1)) {
      if (!name.isEmpty()) {
        names.add(name.replace("\\ ", " ").replace("\\#", "#").replace("$$", "$"));
      }
    }
    return List.copyOf(names);
  }
}
