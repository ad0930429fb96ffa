package org.seamreplay.vm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program finds outside of itself: functions modelled in Java and data symbols that models
 * own, by C name. One model may have several names (inline and out-of-line forms of a kernel
 * function).
 */
public final class Externals {
  /** A data symbol: its bytes at the start, copied for each run. */
  public record Data(byte[] initial, int align) {}

  /** Room for the models of a whole kernel, so that the table need not grow. */
  private static final int FUNCTIONS = 1024;

  private final Map<String, External> functions = new HashMap<>(FUNCTIONS);
  private final Map<String, Data> data = new HashMap<>();
  private final List<AssemblyShape> assemblies = new ArrayList<>();

  /** Registers a function; a name may be registered once. */
  public Externals function(String name, External body) {
    if (functions.putIfAbsent(name, body) != null) {
      throw new IllegalStateException("external function registered twice: " + name);
    }
    return this;
  }

  /** Registers a data symbol of {@code initial.length} bytes; a name may be registered once. */
  public Externals data(String name, byte[] initial, int align) {
    if (data.putIfAbsent(name, new Data(initial.clone(), align)) != null) {
      throw new IllegalStateException("external data registered twice: " + name);
    }
    return this;
  }

  /** Registers inline assembly, after what is registered and before what the VM knows of itself. */
  public Externals assembly(AssemblyShape shape) {
    assemblies.add(shape);
    return this;
  }

  /** The registered shapes of inline assembly. */
  public List<AssemblyShape> assemblies() {
    return assemblies;
  }

  /** The model of a function, {@code null} if there is none. */
  public External function(String name) {
    return functions.get(name);
  }

  /** The data symbol, {@code null} if there is none. */
  public Data data(String name) {
    return data.get(name);
  }
}
