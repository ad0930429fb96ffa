package org.seamreplay.replay.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seamreplay.ir.IrModule;
import org.seamreplay.replay.boundary.CProgram;

/**
 * Programs by what they are linked from: steps of a series that change no unit, and a series that
 * is replayed again, have the same one. Safe for use by several threads.
 */
public final class LinkedPrograms {
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

  private final Map<List<Unit>, CProgram> programs = new HashMap<>();
  private final Set<List<Unit>> used = new HashSet<>();

  /** The program of these units, linked if it is not known. */
  CProgram of(List<IrModule> units) {
    List<Unit> key = units.stream().map(Unit::new).toList();
    synchronized (programs) {
      used.add(key);
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

  /** Forgets the programs that nobody has asked for since the last time. */
  public void forgetUnused() {
    synchronized (programs) {
      programs.keySet().retainAll(used);
      used.clear();
    }
  }
}
