package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.seamreplay.series.BadSeries;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;

/** Whatever a mailbox holds: it is applied, or refused in one line. */
class SeriesFuzzTests {
  private static final Path KERNEL = Path.of("fixtures/kernel");

  /** What means something in mails and diffs. */
  private static final List<String> WORDS =
      List.of(
          "--- a/../x\n",
          "+++ /dev/null\n",
          "@@ -1,4294967295 +1,2 @@\n",
          "@@ -0,0 +1 @@\n",
          "@@ -1 +0,0 @@\n",
          "rename from a\n",
          "copy to b\n",
          "old mode 100644\n",
          "new file mode 120000\n",
          "deleted file mode 100644\n",
          "index 0000000..1111111\n",
          "\\ No newline at end of file\n",
          "GIT binary patch\n",
          "diff --git a/a b/b\n",
          "From \n",
          "Subject: [PATCH 99/3]\n",
          "base-commit: 0123456789abcdef\n",
          "\u0000",
          "-- \n",
          "\r\n");

  @Property(tries = 150)
  void aDamagedSeriesIsAppliedOrRefusedInOneLine(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] damaged = damaged(SHIPPED.get(random.nextInt(SHIPPED.size())), random);
    try (Base base = DirectoryBase.open(KERNEL)) {
      SeriesTree.apply(
          base,
          SeriesReader.read(
              new SeriesSource.Stream(new ByteArrayInputStream(damaged), "standard input"),
              new ReadOptions(OptionalInt.empty(), random.nextBoolean())),
          new ApplyOptions(random.nextInt(3)));
    } catch (DoesNotApply e) {
      assertThat(e.details()).isNotEmpty().noneMatch(line -> line.contains("\n"));
      assertOneLine(e);
    } catch (BadSeries | BadTree e) {
      assertOneLine(e);
    }
  }

  private static void assertOneLine(RuntimeException e) {
    assertThat(e.getMessage()).isNotBlank().doesNotContain("\n").hasSizeLessThan(2_000);
  }

  private static final List<byte[]> SHIPPED =
      List.of(mailbox(Path.of("patches")), mailbox(Path.of("fixtures/postings/b")));

  private static byte[] mailbox(Path directory) {
    ByteArrayOutputStream box = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".patch")).sorted().toList()) {
        box.writeBytes(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return box.toByteArray();
  }

  private static byte[] damaged(byte[] mailbox, Random random) {
    List<String> lines =
        new ArrayList<>(Arrays.asList(new String(mailbox, ISO_8859_1).split("(?<=\n)", -1)));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      switch (random.nextInt(7)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, line);
        case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
        case 3 -> lines.add(at, WORDS.get(random.nextInt(WORDS.size())));
        case 4 -> lines.set(at, line.replaceAll("[0-9]+", Integer.toString(random.nextInt(3000))));
        case 5 -> {
          char[] text = line.toCharArray();
          for (int k = 0; k < text.length; k += 1 + random.nextInt(20)) {
            text[k] = (char) random.nextInt(256);
          }
          lines.set(at, new String(text));
        }
        default -> lines.subList(at, Math.min(lines.size(), at + random.nextInt(200))).clear();
      }
      if (lines.isEmpty()) {
        lines.add("");
      }
    }
    return String.join("", lines).getBytes(ISO_8859_1);
  }
}
