package org.seamreplay.module.state;

import org.seamreplay.abi.Features;

/**
 * The module's extensions: what SYS.CONFIG or SYS.UPDATE asked for, the memory pool, and how far
 * they are. Source: kernel series of May and June 2026; the checks inside the module are not
 * public.
 */
public final class Extensions {
  /** From load to a working extension. */
  public enum Phase {
    OFF,
    INITIALISED,
    QUOTING
  }

  private final ModuleState state;
  private Phase phase = Phase.OFF;

  Extensions(ModuleState state) {
    this.state = state;
  }

  public Phase phase() {
    return phase;
  }

  public void enter(Phase next) {
    phase = next;
  }

  /** Whether SYS.CONFIG or SYS.UPDATE has said which features are wanted. */
  public boolean configured() {
    return state.phase == SystemState.CONFIG_DONE || state.phase == SystemState.READY;
  }

  /** EXT_REQUIRED: some configured feature needs the extensions. */
  public boolean required() {
    return configured()
        && state.profile.has(Features.EXT)
        && state.profile.extensions().required(state.configuredFeatures);
  }

  /** Pages that the configured features need beyond those the pool has. */
  public long missingPages() {
    return Math.max(0, demand() - state.tables.poolPages);
  }

  private long demand() {
    return required() ? state.profile.extensions().demand(state.configuredFeatures) : 0;
  }

  /** MEMORY_POOL_REQUIRED_PAGES: what was missing at SYS.CONFIG or SYS.UPDATE, or what is now. */
  public long requiredPages() {
    return state.profile.choices().poolCountsDown()
        ? missingPages()
        : Math.max(0, demand() - state.poolPagesAtConfig);
  }

  /** Whether quotes can be larger than what a module before this one promised. */
  public boolean outgrows(ModuleTables before) {
    return before.promisedQuoteSize != 0
        && state.profile.extensions().maxQuoteSize() > before.promisedQuoteSize;
  }

  /** QUOTE.INIT has succeeded. */
  public boolean quotingReady() {
    return phase == Phase.QUOTING;
  }
}
