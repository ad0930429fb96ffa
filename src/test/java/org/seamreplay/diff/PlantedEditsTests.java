package org.seamreplay.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.seamreplay.trace.Trace;

/** What is planted is found, all of it and nothing else. */
class PlantedEditsTests {
  private static final String[] LEAVES = {
    "TDH.SYS.RD", "TDH.SYS.TDMR.INIT", "TDH.EXT.MEM.ADD", "TDH.PHYMEM.PAGE.WBINVD"
  };

  /** A call that no other number makes. */
  private static Calls distinct(int number) {
    String operand = number % 4 == 0 ? "FIELD_ID" : number % 4 == 1 ? "TDMR_BASE" : "PAGE";
    // Squares do not step evenly, so no three of them are a loop.
    return Calls.call(
            LEAVES[number % LEAVES.length],
            operand + "=0x" + Long.toHexString((long) number * number))
        .out("VALUE=0x" + Long.toHexString(7L * number))
        .cpu(number % 3);
  }

  @Property(tries = 300)
  void everyPlantedEditIsFoundWhereItIs(
      @ForAll @LongRange(min = 0) long seed, @ForAll @IntRange(min = 30, max = 200) int size) {
    Random random = new Random(seed);
    List<Calls> before = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      before.add(distinct(i + 1));
    }
    TreeSet<Integer> places = new TreeSet<>();
    while (places.size() < size / 10) {
      // Not side by side: a call deleted next to one inserted is as well one that changed.
      places.add(2 * random.nextInt(size / 2));
    }
    List<Calls> after = new ArrayList<>();
    List<String> planted = new ArrayList<>();
    int fresh = size + 1;
    for (int i = 0; i < size; i++) {
      Calls call = before.get(i);
      if (places.contains(i)) {
        switch (random.nextInt(5)) {
          case 0 -> {
            planted.add("MISSING " + i + " -1 ");
            continue;
          }
          case 1 -> {
            planted.add("EXTRA -1 " + after.size() + " ");
            after.add(distinct(fresh++));
          }
          case 2 -> {
            planted.add("OPERAND " + i + " " + after.size() + " cpu");
            call = call.cpu(9);
          }
          case 3 -> {
            planted.add("RESULT " + i + " " + after.size() + " out.VALUE");
            call = call.out("VALUE=0xffff");
          }
          default -> {
            planted.add("RESULT " + i + " " + after.size() + " status");
            call = call.status(0x8000_0203_0000_0000L);
          }
        }
      }
      after.add(call);
    }
    List<String> found = new ArrayList<>();
    for (Divergence d : TraceDiff.between(Calls.trace(before), Calls.trace(after))) {
      found.add(d.kind() + " " + d.expectedAt() + " " + d.gotAt() + " " + d.what());
      assertThat(d.calls()).isEqualTo(1);
      assertThat(d.cause()).isNotBlank();
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(planted);
  }

  @Property(tries = 200)
  void aMovedBlockIsOneMove(
      @ForAll @IntRange(min = 6, max = 60) int size, @ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    List<Calls> before = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      before.add(distinct(i + 1));
    }
    int length = 1 + random.nextInt(size / 3);
    int from = random.nextInt(size - length + 1);
    List<Calls> after = new ArrayList<>(before);
    List<Calls> block = new ArrayList<>(after.subList(from, from + length));
    after.subList(from, from + length).clear();
    int to = random.nextInt(after.size() + 1);
    after.addAll(to, block);
    List<Divergence> all = TraceDiff.between(Calls.trace(before), Calls.trace(after));
    if (to == from) {
      assertThat(all).isEmpty();
      return;
    }
    assertThat(all).extracting(Divergence::kind).containsExactly(Divergence.Kind.MOVED);
    // A block that passes a shorter one is the same as the shorter one passing it.
    assertThat(all.get(0).calls()).isEqualTo(Math.min(length, Math.abs(to - from)));
  }

  @Property(tries = 500)
  void noDifferenceIfAndOnlyIfTheMeaningIsTheSame(
      @ForAll("traces") Trace a, @ForAll("traces") Trace b) {
    assertThat(TraceDiff.between(a, a)).isEmpty();
    assertThat(TraceDiff.between(a, b).isEmpty()).isEqualTo(TraceDiff.sameMeaning(a, b));
    assertThat(TraceDiff.sameMeaning(a, b))
        .isEqualTo(Calls.unfolded(a).lines().equals(Calls.unfolded(b).lines()));
  }

  @Property(tries = 500)
  void foldingIsNeverADifference(@ForAll("traces") Trace a) {
    assertThat(TraceDiff.between(a, Calls.unfolded(a))).isEmpty();
    assertThat(TraceDiff.between(Calls.unfolded(a), a)).isEmpty();
    assertThat(TraceDiff.sameMeaning(a, Calls.unfolded(a))).isTrue();
  }

  @Property(tries = 300)
  void asManyDifferencesHoweverFolded(@ForAll("traces") Trace a, @ForAll("traces") Trace b) {
    // Counted in calls: what is one-sided on both sides accounts for the lengths.
    for (Trace other : List.of(b, Calls.unfolded(b))) {
      long balance = 0;
      for (Divergence d : TraceDiff.between(a, other)) {
        if (d.what().equals("step")) {
          continue;
        }
        balance += d.kind() == Divergence.Kind.EXTRA ? d.calls() : 0;
        balance -= d.kind() == Divergence.Kind.MISSING ? d.calls() : 0;
      }
      assertThat(balance).isEqualTo(b.callCount() - a.callCount());
    }
  }

  /** Few different calls, so that they repeat, fold and match in many ways. */
  @Provide
  Arbitrary<Trace> traces() {
    Arbitrary<Calls> single =
        Arbitraries.integers()
            .between(0, 3)
            .map(i -> Calls.call("TDH.SYS.TDMR.INIT", "TDMR_BASE=0x" + i));
    Arbitrary<Calls> loop =
        Arbitraries.integers()
            .between(2, 4)
            .flatMap(
                times ->
                    single.flatMap(
                        call ->
                            Arbitraries.of(
                                call.times(times),
                                call.times(times, "in.TDMR_BASE=0x1"),
                                call.times(times, "cpu=0x1"),
                                call.times(2).times(times, "in.TDMR_BASE=0x1"),
                                call.times(3, "in.TDMR_BASE=0x1").times(times, "cpu=0x1"))));
    Arbitrary<TraceMaker> step =
        Arbitraries.integers().between(0, 1).map(i -> Calls.step("step " + i, 0));
    Arbitrary<TraceMaker> maker =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, single.map(c -> (TraceMaker) c)),
            net.jqwik.api.Tuple.of(4, loop.map(c -> (TraceMaker) c)),
            net.jqwik.api.Tuple.of(1, step));
    return maker.list().ofMaxSize(10).map(makers -> Calls.trace(makers));
  }
}
