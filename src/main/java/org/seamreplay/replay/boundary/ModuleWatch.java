package org.seamreplay.replay.boundary;

import java.util.Locale;
import java.util.Optional;
import org.seamreplay.module.port.ModuleObserver;
import org.seamreplay.platform.ByteState;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.trace.record.Recorder;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/** Turns what the module notices about the host's memory into findings at the SEAMCALL's line. */
public final class ModuleWatch implements ModuleObserver {
  private final Vm vm;
  private final AddressNames names;
  private final Recorder recorder;

  public ModuleWatch(Vm vm, AddressNames names, Recorder recorder) {
    this.vm = vm;
    this.names = names;
    this.recorder = recorder;
  }

  @Override
  public void readOfUndefined(long hpa, String field) {
    vm.report(
        MemoryFault.UNINITIALISED,
        "the TDX module reads " + field + ", which was never written: " + place(hpa));
  }

  @Override
  public void accessToInaccessible(long hpa, byte state, String field) {
    MemoryFault kind =
        switch (state) {
          case ByteState.FREED -> MemoryFault.USE_AFTER_FREE;
          case ByteState.REDZONE -> MemoryFault.OUT_OF_BOUNDS;
          case ByteState.FOREIGN -> MemoryFault.FOREIGN_MEMORY;
          default -> MemoryFault.WILD_POINTER;
        };
    vm.report(
        kind,
        "the TDX module is given "
            + field
            + " in memory that is "
            + describe(state)
            + ": "
            + place(hpa));
  }

  @Override
  public void choice(String choice) {
    recorder.choice(choice);
  }

  private static String describe(byte state) {
    return switch (state) {
      case ByteState.FREED -> "freed";
      case ByteState.REDZONE -> "outside of its object";
      case ByteState.FOREIGN -> "the module's already";
      default -> "not allocated";
    };
  }

  private String place(long hpa) {
    Optional<TraceValue> name = names.name(hpa);
    return String.format(Locale.ROOT, "physical address 0x%x", hpa)
        + name.map(n -> " (" + n + ")").orElse("");
  }
}
