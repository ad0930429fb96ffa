package org.seamreplay.compile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Which files of a kernel tree the compiler can come to read for some units: the units, and what
 * they and the shim include, looked for as {@link Compiler#kernelUnit} does. Directives count
 * whether they are compiled or not, so there are rather too many files than too few; only a header
 * whose name a macro makes is not seen.
 *
 * <p>What a file includes is remembered for as long as the file is the same array, so the steps of
 * a series cost little more than one tree.
 */
public final class HeaderClosure {
  /** Some 100 are usual; a unit of KVM against its real headers has 1,500. */
  private static final int MOST_FILES = 20_000;

  private static final int MOST_DIRECTIVES = 100_000;

  private final Map<byte[], List<IncludeDirective>> directives =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<String, Optional<byte[]>> shim = new ConcurrentHashMap<>();
  private final Resources resources;

  /** A search with this program's shim. */
  public HeaderClosure() {
    resources = Compiler.load(Compiler.SHIM_RESOURCE);
  }

  /**
   * The files.
   *
   * @param units paths of C files; one that the tree has not is left out
   * @param tree the content of a regular file of the tree, or nothing; the same array as long as it
   *     is the same
   * @return paths in the tree
   * @throws CompileFailed if there are absurdly many
   */
  public SortedSet<String> of(Collection<String> units, Function<String, Optional<byte[]>> tree) {
    SortedSet<String> files = new TreeSet<>();
    for (String unit : new TreeSet<>(units)) {
      new Search(Compiler.path(unit), tree, files).from(unit);
    }
    return files;
  }

  private final class Search {
    private final List<String> path;
    private final Function<String, Optional<byte[]>> tree;
    private final SortedSet<String> files;
    private final Set<String> seen = new HashSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int directivesFollowed;

    Search(List<String> path, Function<String, Optional<byte[]>> tree, SortedSet<String> files) {
      this.path = path;
      this.tree = tree;
      this.files = files;
    }

    void from(String unit) {
      look(Compiler.SHIM + "/" + Compiler.PRELUDE);
      look(Compiler.TREE + "/" + unit);
      while (!open.isEmpty()) {
        String file = open.pop();
        for (IncludeDirective directive : directives(content(file).orElseThrow())) {
          follow(file, directive);
        }
      }
    }

    private void follow(String file, IncludeDirective directive) {
      if (++directivesFollowed > MOST_DIRECTIVES) {
        throw new CompileFailed(
            CompileFailed.Reason.LIMIT,
            "the units have more than " + MOST_DIRECTIVES + " includes; this is no kernel tree");
      }
      List<String> places = new ArrayList<>();
      if (directive.quoted()) {
        places.add(file.substring(0, file.lastIndexOf('/')));
      }
      places.addAll(path);
      for (String place : places) {
        if (look(place + "/" + directive.name()) && !directive.next()) {
          return;
        }
      }
    }

    /** Whether there is such a file; it is taken then. */
    private boolean look(String candidate) {
      String file = normal(candidate);
      if (seen.contains(file)) {
        return true;
      }
      if (content(file).isEmpty()) {
        return false;
      }
      seen.add(file);
      open.push(file);
      if (file.startsWith(Compiler.TREE + "/")) {
        files.add(file.substring(Compiler.TREE.length() + 1));
        if (files.size() > MOST_FILES) {
          throw new CompileFailed(
              CompileFailed.Reason.REFUSED,
              "the units include more than " + MOST_FILES + " files; this is no kernel tree");
        }
      }
      return true;
    }

    private Optional<byte[]> content(String file) {
      if (file.startsWith(Compiler.TREE + "/")) {
        return tree.apply(file.substring(Compiler.TREE.length() + 1));
      }
      return file.startsWith(Compiler.SHIM + "/")
          ? shim.computeIfAbsent(
              file.substring(Compiler.SHIM.length() + 1), HeaderClosure.this::ofShim)
          : Optional.empty();
    }
  }

  /** Without {@code .} and {@code ..}; what leads out of both roots is found nowhere. */
  private static String normal(String path) {
    return path.indexOf('\0') >= 0 ? "" : Path.of(path).normalize().toString();
  }

  private List<IncludeDirective> directives(byte[] content) {
    return directives.computeIfAbsent(
        content, bytes -> IncludeDirective.in(new String(bytes, ISO_8859_1)));
  }

  private Optional<byte[]> ofShim(String name) {
    try {
      return resources.content(name);
    } catch (IOException e) {
      throw new CompileFailed(
          CompileFailed.Reason.COMPILER, "cannot read own resource " + name + ": " + e);
    }
  }
}
