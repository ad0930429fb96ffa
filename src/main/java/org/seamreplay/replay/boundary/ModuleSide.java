package org.seamreplay.replay.boundary;

import java.util.Optional;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.module.TdxModule;
import org.seamreplay.module.leaf.TdGuest;
import org.seamreplay.module.port.GuestMemory;

/** What a run needs to know of whoever answers its SEAMCALLs. */
public interface ModuleSide {
  /** The inside of a TD: TDCALLs, and private memory by guest physical address. */
  interface Guest {
    /** Executes TDCALL. */
    void tdcall(SeamRegisters registers);

    /** Copies bytes into private memory; false where nothing is mapped. */
    boolean write(long gpa, byte[] bytes);

    /** Copies bytes out of one page of private memory; null where nothing is mapped. */
    byte[] read(long gpa, int length);

    /** HPA behind a private GPA; negative where nothing is mapped. */
    long privateHpa(long gpa);
  }

  /**
   * The guest of a TD that was initialised; empty if there is no such TD.
   *
   * @param tdr HPA of its TDR
   * @param shared what the host has mapped
   */
  Optional<Guest> guest(long tdr, GuestMemory shared);

  /** Whether a page is in use for the extensions. */
  boolean servesExtensions(long hpa);

  /** That of a TDX module. */
  static ModuleSide of(TdxModule module) {
    return new ModuleSide() {
      @Override
      public Optional<Guest> guest(long tdr, GuestMemory shared) {
        return module.guest(tdr, shared).map(OfModule::new);
      }

      @Override
      public boolean servesExtensions(long hpa) {
        return module.servesExtensions(hpa);
      }
    };
  }

  /** A guest that the module knows. */
  record OfModule(TdGuest guest) implements Guest {
    @Override
    public void tdcall(SeamRegisters registers) {
      guest.tdcall(registers);
    }

    @Override
    public boolean write(long gpa, byte[] bytes) {
      return guest.write(gpa, bytes);
    }

    @Override
    public byte[] read(long gpa, int length) {
      return guest.read(gpa, length);
    }

    @Override
    public long privateHpa(long gpa) {
      return guest.privateHpa(gpa);
    }
  }
}
