package org.seamreplay.replay.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;
import org.seamreplay.tree.ApplyOptions;
import org.seamreplay.tree.Base;
import org.seamreplay.tree.DirectoryBase;
import org.seamreplay.tree.Git;
import org.seamreplay.tree.GitBase;

/** What a plan says of its base. */
class SeriesPlanTests {
  private static final Path KERNEL = Path.of("fixtures/kernel");
  private static final String UNIT = "arch/x86/virt/vmx/tdx/tdx.c";

  private final Series series =
      SeriesReader.read(SeriesSource.of(Path.of("patches")), ReadOptions.DEFAULT);

  @Test
  void aBaseThatFitsIsNotWorthANote() {
    try (Base base = DirectoryBase.open(KERNEL)) {
      assertThat(SeriesPlan.of(base, series, ApplyOptions.DEFAULT).notes()).isEmpty();
    }
  }

  @Test
  void whenThePatchesDoNotApplyTheBaseThatFitsIsNamed(@TempDir Path directory) throws IOException {
    Git git = Git.init(directory);
    git.copy(KERNEL);
    git.commit("what the series was made on");
    git.run("tag", "v7.3");
    git.write(UNIT, Files.readString(KERNEL.resolve(UNIT)).replace("{\n", "{\n\n"));
    git.commit("something else");
    try (Base base = GitBase.open(directory, "HEAD")) {
      SeriesPlan plan = SeriesPlan.of(base, series, ApplyOptions.DEFAULT);
      assertThat(plan.stopped()).isPresent();
      assertThat(plan.notes().get(0))
          .startsWith("the base: ")
          .endsWith(" files are those the series was made on, not " + UNIT);
      assertThat(plan.notes().get(1)).startsWith("fits: --base v7.3 (");
      assertThat(plan.stoppedStep().orElseThrow().details())
          .anyMatch(line -> line.startsWith("tried git am -3: "));
    }
  }
}
