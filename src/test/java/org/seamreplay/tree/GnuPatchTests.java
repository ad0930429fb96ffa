package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;

/** Beside GNU patch, with fuzz. */
class GnuPatchTests {
  private static final Path PATCH = Path.of("/usr/bin/patch");

  private static final Pattern FUZZY =
      Pattern.compile("Hunk #(\\d+) succeeded at (\\d+) with fuzz (\\d+)");

  @BeforeTry
  void isThere() {
    assumeThat(PATCH).isExecutable();
  }

  @Property(tries = 150)
  void fuzzyHunksGoWhereGnuPatchPutsThem(@ForAll long seed) throws Exception {
    RandomText text = new RandomText(seed, 4 + new RandomText(seed, 2).below(40));
    List<String> before = text.file(40);
    List<String> after = text.edited(before, 1 + text.below(3));
    String hunks = RandomText.hunks(before, after, 2 + text.below(3));
    List<String> target = text.edited(before, 1 + text.below(3));
    if (hunks.isEmpty() || after.isEmpty() || target.isEmpty()) {
      return;
    }
    int fuzz = 1 + text.below(3);
    Path file = Files.createTempFile("seamreplay-gnu-patch", ".c");
    try {
      compare(file, RandomText.bytes(target), TestPatches.change("file.c", hunks), fuzz);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void compare(Path file, byte[] target, String diff, int fuzz) throws Exception {
    Files.write(file, target);
    Optional<SeriesStep> ours = Optional.empty();
    String refusal = "";
    try (Base base = TreeOnDisk.empty().with("file.c", target).open()) {
      ours =
          Optional.of(
              SeriesTree.apply(base, TestPatches.series(diff), new ApplyOptions(fuzz))
                  .steps()
                  .get(0));
    } catch (DoesNotApply e) {
      refusal = e.getMessage();
    }
    if (ours.isPresent() && ours.get().fuzzy().isEmpty()) {
      // Applied by git's rules, which GitApplyTests tests.
      return;
    }
    String said = patch(file, diff, fuzz);
    boolean applies = !said.contains("FAILED") && !said.contains("ignored");
    assertThat(ours.isPresent()).as("%s / %s\n%s", refusal, said, diff).isEqualTo(applies);
    if (applies) {
      assertThat(new String(ours.get().file("file.c").orElseThrow().content(), UTF_8))
          .as("%s\n%s", said, diff)
          .isEqualTo(Files.readString(file));
      List<String> fuzzy = new ArrayList<>();
      for (Placement placement : ours.get().fuzzy()) {
        fuzzy.add(placement.number() + " at " + placement.line() + " fuzz " + placement.fuzz());
      }
      List<String> expected = new ArrayList<>();
      for (Matcher m = FUZZY.matcher(said); m.find(); ) {
        expected.add(m.group(1) + " at " + m.group(2) + " fuzz " + m.group(3));
      }
      assertThat(fuzzy).isEqualTo(expected);
    }
  }

  private static String patch(Path file, String diff, int fuzz) throws Exception {
    Path input = Files.createTempFile("seamreplay-gnu-patch", ".diff");
    try {
      Files.writeString(input, diff);
      Process process =
          new ProcessBuilder(
                  PATCH.toString(),
                  "--force",
                  "--binary",
                  "--no-backup-if-mismatch",
                  "--reject-file=-",
                  "--verbose",
                  "--fuzz=" + fuzz,
                  "--input=" + input,
                  file.toString())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      process.waitFor();
      return said;
    } finally {
      Files.delete(input);
    }
  }
}
