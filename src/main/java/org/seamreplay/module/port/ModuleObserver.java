package org.seamreplay.module.port;

/**
 * Watches what the module does beyond registers. All methods have empty bodies; the module calls
 * nothing and allocates nothing while nobody watches.
 */
public interface ModuleObserver {
  /** Nobody. */
  ModuleObserver NONE = new ModuleObserver() {};

  /** The module read host memory through an operand. */
  default void memoryRead(long hpa, int length, String what) {}

  /** The module wrote host memory through an operand. */
  default void memoryWritten(long hpa, int length, String what) {}

  /**
   * The module reads a byte that the host never wrote.
   *
   * @param field the structure's field, for example {@code TDMR_INFO.PAMT_4K_BASE}
   */
  default void readOfUndefined(long hpa, String field) {}

  /**
   * The module reads or writes, through an operand, a byte that is not the host's to give: freed
   * memory, a red zone, memory of the module.
   *
   * @param state a {@link org.seamreplay.platform.ByteState}
   */
  default void accessToInaccessible(long hpa, byte state, String field) {}

  /** Pages became private memory of the module. */
  default void pagesTaken(long hpa, long size, String purpose) {}

  /** Private pages became ordinary memory again. */
  default void pagesReturned(long hpa, long size) {}

  /** The result hangs on a choice of the model, because public facts are silent. */
  default void choice(String choice) {}

  /** The call needs something that is not modelled; its end is NOT_MODELLED. */
  default void notModelled(String what) {}
}
