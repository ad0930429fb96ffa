package org.seamreplay.vm;

import java.util.HashSet;
import java.util.Set;

/**
 * What a run has asked of its program, and so all of the program that can have made a difference to
 * it: {@link Reuse} compares no more than this. Symbols are remembered by address.
 */
public final class Footprint {
  /** Of a program that did not run. */
  public static final Footprint NONE = new Builder().build();

  /** Functions called, those with a model too. */
  final Set<Long> functions;

  /** Names of symbols looked up. */
  final Set<String> names;

  /** Sections whose place was asked for. */
  final Set<String> sections;

  /** Addresses whose symbol was asked for. */
  final Set<Long> addresses;

  /** Whether somebody went through all variables, in search for references. */
  final boolean variables;

  /** Whether the place in the source was asked for, so that it may be part of a text. */
  final boolean stack;

  /** Whether an address was described by what lies around it. */
  final boolean neighbours;

  /** Whether anything was found after that search began: objects that nothing refers to. */
  final boolean leaks;

  private Footprint(Builder builder) {
    functions = Set.copyOf(builder.functions);
    names = Set.copyOf(builder.names);
    sections = Set.copyOf(builder.sections);
    addresses = Set.copyOf(builder.addresses);
    variables = builder.variables;
    stack = builder.stack;
    neighbours = builder.neighbours;
    leaks = builder.leaks;
  }

  /** What two runs have asked together. */
  public Footprint and(Footprint other) {
    Builder builder = new Builder();
    builder.add(this);
    builder.add(other);
    return builder.build();
  }

  /** A footprint that grows. */
  static final class Builder {
    final Set<Long> functions = new HashSet<>();
    final Set<String> names = new HashSet<>();
    final Set<String> sections = new HashSet<>();
    final Set<Long> addresses = new HashSet<>();
    boolean variables;
    boolean stack;
    boolean neighbours;
    boolean leaks;

    /** Somebody asks what lies at an address; only the program's own are of interest. */
    void at(long address) {
      if (address < 0 && address >= Program.TEXT) {
        addresses.add(address);
      }
    }

    private void add(Footprint other) {
      functions.addAll(other.functions);
      names.addAll(other.names);
      sections.addAll(other.sections);
      addresses.addAll(other.addresses);
      variables |= other.variables;
      stack |= other.stack;
      neighbours |= other.neighbours;
    }

    Footprint build() {
      return new Footprint(this);
    }
  }
}
