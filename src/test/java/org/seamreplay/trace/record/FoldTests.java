package org.seamreplay.trace.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FoldTests {
  private final Fold<String> fold = new Fold<>(1000);

  @Test
  void equalCallsAreOneRun() {
    for (int i = 0; i < 255; i++) {
      fold.add("INIT", new long[] {7, 8});
    }
    fold.mark();
    assertThat(fold.runs()).hasSize(1);
    assertThat(fold.runs().get(0).times(0)).isEqualTo(255);
    assertThat(fold.runs().get(0).steps(0)).containsExactly(0, 0);
  }

  @Test
  void twoDifferentCallsStayTwoRecords() {
    fold.add("RD", new long[] {1});
    fold.add("RD", new long[] {2});
    fold.mark();
    assertThat(fold.runs()).hasSize(2);
  }

  @Test
  void threeEvenStepsAreOneRun() {
    for (int cpu = 0; cpu < 3; cpu++) {
      fold.add("LP.INIT", new long[] {cpu});
    }
    fold.mark();
    assertThat(fold.runs()).hasSize(1);
    assertThat(fold.runs().get(0).steps(0)).containsExactly(1);
  }

  @Test
  void anotherShapeEndsARun() {
    fold.add("A", new long[] {1});
    fold.add("B", new long[] {1});
    fold.add("A", new long[] {1});
    fold.mark();
    assertThat(fold.runs()).extracting(Fold.Run::shape).containsExactly("A", "B", "A");
  }

  /** RDX of TDH.SYS.TDMR.INIT at 256 calls a gigabyte: it moves with the 256th call. */
  @Test
  void slicesOfGigabytesAreThreeRunsHoweverLargeTheMachine() {
    int gigabytes = 6144;
    for (long call = 1; call <= 256L * gigabytes; call++) {
      fold.add("TDMR.INIT", new long[] {0, (call / 256) << 30});
    }
    fold.mark();
    assertThat(fold.runs()).hasSize(3);
    Fold.Run<String> middle = fold.runs().get(1);
    assertThat(middle.depth()).isEqualTo(2);
    assertThat(middle.times(0)).isEqualTo(256);
    assertThat(middle.times(1)).isEqualTo(gigabytes - 1);
    assertThat(middle.steps(1)).containsExactly(0, 1L << 30);
    assertThat(fold.calls()).isEqualTo(256L * gigabytes);
  }

  @Test
  void nothingFoldsAcrossAMark() {
    fold.add("A", new long[] {1});
    assertThat(fold.mark()).isEqualTo(1);
    fold.add("A", new long[] {1});
    fold.mark();
    assertThat(fold.runs()).hasSize(2);
  }

  @Test
  void aHundredThousandOpenRunsAreCompletedInOneGo() {
    Fold<String> large = new Fold<>(1 << 17);
    for (long i = 0; i < 100_000; i++) {
      large.add("A", new long[] {i * i});
    }
    large.add("B", new long[] {1});
    large.add("B", new long[] {1});

    // The run of B is closed by a call of another kind: all before it are, too.
    large.add("C", new long[] {1});

    assertThat(large.mark()).isEqualTo(100_002);
  }

  @Test
  void callsBeyondTheLimitAreRefused() {
    Fold<String> small = new Fold<>(2);
    assertThat(small.add("A", new long[] {1})).isTrue();
    assertThat(small.add("B", new long[] {1})).isTrue();
    assertThat(small.add("B", new long[] {1})).isTrue();
    assertThat(small.add("C", new long[] {1})).isFalse();
    assertThat(small.calls()).isEqualTo(3);
  }

  @Property(tries = 2000)
  void unfoldingGivesBackWhatWasFolded(@ForAll("streams") List<long[]> stream) {
    Fold<Long> folded = new Fold<>(100_000);
    int marks = 0;
    for (long[] call : stream) {
      folded.add(call[0], new long[] {call[1], call[2]});
      if (call[2] == 3 && marks++ < 2) {
        folded.mark();
      }
    }
    folded.mark();
    List<List<Long>> expanded = new ArrayList<>();
    for (Fold.Run<Long> run : folded.runs()) {
      Fold.expand(run, (shape, cells) -> expanded.add(List.of(shape, cells[0], cells[1])));
    }
    assertThat(expanded).isEqualTo(stream.stream().map(c -> List.of(c[0], c[1], c[2])).toList());
    assertThat(folded.calls()).isEqualTo(stream.size());
  }

  /** A loop nest up to three deep folds into one record, whatever its counts and steps. */
  @Property(tries = 500)
  void perfectLoopNestIsFewRecords(@ForAll("nests") long[] nest) {
    Fold<String> folded = new Fold<>(100_000);
    for (long i = 0; i < nest[0]; i++) {
      for (long j = 0; j < nest[1]; j++) {
        for (long k = 0; k < nest[2]; k++) {
          folded.add("A", new long[] {i * 10_000 + j * 100, k});
        }
      }
    }
    folded.mark();
    assertThat(folded.runs()).hasSize(1);
  }

  @Provide
  Arbitrary<List<long[]>> streams() {
    // Small alphabets and repeated blocks, so that loops, broken loops and loops of loops occur.
    Arbitrary<long[]> call =
        Arbitraries.longs()
            .between(0, 4)
            .array(long[].class)
            .ofSize(3)
            .map(c -> new long[] {c[0] / 3, c[1] % 3, c[2]});
    Arbitrary<List<long[]>> block =
        Arbitraries.oneOf(
            call.list().ofMaxSize(4),
            call.map(c -> repeated(c, 4, 0)),
            call.map(c -> repeated(c, 5, 1)),
            call.map(c -> repeated(c, 3, 2)));
    return block
        .list()
        .ofMaxSize(8)
        .flatMap(
            blocks ->
                Arbitraries.integers()
                    .between(1, 5)
                    .map(
                        times -> {
                          List<long[]> result = new ArrayList<>();
                          for (int i = 0; i < times; i++) {
                            blocks.forEach(result::addAll);
                          }
                          return result;
                        }));
  }

  @Provide
  Arbitrary<long[]> nests() {
    return Arbitraries.longs().between(3, 9).array(long[].class).ofSize(3);
  }

  private static List<long[]> repeated(long[] call, int times, int step) {
    List<long[]> result = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      result.add(new long[] {call[0], call[1], call[2] + (long) i * step});
    }
    return result;
  }
}
