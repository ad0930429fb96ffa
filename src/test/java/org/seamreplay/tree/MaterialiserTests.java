package org.seamreplay.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.compile.CompileFailed;
import org.seamreplay.compile.Compiler;
import org.seamreplay.ir.IrFile;
import org.seamreplay.replay.run.KernelTree;
import org.seamreplay.replay.run.Kernels;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;

/** What the compiler is given of a tree is as good as the tree. */
class MaterialiserTests {
  private static final Path KERNEL = Path.of("fixtures/kernel");
  private static final String HOST = "arch/x86/virt/vmx/tdx/";

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"fixtures/kernel", "6.12", "7.3"})
  void theUnitsCompileToTheSameAsInTheWholeTree(String name, @TempDir Path cache)
      throws IOException {
    Path whole = kernel(name);
    KernelTree tree = KernelTree.open(whole);
    List<String> wanted = new ArrayList<>(List.of(KernelTree.UNITS));
    wanted.addAll(tree.units());
    wanted.addAll(tree.guestUnits());
    try (Base base = DirectoryBase.open(whole);
        Materialiser materialiser = new Materialiser(wanted, scratch)) {
      Path part = materialiser.directory(base);
      KernelTree small = KernelTree.open(part);
      assertThat(small.id()).isEqualTo(tree.id());
      assertThat(small.digest()).isEqualTo(tree.digest());
      assertThat(small.units()).isEqualTo(tree.units());
      assertThat(small.guestUnits()).isEqualTo(tree.guestUnits());
      for (String unit : wanted.subList(1, wanted.size())) {
        assertThat(IrFile.write(new Compiler(cache.resolve("a")).kernelUnit(part, unit)))
            .isEqualTo(IrFile.write(new Compiler(cache.resolve("b")).kernelUnit(whole, unit)));
      }
      assertThat(files(part)).hasSizeLessThan(150);
    }
  }

  @Test
  void theStepsOfASeriesCostLittleMoreThanTheFirst() throws IOException {
    Series series = SeriesReader.read(SeriesSource.of(Path.of("patches")), ReadOptions.DEFAULT);
    try (Base base = DirectoryBase.open(KERNEL);
        Materialiser materialiser = new Materialiser(List.of(Compiler.TDX_UNIT), scratch)) {
      SeriesTree tree = SeriesTree.apply(base, series, ApplyOptions.DEFAULT);
      Set<Object> inodes = new TreeSet<>();
      List<Path> directories = new ArrayList<>(List.of(materialiser.directory(base)));
      for (SeriesStep step : tree.steps()) {
        Path directory = materialiser.directory(step);
        directories.add(directory);
        for (String file : files(directory)) {
          Path path = directory.resolve(file);
          assertThat(Files.readAllBytes(path)).isEqualTo(step.file(file).orElseThrow().content());
          inodes.add(Files.getAttribute(path, "unix:ino"));
        }
      }
      long names = directories.stream().distinct().mapToLong(one -> files(one).size()).sum();
      assertThat(inodes.size()).isLessThan((int) names / 3);
    }
  }

  @Test
  void aPatchThatTouchesNothingOfTheUnitsLeavesTheDirectoryTheSame() throws IOException {
    TreeOnDisk tree = tree().with("drivers/other.c", "int other;\n");
    try (Base base = tree.open();
        Materialiser materialiser = new Materialiser(List.of(), scratch)) {
      Series series =
          TestPatches.series(
              TestPatches.change("drivers/other.c", "@@ -1 +1 @@\n-int other;\n+int another;\n"));
      SeriesStep step = SeriesTree.apply(base, series, ApplyOptions.DEFAULT).steps().get(0);
      assertThat(materialiser.directory(step)).isEqualTo(materialiser.directory(base));
    }
  }

  @Test
  void headersComeFromTheTreeOnlyWhereTheShimHasNone() throws IOException {
    TreeOnDisk tree =
        tree()
            .with(HOST + "tdx.c", "#include <linux/slab.h>\n#include <asm/tdx.h>\n")
            .with("include/linux/slab.h", "#include <linux/only_here.h>\n")
            .with("include/linux/only_here.h", "")
            .with("arch/x86/include/asm/tdx.h", "#include \"shared/tdx.h\"\n")
            .with("arch/x86/include/asm/shared/tdx.h", "#include <linux/new.h>\n")
            .with("include/linux/new.h", "#ifdef NEVER\n# include <linux/conditional.h>\n#endif\n")
            .with("include/linux/conditional.h", "")
            .with("include/linux/unused.h", "");
    assertThat(materialised(tree))
        .contains(
            "arch/x86/include/asm/tdx.h",
            "arch/x86/include/asm/shared/tdx.h",
            "include/linux/new.h",
            "include/linux/conditional.h")
        .doesNotContain(
            "include/linux/slab.h", "include/linux/only_here.h", "include/linux/unused.h");
  }

  @Test
  void aHeaderBesideTheUnitComesBeforeTheShims() throws IOException {
    TreeOnDisk tree =
        tree()
            .with(HOST + "tdx.c", "#include \"sub/own.h\"\n")
            .with(HOST + "sub/own.h", "#include \"../../up.h\"\n")
            .with("arch/x86/virt/vmx/up.h", "");
    assertThat(materialised(tree)).contains(HOST + "sub/own.h", "arch/x86/virt/vmx/up.h");
  }

  @Test
  void theDirectoryOfKvmIsSearchedForItsUnitsOnly() throws IOException {
    TreeOnDisk tree =
        tree()
            .with("arch/x86/kvm/vmx/tdx.c", "#include <kvm_own.h>\n")
            .with("arch/x86/kvm/kvm_own.h", "#include \"mmu/spte.h\"\n")
            .with("arch/x86/kvm/mmu/spte.h", "")
            .with("arch/x86/kvm/kvm_other.h", "")
            .with(HOST + "tdx.c", "#include <kvm_other.h>\n");
    assertThat(materialised(tree, "arch/x86/kvm/vmx/tdx.c"))
        .contains("arch/x86/kvm/kvm_own.h", "arch/x86/kvm/mmu/spte.h")
        .doesNotContain("arch/x86/kvm/kvm_other.h");
  }

  @Test
  void aUnitThatOnlyALaterStepHasDoesNoHarmBefore() throws IOException {
    assertThat(materialised(tree(), "drivers/virt/later.c")).doesNotContain("drivers/virt/later.c");
  }

  @Test
  void linksWithinTheTreeBecomeFilesAndThoseOutOfItAreNotFollowed(@TempDir Path outside)
      throws IOException {
    Path secret = Files.writeString(outside.resolve("secret.h"), "int secret;\n");
    TreeOnDisk tree =
        tree()
            .with(HOST + "tdx.c", "#include \"in.h\"\n#include \"out.h\"\n#include \"loop.h\"\n")
            .with("include/linux/target.h", "#include <linux/behind.h>\n")
            .with("include/linux/behind.h", "")
            .withLink(HOST + "in.h", "../../../../../include/linux/target.h")
            .withLink(HOST + "out.h", secret.toString())
            .withLink(HOST + "up.h", "../../../../../../secret.h")
            .withLink(HOST + "loop.h", "loop.h");
    assertThat(materialised(tree))
        .contains(HOST + "in.h", "include/linux/behind.h")
        .doesNotContain(HOST + "out.h", HOST + "up.h", HOST + "loop.h");
  }

  @Test
  void includesOutOfTheTreeAndOfNamesThatCannotBeAreLeftToTheCompiler() throws IOException {
    TreeOnDisk tree =
        tree()
            .with(
                HOST + "tdx.c",
                "#include \"/etc/hostname\"\n#include \"../../../../../../../../etc/hostname\"\n"
                    + "#include <../../../../etc/hostname>\n#include \"bad\0name.h\"\n"
                    + "#include \""
                    + "x".repeat(5000)
                    + ".h\"\n");
    assertThat(materialised(tree)).containsExactly("Makefile", HOST + "tdx.c");
  }

  @Test
  void aFileOfTheRootMayBeAskedFor() throws IOException {
    TreeOnDisk tree = tree().with("seamreplay.units", "host a.c\n").with("a.c", "");
    assertThat(materialised(tree, "seamreplay.units", "a.c", "../b.c", "/etc/hostname"))
        .containsExactly("Makefile", "a.c", HOST + "tdx.c", "seamreplay.units");
  }

  @Test
  void aCommitIsMaterialisedLikeADirectory(@TempDir Path repository) throws IOException {
    Git git = Git.init(repository);
    git.copy(KERNEL);
    git.commit("all");
    List<String> units = List.of(KernelTree.UNITS, "arch/x86/kvm/vmx/tdx.c", "/Makefile");
    try (Base commit = GitBase.open(repository, "HEAD");
        Base directory = DirectoryBase.open(KERNEL);
        Materialiser materialiser = new Materialiser(units, scratch)) {
      assertThat(files(materialiser.directory(commit)))
          .isEqualTo(files(materialiser.directory(directory)))
          .contains("Makefile", "arch/x86/kvm/vmx/tdx.c", KernelTree.UNITS);
    }
  }

  @Test
  void nothingIsLeftAfterwards() throws IOException {
    try (Base base = tree().open();
        Materialiser materialiser = new Materialiser(List.of(), scratch)) {
      assertThat(materialiser.directory(base)).isDirectory();
    }
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(scratch.resolve("file"), "");
    assertThatThrownBy(() -> new Materialiser(List.of(), file))
        .isInstanceOf(BadTree.class)
        .hasMessageContaining("file: cannot be written: ")
        .hasMessageEndingWith("; set java.io.tmpdir to a directory that can");
  }

  @Test
  void aUnitThatIncludesTooMuchIsNoKernel() throws IOException {
    StringBuilder all = new StringBuilder();
    TreeOnDisk tree = tree();
    for (int i = 0; i <= 20_000; i++) {
      all.append("#include \"").append(i).append(".h\"\n");
      tree.with(HOST + i + ".h", "");
    }
    tree.with(HOST + "tdx.c", all.toString());
    assertThatThrownBy(() -> materialised(tree))
        .isInstanceOf(CompileFailed.class)
        .hasMessage("the units include more than 20000 files; this is no kernel tree");
  }

  private List<String> materialised(TreeOnDisk tree, String... units) throws IOException {
    try (Base base = tree.open();
        Materialiser materialiser = new Materialiser(List.of(units), scratch)) {
      return files(materialiser.directory(base));
    }
  }

  private static TreeOnDisk tree() throws IOException {
    return TreeOnDisk.empty().with("Makefile", "VERSION = 7\n").with(HOST + "tdx.c", "");
  }

  private static Path kernel(String name) {
    return name.contains("/") ? Path.of(name) : Kernels.released(name).path();
  }

  private static List<String> files(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
