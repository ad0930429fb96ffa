package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, as a shell starts it. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTests {
  /** Names as a process in the C locale cannot say them itself; a shell can. */
  private static final String ODD = "käse und brot";

  @TempDir Path directory;

  private final Map<String, String> variables = new HashMap<>();
  private Path launcher;
  private String out;
  private String err;

  @BeforeEach
  void install() throws IOException {
    Path home = directory.resolve("in stalled");
    launcher = home.resolve("bin/seamreplay");
    Files.createDirectories(launcher.getParent());
    Files.copy(Path.of("src/main/launcher/seamreplay"), launcher);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(home.resolve("lib"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream jar = Files.newOutputStream(home.resolve("lib/seamreplay-test.jar"))) {
      new JarOutputStream(jar, manifest).close();
    }
    variables.put("XDG_CACHE_HOME", Path.of("target/test-cache").toAbsolutePath().toString());
    variables.put("JAVA_HOME", System.getProperty("java.home"));
  }

  /** What a shell makes of a line, in a directory below the test's; its exit code. */
  private int shell(String where, String line) throws Exception {
    Path outFile = directory.resolve("out");
    Path errFile = directory.resolve("err");
    // As a file, because this process may be in a locale that cannot pass the line on.
    Path script = Files.writeString(directory.resolve("script"), "cd '" + where + "' && " + line);
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", script.toString())
            .directory(directory.toFile())
            .redirectOutput(outFile.toFile())
            .redirectError(errFile.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().putAll(variables);
    int code = builder.start().waitFor();
    out = Files.readString(outFile, UTF_8);
    err = Files.readString(errFile, UTF_8);
    return code;
  }

  private void starts(String line) throws Exception {
    assertThat(shell(".", line + " --version")).as(line).isZero();
    assertThat(out).startsWith("seamreplay ");
    assertThat(err).isEmpty();
  }

  /** The small kernel, below the test's directory. */
  private Path kernel() throws IOException {
    Path from = Path.of("fixtures/kernel");
    Path to = directory.resolve("tree");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }

  @Test
  void findsItsLibrariesFromWhereverItIsCalled() throws Exception {
    Files.createDirectories(directory.resolve("elsewhere"));
    Files.createSymbolicLink(directory.resolve("elsewhere/sr"), launcher);
    Files.createSymbolicLink(directory.resolve("again"), Path.of("elsewhere/sr"));
    starts("'in stalled/bin/seamreplay'");
    starts("elsewhere/sr");
    starts("./again");
    starts("PATH=\"$PWD/elsewhere:$PATH\" && sr");
    starts("CDPATH=/ && 'in stalled/bin/seamreplay'");
  }

  @Test
  void kernelIsFoundByAnyRelativePath() throws Exception {
    kernel();
    String check = "\"$OLDPWD/in stalled/bin/seamreplay\" shim check --kernel ";
    for (String[] at : new String[][] {{"tree", "."}, {"tree", "./"}, {"tree/arch/x86", "../.."}}) {
      assertThat(shell(at[0], check + at[1])).as(at[1] + " " + err).isZero();
      assertThat(out).contains("fixture: 6 units compile; ");
    }
  }

  @Test
  void pathsMayHaveAnyLetterInAnyLocale() throws Exception {
    kernel();
    for (String locale : new String[] {"C", "POSIX", "C.UTF-8", ""}) {
      variables.put("LC_ALL", locale);
      String line =
          "mkdir -p 'NAME' && cp -r tree 'NAME' && 'in stalled/bin/seamreplay' run --kernel"
              + " 'NAME/tree' --scenario boot-failures/not-loaded --traces 'NAME' --report"
              + " text='NAME/report.txt' && cat 'NAME/report.txt'";
      assertThat(shell(".", line.replace("NAME", ODD))).as(locale + " " + err).isZero();
      assertThat(out).contains("1 run: no findings");
    }
  }

  @Test
  void homeThatCannotBeWrittenDoesNotMatter() throws Exception {
    variables.put("XDG_CACHE_HOME", "");
    variables.put("HOME", Files.createFile(directory.resolve("file")).toString());
    assertThat(
            shell(
                ".",
                "'in stalled/bin/seamreplay' run --series none --scenario boot-failures/not-loaded"))
        .as(err)
        .isZero();
    assertThat(out).contains("1 run: no findings");
    assertThat(err).contains("file/.cache/seamreplay: cannot be written, so").hasLineCount(1);
  }
}
