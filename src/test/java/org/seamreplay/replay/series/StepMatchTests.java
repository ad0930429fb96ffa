package org.seamreplay.replay.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seamreplay.series.Patch;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;

/** Which patch of one posting is which of the other. */
class StepMatchTests {
  private static List<Patch> patches(String directory) {
    return SeriesReader.read(SeriesSource.of(Path.of(directory)), ReadOptions.DEFAULT).patches();
  }

  private static Optional<Integer> partnerInFirst(List<StepMatch> matches, int second) {
    return matches.stream()
        .filter(match -> match.second().map(Patch::number).equals(Optional.of(second)))
        .findFirst()
        .orElseThrow()
        .first()
        .map(Patch::number);
  }

  @Test
  void postingIsItself() {
    List<Patch> patches = patches("patches");
    assertThat(StepMatch.of(patches, patches))
        .hasSize(15)
        .allSatisfy(match -> assertThat(match.first()).isEqualTo(match.second()))
        .allSatisfy(match -> assertThat(match.alike()).isEqualTo(1));
  }

  @Test
  void patchesMatchBySubjectWhereverTheyStand() {
    List<StepMatch> matches = StepMatch.of(patches("patches"), patches("fixtures/postings/b"));
    assertThat(partnerInFirst(matches, 1))
        .as("leaf versions come first in the second")
        .hasValue(14);
    assertThat(partnerInFirst(matches, 13)).as("quoting is enabled before KVM").hasValue(15);
  }

  @Test
  void patchWithAnotherSubjectMatchesByWhatItChanges() {
    List<StepMatch> matches = StepMatch.of(patches("patches"), patches("fixtures/postings/b"));
    assertThat(partnerInFirst(matches, 9)).as("... during bringup and update").hasValue(6);
  }

  @Test
  void patchThatIsOnlyInOneHasNoPartner() {
    List<StepMatch> matches = StepMatch.of(patches("patches"), patches("fixtures/postings/b"));
    assertThat(partnerInFirst(matches, 7)).isEmpty();
    assertThat(StepMatch.of(patches("patches"), List.of()))
        .hasSize(15)
        .allSatisfy(match -> assertThat(match.second()).isEmpty());
  }
}
