package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.abi.OpState;
import org.seamreplay.abi.PageType;
import org.seamreplay.module.state.Extensions;
import org.seamreplay.module.state.Lifecycle;
import org.seamreplay.module.state.ModuleState;
import org.seamreplay.module.state.SystemState;
import org.seamreplay.module.state.Td;
import org.seamreplay.module.state.Vcpu;
import org.seamreplay.platform.ByteState;

/** What must hold of a module's state after every call. */
final class Invariants {
  private Invariants() {}

  static void check(TestHost host) {
    ModuleState state = host.module.state();
    if (state.disabled) {
      return;
    }
    checkPages(host, state);
    checkTds(state);
    checkExtensions(state);
  }

  /** The module moves on by one step only, or starts again as another image. */
  static void checkPhase(SystemState before, SystemState after) {
    if (before != null && after != null && before != after) {
      assertThat(List.of(before, after))
          .isIn(
              List.of(SystemState.INIT_PENDING, SystemState.INIT_DONE),
              List.of(SystemState.INIT_DONE, SystemState.CONFIG_DONE),
              List.of(SystemState.INIT_DONE, SystemState.READY),
              List.of(SystemState.CONFIG_DONE, SystemState.READY),
              List.of(SystemState.READY, SystemState.SHUTDOWN),
              List.of(SystemState.SHUTDOWN, SystemState.INIT_PENDING));
    }
  }

  /** Pages that PAMT says are in use are private and counted by their owners. */
  private static void checkPages(TestHost host, ModuleState state) {
    Map<Long, Long> children = new HashMap<>();
    long[] pool = new long[1];
    state.tables.pamt.forEachAssigned(
        (page, level) -> {
          assertThat(host.machine.memory().stateAt(page)).isEqualTo(ByteState.FOREIGN);
          int type = state.tables.pamt.type(page);
          if (type == PageType.POOL) {
            pool[0]++;
          } else if (type == PageType.TDR) {
            assertThat(state.tables.tds).containsKey(page);
          } else {
            children.merge(state.tables.pamt.owner(page), 1L, Long::sum);
          }
        });
    assertThat(state.tables.poolPages).as("pages of the pool").isEqualTo(pool[0]);
    for (Td td : state.tables.tds.values()) {
      assertThat(children.getOrDefault(td.tdr, 0L)).as("child count").isEqualTo(td.children);
    }
  }

  private static void checkTds(ModuleState state) {
    Map<Integer, Long> keys = new HashMap<>();
    for (Td td : state.tables.tds.values()) {
      if (td.lifecycle != Lifecycle.TEARDOWN) {
        assertThat(keys.put(td.hkid, td.tdr)).as("KeyID of two TDs").isNull();
        assertThat(td.hkid).isNotEqualTo(state.tables.globalHkid);
      }
      assertThat(td.associatedVcpus)
          .as("associated VCPUs")
          .isEqualTo((int) td.vcpus.stream().filter(vcpu -> vcpu.lp != Vcpu.NO_LP).count());
      assertThat(td.params == null).isEqualTo(td.opState == OpState.UNINITIALIZED);
      if (td.opState == OpState.INITIALIZED) {
        assertThat(td.measurements.mrtd()).as("MRTD before it is final").containsOnly(0);
      }
    }
  }

  private static void checkExtensions(ModuleState state) {
    if (state.extensions.phase() != Extensions.Phase.OFF && state.phase == SystemState.READY) {
      assertThat(state.extensions.required()).as("extensions are needed").isTrue();
      assertThat(state.extensions.missingPages()).as("missing pages").isZero();
    }
    if (state.extensions.quotingReady()) {
      assertThat(state.tables.quotingKeys).as("keys").isPositive();
      assertThat(state.tables.promisedQuoteSize)
          .isEqualTo(state.profile.extensions().maxQuoteSize());
    }
  }
}
