package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.MetadataField;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.module.port.ModuleObserver;
import org.seamreplay.module.state.SystemState;

/**
 * Any sequence of calls with any operands: no exception, statuses from the table only, and a state
 * that makes sense after each call.
 */
class RandomCallsTests {
  /** RAX, the LP, and operands from RCX to R11. */
  record Step(long rax, int lp, List<Long> operands) {}

  private static final long[] ADDRESSES = {
    0,
    TestHost.ARRAY,
    TestHost.SHARED,
    TestHost.PAMTS,
    TestTd.TDR,
    TestTd.TDCS,
    TestTd.TDVPR,
    TestTd.PAGES,
    TestTd.FREE,
    TestTd.FREE + 0x1000,
    TestTd.FREE + 0x2000,
    TestTd.PARAMS,
    TestExtensions.NODE,
    TestExtensions.REPORT,
    TestExtensions.LIST,
    TestExtensions.listInfo(0, 3),
    TestExtensions.listInfo(2, 511),
    TestTd.TDR | 1,
    TestTd.TDR | (33L << 46),
    4 * TestHost.GIGABYTE,
    1L << 52,
    -1
  };

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Long> known =
        Arbitraries.of(Abi.shipped().leaves().leaves()).map(leaf -> (long) leaf.number());
    Arbitrary<Long> version = Arbitraries.of(0L, 0L, 0L, 1L, 2L).map(v -> v << 16);
    Arbitrary<Long> rax =
        Arbitraries.frequencyOf(
            Tuple.of(20, Combinators.combine(known, version).as((l, v) -> l | v)),
            Tuple.of(1, Arbitraries.longs()),
            Tuple.of(1, Arbitraries.of(Long.MIN_VALUE, Long.MIN_VALUE + 1)));
    Arbitrary<Long> operand =
        Arbitraries.oneOf(
            Arbitraries.of(Arrays.stream(ADDRESSES).boxed().toList()),
            Arbitraries.of(0L, 1L, 2L, 3L, 32L, 33L, 40L, 0xFFFFL << 32, 1024L, 4096L),
            Arbitraries.of(Abi.shipped().metadata().global()).map(MetadataField::id),
            Arbitraries.of(Abi.shipped().metadata().td()).map(MetadataField::id),
            Arbitraries.longs());
    return Combinators.combine(rax, Arbitraries.integers().between(0, 3), operand.list().ofSize(6))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Property(tries = 300)
  void fromLoad(@ForAll("steps") List<Step> steps) {
    run(new TestHost(TestExtensions.PROFILE), steps);
  }

  @Property(tries = 300)
  void fromReady(@ForAll("steps") List<Step> steps) {
    run(TestStates.in("extBooted", TestExtensions.PROFILE), steps);
  }

  @Property(tries = 300)
  void fromATdInTheMaking(@ForAll("steps") List<Step> steps) {
    run(TestStates.in("vcpuFull", TestExtensions.PROFILE), steps);
  }

  @Property(tries = 300)
  void fromQuoting(@ForAll("steps") List<Step> steps) {
    run(TestStates.in("quotable", TestExtensions.PROFILE), steps);
  }

  @Property(tries = 300)
  void fromATdTornDown(@ForAll("steps") List<Step> steps) {
    run(TestStates.in("teardown", TestExtensions.PROFILE), steps);
  }

  private static void run(TestHost host, List<Step> steps) {
    host.module.setInterruptionPlan((lp, leaf, call, done) -> call % 3 == 0);
    List<String> notModelled = new ArrayList<>();
    host.module.setObserver(
        new ModuleObserver() {
          @Override
          public void notModelled(String what) {
            notModelled.add(what);
          }
        });
    for (Step step : steps) {
      SeamRegisters r = host.r;
      r.rax = step.rax();
      r.rcx = step.operands().get(0);
      r.rdx = step.operands().get(1);
      r.r8 = step.operands().get(2);
      r.r9 = step.operands().get(3);
      r.r10 = step.operands().get(4);
      r.r11 = step.operands().get(5);
      SystemState before = host.module.systemState().orElse(null);
      host.module.seamcall(step.lp(), r);
      checkEnd(r, step, notModelled);
      Invariants.checkPhase(before, host.module.systemState().orElse(null));
      Invariants.check(host);
    }
  }

  private static void checkEnd(SeamRegisters r, Step step, List<String> notModelled) {
    switch (r.end) {
      case COMPLETED ->
          assertThat(Abi.shipped().statuses().knows(r.rax))
              .as("status 0x%x of %s", r.rax, Abi.shipped().leaves().name(step.rax()))
              .isTrue();
      case VMFAIL_INVALID -> assertThat(r.rax).isEqualTo(step.rax());
      case NOT_MODELLED -> {
        assertThat(r.rax).isEqualTo(-1);
        assertThat(notModelled).isNotEmpty();
      }
      default -> throw new AssertionError(r.end);
    }
  }
}
