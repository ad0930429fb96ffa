package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A series of one patch, of which nothing is said in the plural. */
class OnePatchTests {
  private static final String MANY =
      "(?s).*\\b1 (further )?(patches|runs|steps|findings|files|lines|differences|SEAMCALLs|calls"
          + "|units|traces|bytes|functions|places|changes|commits|hunks)\\b.*";

  @TempDir Path directory;

  private String said(String line) throws IOException {
    Path series = directory.resolve("one.patch");
    String first = "patches/0001-x86-virt-tdx-Read-global-metadata-for-TDX-Module-Ext.patch";
    Files.writeString(
        series, Files.readString(Path.of(first)).replaceFirst("\\[PATCH[^]]*]", "[PATCH]"));
    String[] words =
        line.replace("ONE", series.toString()).replace("DIR", directory.toString()).split(" ");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, UTF_8);
    Map<String, String> variables =
        Map.of("XDG_CACHE_HOME", Path.of("target/test-cache").toAbsolutePath().toString());
    int code = Main.run(new Environment(stream, stream, variables, false), words);
    String text = bytes.toString(UTF_8);
    assertThat(code).as(text).isIn(0, 1);
    return text;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --series ONE --scenario boot-failures/not-loaded",
        "run --series ONE --scenario extensions/none",
        "run --series none --scenario boot-failures/not-loaded",
        "run --series ONE --scenario extensions/pages-1 --shard 1/1",
        "compare ONE ONE --scenario extensions/none",
        "coverage --series ONE --scenario boot-failures/not-loaded",
        "bisect --series ONE --scenario extensions/none",
        "record --series ONE --scenario extensions/none --traces DIR/t",
        "verify traces/linux-7.3/boot-failures/not-loaded.jsonl",
        "diff traces/linux-7.3/boot.jsonl traces/linux-7.3/boot@laptop-8g.jsonl",
        "shim check"
      })
  void nothingIsSaidInThePlural(String line) throws IOException {
    assertThat(said(line)).doesNotMatch(MANY);
  }

  @Test
  void nothingIsWrittenInThePlural() throws IOException {
    said(
        "run --series ONE --scenario extensions/none --report text=DIR/r.txt --report"
            + " html=DIR/r.html --report junit=DIR/r.xml --report sarif=DIR/r.sarif");
    for (String name : new String[] {"r.txt", "r.html", "r.xml", "r.sarif"}) {
      assertThat(Files.readString(directory.resolve(name))).as(name).doesNotMatch(MANY);
    }
    said("bundle create DIR/one.bundle --series ONE --scenario extensions/none");
    assertThat(said("bundle run DIR/one.bundle")).contains("of ").doesNotMatch(MANY);
  }
}
