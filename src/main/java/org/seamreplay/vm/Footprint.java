package org.seamreplay.vm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.seamreplay.vm.Question.About;

/**
 * What a run has asked of its program, and so all of the program that can have made a difference to
 * it: a {@code Dependence} has the answers.
 */
public final class Footprint {
  /** Of a program that did not run. */
  public static final Footprint NONE = new Builder().build();

  final Set<Question> questions;

  /** Whether somebody went through all variables, in search for references. */
  public final boolean variables;

  /** Whether the place in the source was asked for, so that it may be part of a text. */
  public final boolean stack;

  /** Whether anything was found after that search began: objects that nothing refers to. */
  public final boolean leaks;

  private Footprint(Builder builder) {
    questions = Set.copyOf(builder.questions);
    variables = builder.variables;
    stack = builder.stack;
    leaks = builder.leaks;
  }

  /** Of somebody who asked for layouts of structs and whether functions are defined. */
  public static Footprint ofNames(Set<String> structs, Set<String> functions) {
    Builder builder = new Builder();
    structs.forEach(name -> builder.ask(About.STRUCT, name));
    functions.forEach(name -> builder.ask(About.DEFINITION, name));
    return builder.build();
  }

  /** What two runs have asked together. */
  public Footprint and(Footprint other) {
    Builder builder = new Builder();
    builder.add(this);
    builder.add(other);
    return builder.build();
  }

  /** In an order that is always the same. */
  public List<Question> inOrder() {
    List<Question> all = new ArrayList<>(questions);
    all.sort(Question.ORDER);
    return all;
  }

  /** A footprint that grows. */
  public static final class Builder {
    private final Set<Question> questions = new LinkedHashSet<>();
    private final Set<Long> addresses = new HashSet<>();
    public boolean variables;
    public boolean stack;
    public boolean leaks;

    /** Somebody asks for a thing by name. */
    public void ask(About about, String name) {
      questions.add(Question.of(about, name));
    }

    /** A function is called for the first time. */
    public void called(long address) {
      questions.add(Question.of(About.CODE, address));
    }

    /** Somebody asks what lies at an address; only the program's own are of interest. */
    public void at(long address) {
      if (address < 0 && address >= AddressMap.TEXT && addresses.add(address)) {
        questions.add(Question.of(About.ADDRESS, address));
      }
    }

    /** Something depends on the program in a way that cannot be told in parts. */
    public void everything() {
      questions.add(Question.of(About.EVERYTHING, ""));
    }

    private void add(Footprint other) {
      questions.addAll(other.questions);
      variables |= other.variables;
      stack |= other.stack;
      leaks |= other.leaks;
    }

    public Footprint build() {
      return new Footprint(this);
    }
  }
}
