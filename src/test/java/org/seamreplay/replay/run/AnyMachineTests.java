package org.seamreplay.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.judge.Judge;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.scenario.Scenarios;

/** A run on whatever machine ends with a result: it boots, or the kernel says why it does not. */
class AnyMachineTests {
  private static final long MEGABYTE = 1 << 20;
  private static final long GIGABYTE = 1L << 30;
  private static final long[] SIZES = {
    4096, 3 * 4096, MEGABYTE, 63 * MEGABYTE, GIGABYTE, 2 * GIGABYTE - MEGABYTE, 90 * GIGABYTE
  };
  private static final String[] CPUS = {
    "packages: 1, cores: 1, threads: 1",
    "packages: 2, cores: 2, threads: 2, nosmt: true",
    "packages: 2, cores: 4, threads: 1, maxcpus: 5",
    "packages: 8, cores: 2, threads: 1"
  };

  @TempDir Path dir;
  private final Replay replay = Kernels.replay(Kernels.fixture());

  private String machine(String name, String cpus, List<String> memory) throws Exception {
    Path file = dir.resolve(name + ".yaml");
    Files.writeString(
        file,
        """
        name: %s
        cpus: {%s}
        cpuModel: GRANITERAPIDS_X
        features: [VMX, XSAVE, MOVDIR64B, SELFSNOOP, CLFLUSH, TME]
        memory: [%s]
        cmrs: [{base: 1M, size: 0x1FFF_FFF0_0000}]
        address: {physicalAddressBits: 52, keyIdBits: 6, mktmeKeyIds: 31, tdxKeyIds: 32}
        seamrr: {base: 0xC000_0000, size: 0x400_0000}
        msrs: {0xCF: 0x20, 0x480: 0x10DA_0400_0000_0013}
        """
            .formatted(name, cpus, String.join(", ", memory)));
    return file.toString();
  }

  private static String region(long base, long size, int node) {
    return String.format(Locale.ROOT, "{base: 0x%x, size: 0x%x, node: %d}", base, size, node);
  }

  /** The least that each of the shipped scenarios can meet, guests and updates among them. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3, 8, 15, 63, 64, 65, 128, 4096})
  void everyScenarioHasAResultOnASmallMachine(long megabytes) throws Exception {
    List<String> memory = new ArrayList<>(List.of(region(4096, 0x9E000, 0)));
    if (megabytes > 0) {
      memory.add(region(MEGABYTE, megabytes * MEGABYTE, 0));
    }
    String machine = machine("small", "packages: 1, cores: 4, threads: 1", memory);
    for (ScenarioRun run : ScenarioRun.of(Scenarios.shipped(), List.of(machine), List.of())) {
      Recording recording = replay.run(run);
      assertThat(recording.end()).as(run.name()).isNotEqualTo(Recording.End.NOT_MODELLED);
      assertThat(Judge.judge(recording, Optional.empty())).as(run.name()).isNotNull();
    }
  }

  /**
   * 15 holes are no obstacle at the end of a zone, but are at its start, where PAMTs need reserved
   * areas as well. (The end is what the shipped machine gnr-top-holes has.)
   */
  @Test
  void holesAtTheStartOfAZoneLeaveNoReservedAreaForPamts() throws Exception {
    List<String> memory = new ArrayList<>(List.of(region(MEGABYTE, 2 * GIGABYTE - MEGABYTE, 0)));
    for (int piece = 0; piece < 16; piece++) {
      memory.add(region(4 * GIGABYTE + 64L * piece * MEGABYTE, 63 * MEGABYTE, 0));
    }
    memory.add(region(8 * GIGABYTE, 28 * GIGABYTE, 0));
    Scenario boot = Scenarios.select(List.of("boot")).get(0);
    Recording recording =
        replay.run(new ScenarioRun(boot, machine("start", CPUS[0], memory), "tdx-1.5-fast"));
    assertThat(recording.log())
        .contains("virt/tdx: TDMR at 0x100000000 needs more than 16 reserved areas");
  }

  @Test
  void bootHasAResultOnAMachineMadeByChance() throws Exception {
    Scenario boot = Scenarios.select(List.of("boot")).get(0);
    Random random = new Random(20260301);
    for (int i = 0; i < 150; i++) {
      String machine =
          machine(
              "m" + i, CPUS[random.nextInt(CPUS.length)], memory(random, 1 + random.nextInt(4)));
      Recording recording = replay.run(new ScenarioRun(boot, machine, "tdx-1.5-fast"));
      assertThat(recording.end())
          .as(Files.readString(Path.of(machine)))
          .isEqualTo(Recording.End.DONE);
      assertThat(recording.trace().orElseThrow().lines()).isNotEmpty();
    }
  }

  private static List<String> memory(Random random, int nodes) {
    List<String> memory = new ArrayList<>();
    long at = random.nextBoolean() ? 4096 : random.nextInt(64) * GIGABYTE;
    for (int regions = 1 + random.nextInt(80); regions > 0; regions--) {
      long size = SIZES[random.nextInt(SIZES.length)] * (1 + random.nextInt(3));
      memory.add(region(at, size, random.nextInt(nodes)));
      at += size + SIZES[random.nextInt(SIZES.length)];
    }
    return memory;
  }
}
