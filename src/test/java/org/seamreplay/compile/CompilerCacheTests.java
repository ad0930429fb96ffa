package org.seamreplay.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.ir.IrModule;

class CompilerCacheTests {
  private static final String UNIT = "arch/x86/virt/vmx/tdx/tdx.c";
  private static final String UNIT_HEADER = "arch/x86/virt/vmx/tdx/tdx.h";

  @TempDir Path directory;
  private Path cache;
  private SmallTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    cache = directory.resolve("cache");
    tree =
        SmallTree.in(directory.resolve("tree"))
            .with(UNIT, "#include \"tdx.h\"\n#include <series/late.h>\n")
            .with(UNIT_HEADER, "int first;\n")
            .with("include/uapi/series/late.h", "int uapi;\n");
  }

  private IrModule compile() {
    return new Compiler(cache).kernelUnit(tree.root(), UNIT);
  }

  /** As in a new process, and with no compiler to be had. */
  private IrModule find(SmallTree in) {
    Toolchain none =
        new Toolchain(m -> {}) {
          @Override
          public Path clang() throws IOException {
            throw new IOException("compiler asked for");
          }
        };
    return new Compiler(cache, m -> {}, none, CompilerLimits.USUAL).kernelUnit(in.root(), UNIT);
  }

  private void assertMiss() {
    assertThatThrownBy(() -> find(tree)).hasMessageContaining("compiler asked for");
  }

  private static List<String> globals(IrModule module) {
    return module.globals().stream().map(IrModule.Global::name).toList();
  }

  @Test
  void secondRunNeedsNoCompiler() {
    IrModule compiled = compile();

    assertThat(find(tree)).isEqualTo(compiled);
  }

  @Test
  void equalTreeElsewhereNeedsNoCompiler() throws IOException {
    IrModule compiled = compile();
    SmallTree other =
        SmallTree.in(directory.resolve("other"))
            .with(UNIT, Files.readString(tree.root().resolve(UNIT)))
            .with(UNIT_HEADER, "int first;\n")
            .with("include/uapi/series/late.h", "int uapi;\n");

    assertThat(find(other)).isEqualTo(compiled);
  }

  @Test
  void changedUnitIsCompiledAgain() throws IOException {
    compile();
    tree.with(UNIT, "int changed;\n");

    assertMiss();
    assertThat(globals(compile())).containsExactly("changed");
  }

  @Test
  void changedHeaderIsCompiledAgain() throws IOException {
    compile();
    tree.with(UNIT_HEADER, "int other;\n");

    assertMiss();
    assertThat(globals(compile())).containsExactly("other", "uapi");
  }

  @Test
  void changedHeaderOfTheSameSizeAndTimeIsCompiledAgain() throws IOException {
    Path header = tree.root().resolve(UNIT_HEADER);
    FileTime past = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(header, past);
    compile();
    find(tree);
    tree.with(UNIT_HEADER, "int frist;\n");
    Files.setLastModifiedTime(header, past);

    assertMiss();
  }

  @Test
  void deletedHeaderIsCompiledAgain() throws IOException {
    compile();
    Files.delete(tree.root().resolve(UNIT_HEADER));

    assertMiss();
  }

  @Test
  void bothStatesOfAChangedHeaderAreKept() throws IOException {
    IrModule before = compile();
    tree.with(UNIT_HEADER, "int other;\n");
    IrModule after = compile();

    assertThat(find(tree)).isEqualTo(after);
    tree.with(UNIT_HEADER, "int first;\n");
    assertThat(find(tree)).isEqualTo(before);
  }

  @Test
  void headerThatAppearsEarlierInThePathIsTaken() throws IOException {
    compile();
    tree.with("include/series/late.h", "int kernel;\n");

    assertMiss();
    assertThat(globals(compile())).containsExactly("first", "kernel");
  }

  @Test
  void headerThatAppearsBesideTheUnitIsTaken() throws IOException {
    tree.with(UNIT, "#include \"series/late.h\"\n");
    compile();
    tree.with("arch/x86/virt/vmx/tdx/series/late.h", "int beside;\n");

    assertMiss();
    assertThat(globals(compile())).containsExactly("beside");
  }

  @Test
  void headerThatHasIncludeAskedForIsSeenWhenItAppears() throws IOException {
    tree.with(
        UNIT, "#if __has_include(<series/new.h>)\n#include <series/new.h>\n#endif\nint last;\n");
    compile();
    tree.with("include/series/new.h", "int appeared;\n");

    assertMiss();
    assertThat(globals(compile())).containsExactly("appeared", "last");
  }

  @Test
  void headerNamedByAMacroIsSeenWhenItAppearsEarlier() throws IOException {
    tree.with(UNIT, "#define NAME <series/late.h>\n#include NAME\n");
    compile();
    tree.with("arch/x86/include/series/late.h", "int arch;\n");

    assertMiss();
    assertThat(globals(compile())).containsExactly("arch");
  }

  @Test
  void errorIsNotKept() throws IOException {
    tree.with(UNIT_HEADER, "int wrong = ;\n");
    assertThatThrownBy(this::compile).isInstanceOf(CompileFailed.class);
    tree.with(UNIT_HEADER, "int right;\n");

    assertThat(globals(compile())).containsExactly("right", "uapi");
  }

  @Test
  void damagedFilesAreCompiledAgain() throws IOException {
    IrModule compiled = compile();
    for (Path file : files("compiled")) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      assertMiss();

      assertThat(compile()).isEqualTo(compiled);
      assertThat(find(tree)).isEqualTo(compiled);
    }
  }

  @Test
  void truncatedFilesAreCompiledAgain() throws IOException {
    IrModule compiled = compile();
    for (Path file : files("compiled")) {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

      assertThat(compile()).isEqualTo(compiled);
    }
  }

  @Test
  void moduleUnderTheNameOfAnotherIsCompiledAgain() throws IOException {
    compile();
    Path one = files("compiled/modules").get(0);
    tree.with(UNIT_HEADER, "int second;\n");
    IrModule compiled = compile();
    Path other =
        files("compiled/modules").stream().filter(f -> !f.equals(one)).findFirst().orElseThrow();

    Files.copy(one, other, StandardCopyOption.REPLACE_EXISTING);

    assertMiss();
    assertThat(compile()).isEqualTo(compiled);
    assertThat(find(tree)).isEqualTo(compiled);
  }

  @Test
  void headerThatBecameADeviceIsNotRead() throws IOException {
    compile();
    Path header = tree.root().resolve(UNIT_HEADER);
    Files.delete(header);
    Files.createSymbolicLink(header, Path.of("/dev/zero"));

    assertMiss();
    assertThatThrownBy(this::compile).hasMessageContaining("which leads out of the tree");
  }

  private List<Path> files(String below) throws IOException {
    try (Stream<Path> all = Files.walk(cache.resolve(below))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void concurrentRunsAgreeAndLeaveNothingHalfWritten() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<IrModule>> runs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      runs.add(threads.submit(this::compile));
    }
    IrModule first = runs.get(0).get();

    for (Future<IrModule> run : runs) {
      assertThat(run.get()).isEqualTo(first);
    }
    threads.shutdown();
    assertThat(find(tree)).isEqualTo(first);
    assertThat(files("")).noneMatch(f -> f.toString().contains("new-"));
  }

  /** With our own classes only on the class path: a warm run gets by without LLVM's. */
  @Test
  void freshProcessFindsModuleWithoutAnyLibrary() throws Exception {
    IrModule compiled = compile();
    String path = place(Compiler.class) + File.pathSeparator + place(WarmRun.class);

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                path,
                WarmRun.class.getName(),
                cache.toString(),
                tree.root().toString(),
                UNIT)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains(globals(compiled).toString());
  }

  private static Path place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
