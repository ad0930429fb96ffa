package org.seamreplay.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.compile.CompileFailed.Reason;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.Operand;

class CompilerTests {
  private static final String UNIT = "arch/x86/virt/vmx/tdx/tdx.c";

  @TempDir Path directory;
  private Path cache;
  private SmallTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    cache = directory.resolve("cache");
    tree = SmallTree.in(directory.resolve("tree"));
  }

  private IrModule compile() {
    return new Compiler(cache).kernelUnit(tree.root(), UNIT);
  }

  private CompileFailed failure(String text) throws IOException {
    tree.with(UNIT, text);
    return catchThrowableOfType(CompileFailed.class, this::compile);
  }

  private static IrModule.Global global(IrModule module, String name) {
    return module.globals().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  private static int value(IrModule module, String name) {
    return ((Operand.IntValue) global(module, name).initializer()).value().intValueExact();
  }

  @Test
  void treeThatIsNotThereIsNamed() {
    CompileFailed failed =
        catchThrowableOfType(
            CompileFailed.class,
            () -> new Compiler(cache).kernelUnit(directory.resolve("nowhere"), UNIT));

    assertThat(failed.reason()).isEqualTo(Reason.BAD_PATH);
    assertThat(failed).hasMessage(directory.resolve("nowhere") + ": no such kernel tree");
  }

  @Test
  void directoryWithoutTdxUnitIsNoKernelTree() {
    CompileFailed failed =
        catchThrowableOfType(
            CompileFailed.class, () -> new Compiler(cache).kernelUnit(directory, UNIT));

    assertThat(failed.reason()).isEqualTo(Reason.BAD_PATH);
    assertThat(failed).hasMessageContaining("no kernel tree").hasMessageContaining(UNIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"arch/x86/no.c", "../outside.c", "arch"})
  void unitThatIsNoFileOfTheTreeIsNamed(String unit) throws IOException {
    Files.writeString(directory.resolve("outside.c"), "int outside;\n");

    CompileFailed failed =
        catchThrowableOfType(
            CompileFailed.class, () -> new Compiler(cache).kernelUnit(tree.root(), unit));

    assertThat(failed.reason()).isEqualTo(Reason.BAD_PATH);
    assertThat(failed).hasMessageContaining("no unit " + unit);
  }

  @Test
  void errorSaysWhereAndWhatInOneLine() throws IOException {
    CompileFailed failed = failure("int fine;\nint bad = 1 +;\nint worse = 2 *;\n");

    assertThat(failed.reason()).isEqualTo(Reason.ERRORS);
    assertThat(failed)
        .hasMessage(UNIT + " does not compile: " + UNIT + ":2:14: error: expected expression");
    assertThat(failed.diagnostics()).extracting(Diagnostic::line).containsExactly(2, 3);
  }

  @Test
  void errorInHeaderHasTheHeadersPathInTheTree() throws IOException {
    tree.with("include/linux/only_here.h", "int x = ;\n");

    CompileFailed failed = failure("#include <linux/only_here.h>\n");

    assertThat(failed.diagnostics().get(0).path()).isEqualTo("include/linux/only_here.h");
  }

  @Test
  void missingHeaderIsNamed() throws IOException {
    CompileFailed failed = failure("#include <linux/no_such_header.h>\n");

    assertThat(failed.missing())
        .containsExactly(new Missing(Missing.Kind.HEADER, "linux/no_such_header.h"));
    assertThat(failed)
        .hasMessageEndingWith("(neither our headers nor the sources have linux/no_such_header.h)");
  }

  @Test
  void undeclaredThingsAreNamedOnceEach() throws IOException {
    CompileFailed failed =
        failure(
            """
            struct known { int a; };
            int f(struct known *k) { return missing_call(1) + missing_call(2) + MISSING_NAME; }
            missing_type g(void);
            int h(struct known *k) { return k->missing_member; }
            struct missing_struct m; int i(void) { return sizeof(m); }
            """);

    assertThat(failed.missing())
        .extracting(Missing::toString)
        .containsExactly(
            "missing_call()",
            "MISSING_NAME",
            "missing_type",
            "struct known.missing_member",
            "struct missing_struct");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#include \"SECRET\"\n",
        "#include <SECRET>\n",
        "#include \"../../../../../../secret.h\"\n",
        "#include \"../../../../../../../../../../../../../../../../../../SECRET\"\n",
        "#define NAME \"SECRET\"\n#include NAME\n",
        "const char text[] = {\n#embed \"SECRET\"\n};\n",
        "const char text[] = {\n#embed \"../../../../../../secret.h\"\n};\n",
      })
  void fileOutsideOfTheTreeIsNotRead(String text) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret.h"), "password hunter2\n");

    CompileFailed failed = failure(text.replace("SECRET", secret.toString()));

    assertThat(failed.reason()).isEqualTo(Reason.ERRORS);
    assertThat(failed)
        .hasMessageContaining("file not found")
        .hasMessageEndingWith("(no file outside of the sources and our own headers is read)");
    assertThat(failed.diagnostics().toString()).doesNotContain("hunter2");
  }

  @Test
  void fileOutsideOfTheTreeIsNotThereForHasInclude() throws IOException {
    tree.with(UNIT, "#if __has_include(\"/etc/passwd\")\nint there;\n#else\nint absent;\n#endif\n");

    assertThat(compile().globals()).extracting(IrModule.Global::name).containsExactly("absent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#include \"link.h\"\n", "const char text[] = {\n#embed \"link.h\"\n};\n"})
  void symbolicLinkOutOfTheTreeIsRefusedWithoutShowingTheFile(String text) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret.h"), "password hunter2\n");
    Files.createSymbolicLink(tree.root().resolve("arch/x86/virt/vmx/tdx/link.h"), secret);

    CompileFailed failed = failure(text);

    assertThat(failed.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failed)
        .hasMessageContaining("arch/x86/virt/vmx/tdx/link.h")
        .hasMessageNotContaining("hunter2");
    assertThat(failed.diagnostics()).isEmpty();
  }

  @Test
  void symbolicLinkWithinTheTreeIsFollowed() throws IOException {
    tree.with("include/real.h", "int real;\n").with(UNIT, "#include \"link.h\"\n");
    Files.createSymbolicLink(
        tree.root().resolve("arch/x86/virt/vmx/tdx/link.h"), tree.root().resolve("include/real.h"));

    assertThat(compile().globals()).extracting(IrModule.Global::name).containsExactly("real");
  }

  @Test
  void typeThatDoublesAtEachStepIsRefusedAtOnce() throws IOException {
    StringBuilder text = new StringBuilder("struct s0 { char a, b; };\n");
    for (int i = 1; i < 50; i++) {
      text.append("struct s%d { struct s%d a, b; };\n".formatted(i, i - 1));
    }
    CompileFailed failed = failure(text + "extern struct s49 huge;\nvoid *p = &huge;\n");

    assertThat(failed.reason()).isEqualTo(Reason.LIMIT);
    assertThat(failed).hasMessageContaining("more than 500000 parts");
  }

  @Test
  void typeNestedTooDeeplyIsRefused() throws IOException {
    StringBuilder text = new StringBuilder("typedef int t0[1];\n");
    for (int i = 1; i < 2000; i++) {
      text.append("typedef t%d t%d[1];\n".formatted(i - 1, i));
    }
    CompileFailed failed = failure(text + "extern t1999 deep;\nvoid *p = &deep;\n");

    assertThat(failed.reason()).isEqualTo(Reason.LIMIT);
    assertThat(failed).hasMessageContaining("nested more than 500 deep");
  }

  @Test
  void messageCannotCommandTheTerminal() throws IOException {
    CompileFailed failed = failure("#error \"\u001b[2J cleared\"\n");

    assertThat(failed).hasMessageContaining("[2J cleared").hasMessageNotContaining("\u001b");
  }

  @Test
  void madeUpLineNumbersAreTakenAsTheyAre() throws IOException {
    CompileFailed failed =
        failure("#line 2147483647 \"x:99999999999999999999:1: error: made up\"\nint a = ;\n");

    assertThat(failed.reason()).isEqualTo(Reason.ERRORS);
    assertThat(failed).hasMessageContaining("expected expression");
  }

  @Test
  void kvmUnitsFindHeadersOfKvm() throws IOException {
    tree.with("arch/x86/kvm/x86.h", "int kvm;\n");
    tree.with("arch/x86/kvm/vmx/unit.c", "#include \"x86.h\"\n");

    IrModule module = new Compiler(cache).kernelUnit(tree.root(), "arch/x86/kvm/vmx/unit.c");

    assertThat(module.globals()).extracting(IrModule.Global::name).containsExactly("kvm");
  }

  @Test
  void assemblyAtFileScopeIsNotModelled() throws IOException {
    CompileFailed failed = failure("__asm__(\".incbin \\\"/etc/passwd\\\"\");\n");

    assertThat(failed.reason()).isEqualTo(Reason.NOT_MODELLED);
    assertThat(failed)
        .hasMessageStartingWith(UNIT + ":1: not modelled: assembly at file scope: .incbin");
  }

  @Test
  void compilerThatDoesNotFinishIsStopped() throws IOException {
    StringBuilder text = new StringBuilder("#define A0 +0\n");
    for (int i = 1; i <= 40; i++) {
      text.append("#define A%d A%d A%d\n".formatted(i, i - 1, i - 1));
    }
    tree.with(UNIT, text + "int sum = 0 A40;\n");
    CompilerLimits limits =
        new CompilerLimits(Duration.ofSeconds(6), Duration.ofMillis(300), 1L << 30, 32L << 20);
    Compiler compiler = new Compiler(cache, m -> {}, new Toolchain(m -> {}), limits);

    CompileFailed failed =
        catchThrowableOfType(CompileFailed.class, () -> compiler.kernelUnit(tree.root(), UNIT));

    assertThat(failed.reason()).isEqualTo(Reason.LIMIT);
    assertThat(failed).hasMessageContaining("does not compile within");
  }

  @Test
  void cacheThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(cache, "a file");

    CompileFailed failed = catchThrowableOfType(CompileFailed.class, this::compile);

    assertThat(failed.reason()).isEqualTo(Reason.COMPILER);
    assertThat(failed).hasMessageContaining(cache.toString());
  }

  @Test
  void kernelUnitsAreCompiledAsTheKernelIs() throws IOException {
    tree.with(
        UNIT,
        """
        int is_kernel = __KERNEL__;
        int char_is_unsigned = (char)-1 > 0;
        int wide_bytes = sizeof(L' ');
        const char *module = KBUILD_MODNAME;
        #if defined(__SSE__) || defined(__OPTIMIZE__) || defined(__PIC__)
        #error not the kernel's compiler
        #endif
        struct named { struct named_by_tag { int a; }; int b; };
        int wraps(int a) { return a + 1 > a; }
        """);

    IrModule module = compile();

    assertThat(value(module, "is_kernel")).isEqualTo(1);
    assertThat(value(module, "char_is_unsigned")).isEqualTo(1);
    assertThat(value(module, "wide_bytes")).isEqualTo(2);
    assertThat(module.globals().toString()).contains("latin1=tdx\u0000");
    assertThat(module.structs().get("named").members())
        .extracting(IrModule.StructLayout.Member::name)
        .containsExactly("a", "b");
  }

  @Test
  void treeIsSearchedInTheKernelsOrder() throws IOException {
    for (String include :
        List.of("arch/x86/include", "include", "arch/x86/include/uapi", "include/uapi")) {
      tree.with(include + "/order/all.h", "const char *all = \"" + include + "\";\n");
      tree.with(include + "/order/next.h", "#include_next <order/next.h>\n");
    }
    tree.with("include/uapi/order/next.h", "int last;\n");
    tree.with(UNIT, "#include <order/all.h>\n#include <order/next.h>\n");

    IrModule module = compile();

    assertThat(module.globals().toString()).contains("latin1=arch/x86/include\u0000");
    assertThat(global(module, "last").declaredAt().file()).isEqualTo("include/uapi/order/next.h");
  }

  @Test
  void locationsAreRelativeToTheTree() throws IOException {
    tree.with(
        "include/linux/inlined_here.h", "static inline int inlined(void) { return tdx_call(); }\n");
    tree.with(
        UNIT,
        "int tdx_call(void);\n#include <linux/inlined_here.h>\nint f(void) { return inlined(); }\n");

    IrModule module = compile();

    assertThat(module.name()).isEqualTo(UNIT);
    assertThat(module.functions())
        .filteredOn(f -> !f.blocks().isEmpty())
        .extracting(f -> f.declaredAt().file())
        .containsExactlyInAnyOrder(UNIT, "include/linux/inlined_here.h");
    assertThat(module.toString()).doesNotContain(directory.toString()).doesNotContain("/tree/");
  }

  @Test
  void plainFileIsReadBesideItsOwnHeaders() throws IOException {
    Path program = directory.resolve("program.c");
    Files.writeString(directory.resolve("own.h"), "#define VALUE 7\n");
    Files.writeString(program, "#include \"own.h\"\n#include <stddef.h>\nsize_t value = VALUE;\n");

    IrModule module = new Compiler(cache).plainFile(program, 2);

    assertThat(value(module, "value")).isEqualTo(7);
    assertThat(global(module, "value").declaredAt().file()).isEqualTo(program.toString());
  }

  @Test
  void plainFileThatIsNotThereIsNamed() {
    CompileFailed failed =
        catchThrowableOfType(
            CompileFailed.class, () -> new Compiler(cache).plainFile(directory.resolve("no.c"), 0));

    assertThat(failed).hasMessage(directory.resolve("no.c") + ": no such file");
  }
}
