package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever bytes come in, a series comes out or a {@link BadSeries} of one line, soon and without
 * more memory than the input asks for. What once did otherwise is kept in {@code found}.
 */
class SeriesFuzzTests {
  private static final Path FOUND = SampleTests.SAMPLES.resolve("found");
  private static final long MAX_ALLOCATED = 128L << 20;

  /** Of this thread, as the machine may have other things to do. */
  private static final long MAX_NANOS = 5_000_000_000L;

  private static final List<byte[]> SAMPLES = samples();

  /** Text that means something to one of the readers. */
  private static final List<String> WORDS =
      List.of(
          "From git@z Thu Jan  1 00:00:00 1970\n",
          "Subject: [PATCH v9 2/3] ",
          "\nIn-Reply-To: <p1@lab.example>\n",
          "Content-Type: multipart/mixed; boundary=\"=-b\"\n\n--=-b\n",
          "Content-Type: text/plain; charset=utf-16; format=flowed; delsp=yes\n",
          "Content-Transfer-Encoding: base64\n",
          "Content-Transfer-Encoding: quoted-printable\n",
          "Content-Type: message/rfc822; name=a.patch\n\n",
          "=?utf-8?q?",
          "?=",
          "=?utf-7?b?",
          "\n--=-b--\n",
          "\n---\n",
          "\n-- >8 --\n",
          "\ndiff --git a/x b/x\n",
          "diff --git \"a/\\303\" \"b/\\",
          "\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n",
          "\n--- /dev/null\n+++ /dev/null\n@@ -0,0 +1 @@\n+b\n",
          "\nnew file mode 100644\n",
          "\ndeleted file mode 100644\n",
          "\nrename from x\n",
          "\nrename to y\n",
          "\nold mode 100755\n",
          "\nindex 0000000..0000000\n",
          "@@ -1,0 +0,1 @@\n",
          "@@ -999999999,999999999 +0 @@\n",
          "\\ No newline at end of file\n",
          "GIT binary patch\n",
          "-----BEGIN PGP SIGNED MESSAGE-----\n",
          "\u001f\u008b",
          "\r\n",
          "\u0000",
          "\u00ff\u00fe",
          "\"",
          "((((",
          "::::");

  /** One change. */
  private record Mutation(int kind, int position, int length, long seed) {
    private byte[] apply(byte[] input) {
      Random random = new Random(seed);
      int at = input.length == 0 ? 0 : position % input.length;
      int count = Math.min(length, input.length - at);
      return switch (kind) {
        case 0 -> {
          byte[] flipped = input.clone();
          if (flipped.length > 0) {
            flipped[at] ^= (byte) (1 << random.nextInt(8));
          }
          yield flipped;
        }
        case 1 -> Arrays.copyOf(input, at);
        case 2 -> joined(input, at, new byte[0], at + count);
        case 3 -> joined(input, at, Arrays.copyOfRange(input, at, at + count), at);
        case 4 -> {
          byte[] noise = new byte[length];
          random.nextBytes(noise);
          yield joined(input, at, noise, at + count);
        }
        case 5 -> {
          byte[] run = new byte[length * 50];
          Arrays.fill(run, (byte) "=?\" (<[\n->@0".charAt(random.nextInt(12)));
          yield joined(input, at, run, at);
        }
        case 6, 7, 8 -> joined(input, at, word(random), at);
        case 9 -> joined(input, lineAt(input, at), word(random), lineAt(input, at));
        default -> {
          byte[] other = SAMPLES.get(random.nextInt(SAMPLES.size()));
          int from = lineAt(other, other.length == 0 ? 0 : random.nextInt(other.length));
          int to = Math.min(other.length, from + length * 10);
          yield joined(
              input, lineAt(input, at), Arrays.copyOfRange(other, from, to), lineAt(input, at));
        }
      };
    }

    private static byte[] word(Random random) {
      return WORDS.get(random.nextInt(WORDS.size())).getBytes(ISO_8859_1);
    }

    private static int lineAt(byte[] input, int at) {
      int start = at;
      while (start > 0 && input[start - 1] != '\n') {
        start--;
      }
      return start;
    }

    private static byte[] joined(byte[] input, int at, byte[] middle, int from) {
      byte[] out = Arrays.copyOf(input, at + middle.length + input.length - from);
      System.arraycopy(middle, 0, out, at, middle.length);
      System.arraycopy(input, from, out, at + middle.length, input.length - from);
      return out;
    }
  }

  private static List<byte[]> samples() {
    try {
      return SampleTests.names().stream()
          .map(SampleTests.SAMPLES::resolve)
          .filter(Files::isRegularFile)
          .map(SeriesFuzzTests::bytes)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<byte[]> broken() {
    Arbitrary<Mutation> mutation =
        Combinators.combine(
                Arbitraries.integers().between(0, 10),
                Arbitraries.integers().between(0, 1 << 20),
                Arbitraries.integers().between(1, 40),
                Arbitraries.longs())
            .as(Mutation::new);
    return Combinators.combine(Arbitraries.of(SAMPLES), mutation.list().ofMinSize(1).ofMaxSize(6))
        .as(
            (sample, mutations) -> {
              byte[] bytes = sample;
              for (Mutation one : mutations) {
                bytes = one.apply(bytes);
              }
              return bytes;
            });
  }

  @Property(
      tries = 4000,
      seed = "20260603",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void brokenMailIsReadOrRefusedInOneLine(@ForAll("broken") byte[] input) {
    check(input);
  }

  @Property(
      tries = 4000,
      seed = "20260604",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void brokenDiffsAreReadOrRefusedInOneLine(@ForAll("broken") byte[] input) {
    try {
      for (FilePatch file : DiffReader.read(input, "diff").files()) {
        assertThat(SafePath.objection(file.path())).isEmpty();
        assertThat(file.oldPath().flatMap(SafePath::objection)).isEmpty();
        for (Hunk hunk : file.hunks()) {
          assertThat(hunk.oldLines()).hasSize(hunk.oldCount());
          assertThat(hunk.newLines()).hasSize(hunk.newCount());
        }
      }
    } catch (BadSeries e) {
      oneLine(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatOnceWentWrong() throws IOException {
    try (Stream<Path> files = Files.list(FOUND)) {
      return files.sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(bytes(file))));
    }
  }

  static void check(byte[] input) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long started = threads.getCurrentThreadCpuTime();
    for (ReadOptions options :
        List.of(ReadOptions.DEFAULT, new ReadOptions(OptionalInt.empty(), true))) {
      try {
        SeriesSource source =
            new SeriesSource.Stream(new ByteArrayInputStream(input), "standard input");
        Series series = SeriesReader.read(source, options);
        assertThat(series.patches()).isNotEmpty();
        assertThat(series.id()).matches("[a-z0-9-]{1,60}");
        assertThat(Described.series(series)).isNotEmpty();
        for (Note note : series.notes()) {
          assertThat(note.text()).doesNotContain("\n").doesNotContain("\u001b");
        }
      } catch (BadSeries e) {
        oneLine(e);
      }
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MAX_ALLOCATED);
    assertThat(threads.getCurrentThreadCpuTime() - started).isLessThan(MAX_NANOS);
  }

  private static void oneLine(BadSeries e) {
    assertThat(e.getMessage())
        .hasSizeBetween(10, 1000)
        .matches(message -> message.chars().noneMatch(c -> Shown.isControl((char) c)));
  }
}
