package org.seamreplay.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.ir.IrModule;

/**
 * Programs by what they are linked from: steps of a series that change no unit, and a series that
 * is replayed again, have the same one. Safe for use by several threads.
 */
final class LinkedPrograms {
  /** Kernel and guest, of the steps of two versions of a long series. */
  private static final int MOST = 256;

  /** A module by identity: a compiler gives the same one as long as its sources are the same. */
  private record Unit(IrModule module) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
      return other instanceof Unit unit && unit.module == module;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(module);
    }
  }

  private final Map<List<Unit>, CProgram> programs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Unit>, CProgram> eldest) {
          return size() > MOST;
        }
      };

  /** The program of these units, linked if it is not known. */
  CProgram of(List<IrModule> units) {
    List<Unit> key = units.stream().map(Unit::new).toList();
    synchronized (programs) {
      CProgram known = programs.get(key);
      if (known != null) {
        return known;
      }
    }
    CProgram linked = CProgram.of(units);
    synchronized (programs) {
      CProgram known = programs.putIfAbsent(key, linked);
      return known == null ? linked : known;
    }
  }
}
