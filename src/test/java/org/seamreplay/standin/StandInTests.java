package org.seamreplay.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.run.Kernels;
import org.seamreplay.series.Patch;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;
import org.seamreplay.tree.Git;

/** The posting that comes along, on released kernels. */
class StandInTests {
  /** The head of a function at the margin, among the lines to put in. */
  private static final Pattern NEW_FUNCTION =
      Pattern.compile("(?m)^\\+(?:static|void|bool|u64|int)\\b[^;=(\\n]*?(\\w+)\\((?!.*;$)");

  private static final String CORE = "arch/x86/virt/vmx/tdx/";

  /** Shorter lines are C that everybody writes. */
  private static final int TELLING = 70;

  @TempDir private Path directory;

  private static StandIn on(String release) throws IOException {
    return StandIn.on(Kernels.released(release).path(), StandIn.EDITS);
  }

  private static Series read(SeriesSource source) {
    return SeriesReader.read(source, ReadOptions.DEFAULT);
  }

  private static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(directory.relativize(file).toString(), Files.readString(file, ISO_8859_1));
      }
    }
    return files;
  }

  /** A copy of what the patches change, and of the headers beside it, to apply patches to. */
  private Git copyOf(String release) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "no /usr/bin/git");
    Path kernel = Kernels.released(release).path();
    Git git = Git.init(Files.createDirectory(directory.resolve("kernel")));
    for (String part : List.of("arch/x86/virt/vmx/tdx", "arch/x86/include", "arch/x86/kvm/vmx")) {
      for (Map.Entry<String, String> file : files(kernel.resolve(part)).entrySet()) {
        git.write(part + "/" + file.getKey(), file.getValue().getBytes(ISO_8859_1));
      }
    }
    String guest = "drivers/virt/coco/tdx-guest/tdx-guest.c";
    git.write(guest, Files.readAllBytes(kernel.resolve(guest)));
    return git;
  }

  /** The patches without the cover letter, in order. */
  private List<Path> patchesOn(String release) throws IOException {
    Path patches = directory.resolve("patches");
    on(release).directory(patches);
    List<String> names = files(patches).keySet().stream().toList();
    assertThat(names).hasSize(18).element(0).isEqualTo("0000-cover-letter.patch");
    return names.stream().skip(1).map(patches::resolve).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7.2", "7.3"})
  void gitTakesEachPatch(String release) throws IOException {
    Git git = copyOf(release);
    for (Path patch : patchesOn(release)) {
      git.run("apply", "--whitespace=error-all", patch.toString());
    }
  }

  @Test
  void theHostCoreCompilesAtEachStep() throws IOException {
    Git git = copyOf("7.3");
    Compiler compiler = new Compiler(Path.of("target/test-cache").toAbsolutePath());
    for (Path patch : patchesOn("7.3")) {
      git.run("apply", patch.toString());
      for (String unit : List.of("tdx.c", "seamldr.c")) {
        assertThatCode(() -> compiler.kernelUnit(git.directory(), CORE + unit))
            .as("%s after %s", unit, patch.getFileName())
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void directoryMailboxAndBranchAreTheSameSeries() throws IOException {
    StandIn standIn = on("7.3");
    standIn.directory(directory.resolve("patches"));
    standIn.mbox(directory.resolve("series.mbox"));
    standIn.branch(directory.resolve("kernel.git"));

    Series patches = read(SeriesSource.of(directory.resolve("patches")));
    Series mbox = read(SeriesSource.of(directory.resolve("series.mbox")));
    Series branch = read(new SeriesSource.Range(directory.resolve("kernel.git"), "base..posting"));

    assertThat(patches.patches()).hasSize(17).extracting(Patch::number).doesNotHaveDuplicates();
    assertThat(patches.version()).isEqualTo(2);
    assertThat(patches.notes()).isEmpty();
    assertThat(mbox.notes()).isEmpty();
    for (Series other : List.of(mbox, branch)) {
      assertThat(other.patches()).extracting(Patch::subject).isEqualTo(subjects(patches));
      assertThat(other.patches())
          .extracting(Patch::body)
          .isEqualTo(patches.patches().stream().map(Patch::body).toList());
      assertThat(other.patches())
          .extracting(patch -> patch.date().orElseThrow().toInstant())
          .isEqualTo(
              patches.patches().stream().map(p -> p.date().orElseThrow().toInstant()).toList());
    }
  }

  private static List<String> subjects(Series series) {
    return series.patches().stream().map(Patch::subject).toList();
  }

  @Test
  void theSameBytesEachTime() throws IOException {
    for (String time : List.of("first", "second")) {
      StandIn standIn = on("7.3");
      Path out = Files.createDirectory(directory.resolve(time));
      standIn.directory(out.resolve("patches"));
      standIn.mbox(out.resolve("series.mbox"));
    }
    assertThat(files(directory.resolve("second"))).isEqualTo(files(directory.resolve("first")));
  }

  @Test
  void aKernelThatIsTooOldIsToldByTheEditThatDoesNotFit() {
    assertThatThrownBy(() -> on("6.12"))
        .isInstanceOf(BadEdits.class)
        .hasMessage(
            "fixtures/postings/on-linux/01-leaf-version.edits:10: arch/x86/virt/vmx/tdx/tdx.h:"
                + " no line with `#define TDH_VP_INIT`");
  }

  /** Otherwise nobody would notice what binds to the names of our own kernel. */
  @Test
  void newFunctionsHaveNamesOfTheirOwn() throws IOException {
    Set<String> names = new TreeSet<>();
    NEW_FUNCTION
        .matcher(String.join("\n", files(StandIn.EDITS).values()))
        .results()
        .forEach(found -> names.add(found.group(1)));

    StringBuilder shipped = new StringBuilder();
    for (String path :
        List.of("patches", "fixtures/kernel", "fixtures/postings/b", "fixtures/scenarios")) {
      files(Path.of(path)).values().forEach(shipped::append);
    }
    assertThat(names)
        .hasSizeGreaterThan(15)
        .noneMatch(name -> Pattern.compile("\\b" + name + "\\b").matcher(shipped).find());
  }

  @Test
  void noLineOfTheKernelComesAlong() throws IOException {
    Path kernel = Kernels.released("7.3").path();
    Set<String> lines = new TreeSet<>();
    for (String path : on("7.3").paths()) {
      Files.readString(kernel.resolve(path), ISO_8859_1)
          .lines()
          .map(String::strip)
          .forEach(lines::add);
    }
    assertThat(files(StandIn.EDITS).values())
        .flatExtracting(text -> text.lines().toList())
        .filteredOn(line -> line.startsWith("+"))
        .extracting(line -> line.substring(1).strip())
        .filteredOn(line -> line.length() > TELLING)
        .isNotEmpty()
        .noneMatch(lines::contains);
  }
}
