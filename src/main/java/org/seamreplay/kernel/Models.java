package org.seamreplay.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seamreplay.vm.External;
import org.seamreplay.vm.Externals;

/**
 * The table of what stands for the rest of Linux: a row for each model, with all C names that it
 * answers to (inline and out-of-line forms, forms of other releases) separated by spaces, and how
 * much of the kernel is in it.
 */
public final class Models {
  /** How much of the kernel's behaviour is in a model. */
  public enum Kind {
    /** It does what the kernel's function does. */
    MODEL,
    /** It says the same whatever happens. */
    FIXED_ANSWER,
    /** What it does cannot be seen here. */
    NO_EFFECT,
    /** A variable. */
    DATA;

    /** In words. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * What is known of a name.
   *
   * @param kind of its model
   * @param names all names of the same model
   * @param since the release that brought it; empty if all releases that are replayed have it
   */
  public record Row(Kind kind, List<String> names, String since) {
    /** Copies the list. */
    public Row {
      names = List.copyOf(names);
    }
  }

  private final Externals externals;
  private final Map<String, Row> rows;
  private final String since;

  Models(Externals externals) {
    this(externals, new TreeMap<>(), "");
  }

  private Models(Externals externals, Map<String, Row> rows, String since) {
    this.externals = externals;
    this.rows = rows;
    this.since = since;
  }

  /** The same table, for rows of what a release brought. */
  Models since(String release) {
    return new Models(externals, rows, release);
  }

  /** What a name is in the table; empty if there is no such row. */
  public Optional<Row> find(String name) {
    return Optional.ofNullable(rows.get(name));
  }

  void model(String names, External body) {
    function(Kind.MODEL, names, body);
  }

  void answer(String names, long value) {
    function(Kind.FIXED_ANSWER, names, call -> call.result(value));
  }

  void noEffect(String names) {
    function(Kind.NO_EFFECT, names, call -> {});
  }

  void data(String names, byte[] initial, int align) {
    for (String name : row(Kind.DATA, names).names()) {
      externals.data(name, initial, align);
    }
  }

  private void function(Kind kind, String names, External body) {
    for (String name : row(kind, names).names()) {
      externals.function(name, body);
    }
  }

  private Row row(Kind kind, String names) {
    Row row = new Row(kind, List.of(names.split(" ")), since);
    row.names().forEach(name -> rows.put(name, row));
    return row;
  }
}
