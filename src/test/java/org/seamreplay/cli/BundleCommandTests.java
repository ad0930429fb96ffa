package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipFile;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.bundle.Forgery;

/** A finding in a bundle, from the machine it was seen on to one that has nothing. */
class BundleCommandTests {
  private static final String CHANGED =
      """
      diff --git a/P b/P
      index 0123456..1234567 100644
      --- a/P
      +++ b/P
      @@ -1,1 +1,1 @@
      -old
      +new
      """;

  private static final String ADDED =
      """
      diff --git a/P b/P
      new file mode 100644
      index 0000000..1234567
      --- /dev/null
      +++ b/P
      @@ -0,0 +1,1 @@
      +new
      """;

  private static final String RESUMED = "extension-interrupts/mem-add-each-page";

  @TempDir Path directory;

  private final Map<String, String> variables = new HashMap<>();
  private String out = "";
  private Path bundle;

  @BeforeEach
  void cacheOfTests() {
    variables.put("XDG_CACHE_HOME", Path.of("target/test-cache").toAbsolutePath().toString());
    bundle = directory.resolve("x.bundle");
  }

  private int run(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, UTF_8);
    int code = Main.run(new Environment(stream, stream, variables, false), arguments);
    out = bytes.toString(UTF_8);
    return code;
  }

  private Path brokenSeries() throws IOException {
    Path series = Files.createDirectory(directory.resolve("series"));
    try (Stream<Path> patches = Files.list(Path.of("patches"))) {
      for (Path patch : patches.toList()) {
        Files.writeString(
            series.resolve(patch.getFileName()),
            Files.readString(patch)
                .replace("seamcall_ret(TDH_EXT_MEM_ADD", "seamcall(TDH_EXT_MEM_ADD"));
      }
    }
    return series;
  }

  @Test
  void findingIsReproducedWithoutTheSeriesTheKernelAndTheCache() throws IOException {
    Path series = brokenSeries();
    assertThat(
            run(
                "bundle",
                "create",
                bundle.toString(),
                "--scenario",
                RESUMED,
                "--series",
                series.toString()))
        .as(() -> out)
        .isEqualTo(1);
    assertThat(out).contains("HPA_LIST_INFO.FIRST_ENTRY").contains("x.bundle: ");
    try (Stream<Path> patches = Files.list(series)) {
      for (Path patch : patches.toList()) {
        Files.delete(patch);
      }
    }
    variables.put("XDG_CACHE_HOME", directory.resolve("empty").toString());

    assertThat(run("bundle", "run", bundle.toString())).as(() -> out).isEqualTo(1);
    assertThat(out)
        .contains("HPA_LIST_INFO.FIRST_ENTRY")
        .containsPattern("02/15 > +[0-9]+ +status = seamcall\\(TDH_EXT_MEM_ADD, &args\\);")
        .endsWith("\nreproduced: 16 of 16 runs bit for bit\n");
  }

  /** The kernel code that comes along as a git repository. */
  private Path repository() throws Exception {
    Path repository = Files.createDirectory(directory.resolve("linux"));
    try (Git git = Git.init().setDirectory(repository.toFile()).call();
        Stream<Path> files = Files.walk(Path.of("fixtures/kernel"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = repository.resolve(Path.of("fixtures/kernel").relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
      Files.createDirectories(repository.resolve("Documentation/tdx"));
      Files.writeString(repository.resolve("Documentation/tdx/index.rst"), "TDX\n");
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("base")
          .setAuthor("a", "b")
          .setCommitter("a", "b")
          .setSign(false)
          .call();
    }
    return repository;
  }

  @Test
  void bundleOfACommitHasTheFilesOfThatCommit() throws Exception {
    Path repository = repository();
    Files.delete(repository.resolve("arch/x86/virt/vmx/tdx/tdx.c"));
    assertThat(
            run(
                "bundle",
                "create",
                bundle.toString(),
                "--scenario",
                "boot",
                "--platform",
                "laptop-8g",
                "--kernel",
                repository.toString(),
                "--base",
                "HEAD",
                "--series",
                "patches"))
        .isZero();

    assertThat(run("bundle", "run", bundle.toString(), "--quiet")).isZero();
    assertThat(out).isEqualTo("\nreproduced: 16 of 16 runs bit for bit\n");
  }

  @Test
  void scenariosAndProfilesOfOnesOwnTravelAlong() throws IOException {
    Path machine =
        Files.copy(
            Path.of("fixtures/platforms/laptop-8g.yaml"), directory.resolve("my-laptop.yaml"));
    Path scenario =
        Files.writeString(
            directory.resolve("mine.yaml"),
            Files.readString(Path.of("fixtures/scenarios/cpu-hotplug.yaml"))
                .replace("name: cpu-hotplug", "name: mine"));
    assertThat(
            run(
                "bundle",
                "create",
                bundle.toString(),
                "--series",
                "none",
                "--scenario",
                scenario.toString(),
                "--platform",
                machine.toString()))
        .isZero();
    Files.delete(machine);
    Files.delete(scenario);

    assertThat(run("bundle", "run", bundle.toString())).isZero();
    assertThat(out).contains("mine").endsWith("\nreproduced: 1 of 1 run bit for bit\n");
  }

  /** Nobody on the other machine has the files that a scenario names. */
  @Test
  void profilesThatAScenarioNamesTravelAlongAndNoPathDoes() throws IOException {
    Path machine =
        Files.copy(Path.of("fixtures/platforms/bench-64g.yaml"), directory.resolve("my-64g.yaml"));
    Path module =
        Files.copy(Path.of("fixtures/modules/tdx-1.5-fast.yaml"), directory.resolve("mine.yaml"));
    Path next =
        Files.copy(Path.of("fixtures/modules/tdx-1.5-next.yaml"), directory.resolve("next.yaml"));
    Path scenario =
        Files.writeString(
            directory.resolve("my-update.yaml"),
            Files.readString(Path.of("fixtures/scenarios/update.yaml"))
                .replace("name: update", "name: my-update")
                .replace("[bench-64g]", "[" + machine + "]")
                .replace("module: tdx-1.5-fast", "module: " + module)
                .replace("image: tdx-1.5-next", "image: " + next));
    String[] given = {"--series", "none", "--scenario", scenario.toString()};
    String[] create = {"bundle", "create", bundle.toString()};
    int asRun = run(join(new String[] {"run"}, given));
    assertThat(run(join(create, given))).as(() -> out).isEqualTo(asRun);
    assertThat(out).contains("my-update").doesNotContain("my-update@").doesNotContain("my-update+");
    for (Path file : List.of(machine, module, next, scenario)) {
      Files.delete(file);
    }

    assertThat(run("bundle", "run", bundle.toString())).as(() -> out).isEqualTo(asRun);
    assertThat(out).endsWith("\nreproduced: 1 of 1 run bit for bit\n");
    assertThat(run("bundle", "run", bundle.toString(), "--report", "json=-", "-q"))
        .isEqualTo(asRun);
    assertThat(out).contains("\"platform\":\"my-64g\"").doesNotContain(directory.toString());
    assertThat(traceOf("my-update")).contains("update next").doesNotContain(directory.toString());
  }

  private static String[] join(String[] left, String[] right) {
    return Stream.of(left, right).flatMap(Stream::of).toArray(String[]::new);
  }

  private String traceOf(String scenario) throws IOException {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry("traces/00/" + scenario + ".jsonl")).readAllBytes(),
          UTF_8);
    }
  }

  /** Also what is said of it: that three-way merging was tried, that there is a directory. */
  @Test
  void patchThatDoesNotApplyIsReproducedToo() throws Exception {
    Path repository = repository();
    for (String path : List.of("arch/x86", "Documentation", "no/such.c")) {
      Path series = Files.createDirectory(directory.resolve("series-" + path.replace('/', '-')));
      Files.writeString(
          series.resolve("0001-x.patch"),
          "From: A <a@b>\nSubject: [PATCH] x: change a path\n\n---\n"
              + (path.startsWith("no") ? CHANGED : ADDED).replace("P", path));
      String[] arguments = {
        "bundle",
        "create",
        bundle.toString(),
        "--force",
        "--scenario",
        "boot",
        "--kernel",
        repository.toString(),
        "--base",
        "HEAD",
        "--series",
        series.toString()
      };
      assertThat(run(arguments)).as(() -> out).isEqualTo(2);
      assertThat(out).contains("does not apply");

      assertThat(run("bundle", "run", bundle.toString())).as(() -> out).isEqualTo(1);
      assertThat(out).contains("does not apply").contains("\nreproduced: ");
    }
  }

  @Test
  void whatIsNotReproducedIsSaidWithExitCodeOne() throws IOException {
    run("bundle", "create", bundle.toString(), "--series", "none", "--scenario", "update");
    assertThat(run("bundle", "run", bundle.toString(), "--json")).isZero();
    assertThat(out)
        .hasLineCount(2)
        .startsWith("{\"")
        .endsWith("{\"reproduced\":true,\"same\":1,\"runs\":1,\"notes\":[],\"different\":[]}\n");

    Path forged = Forgery.ofTheFirstResult(bundle, directory.resolve("forged.bundle"));
    assertThat(run("bundle", "run", forged.toString(), "-q")).isEqualTo(1);
    assertThat(out)
        .contains("\nnot reproduced: 0 of 1 run bit for bit\n")
        .contains("  differs: 00/update\n");
    assertThat(run("bundle", "run", forged.toString(), "--json")).isEqualTo(1);
    assertThat(out).contains("\"reproduced\":false").contains("\"different\":[\"00/update\"]");
  }

  @Test
  void stepThatCannotBeMadeIsReproducedToo() throws IOException {
    Path series = brokenSeries();
    try (Stream<Path> patches = Files.list(series)) {
      Path second =
          patches.filter(p -> p.getFileName().toString().startsWith("0002")).findFirst().get();
      Files.writeString(
          second, Files.readString(second).replace("status = seamcall(TDH_EXT", "status = oops("));
    }
    run(
        "bundle",
        "create",
        bundle.toString(),
        "--scenario",
        "boot",
        "--platform",
        "laptop-8g",
        "--series",
        series.toString());

    assertThat(run("bundle", "run", bundle.toString())).isEqualTo(1);
    assertThat(out).contains("does not compile").contains("\nreproduced: ");
  }

  @Test
  void packedBundleIsReadAsItIs() throws IOException {
    run("bundle", "create", bundle.toString(), "--series", "none", "--scenario", "update");
    Path packed = directory.resolve("x.bundle.gz");
    try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(bundle, zip);
    }

    assertThat(run("bundle", "run", packed.toString(), "-q")).isZero();
    assertThat(out).contains("reproduced: 1 of 1");
  }

  @Test
  void badInputIsOneLineAndLeavesNothing() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no bundle");
    assertThat(run("bundle", "run", text.toString())).isEqualTo(2);
    assertThat(out).startsWith("seamreplay: ").contains("not a bundle").hasLineCount(1);
    assertThat(run("bundle", "run", "not-there")).isEqualTo(2);
    assertThat(out).isEqualTo("seamreplay: not-there: no such file\n");
    assertThat(run("bundle", "create", text.toString())).isEqualTo(2);
    assertThat(out).contains("is there already; replace it with --force").hasLineCount(1);
    assertThat(run("bundle", "create", "no/such/dir")).isEqualTo(2);
    assertThat(out).hasLineCount(1);
    assertThat(run("bundle", "create", bundle.toString(), "--series", "not-there")).isEqualTo(2);
    assertThat(bundle).doesNotExist();
    Path zeros = directory.resolve("zeros.gz");
    try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(zeros))) {
      byte[] block = new byte[1 << 20];
      for (int i = 0; i < 130; i++) {
        zip.write(block);
      }
    }
    assertThat(run("bundle", "run", zeros.toString())).isEqualTo(2);
    assertThat(out).contains("larger than 128 MB").hasLineCount(1);
  }
}
