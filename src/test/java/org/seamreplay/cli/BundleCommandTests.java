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
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finding in a bundle, from the machine it was seen on to one that has nothing. */
class BundleCommandTests {
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

  @Test
  void bundleOfACommitHasTheFilesOfThatCommit() throws Exception {
    Path repository = Files.createDirectory(directory.resolve("linux"));
    try (Git git = Git.init().setDirectory(repository.toFile()).call();
        Stream<Path> files = Files.walk(Path.of("fixtures/kernel"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = repository.resolve(Path.of("fixtures/kernel").relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("base")
          .setAuthor("a", "b")
          .setCommitter("a", "b")
          .setSign(false)
          .call();
      Files.delete(repository.resolve("arch/x86/virt/vmx/tdx/tdx.c"));
    }
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
    assertThat(out).contains("mine").endsWith("\nreproduced: 1 of 1 runs bit for bit\n");
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
