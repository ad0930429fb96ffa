package org.seamreplay.compile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the compiler looked for headers in vain. Its list of dependencies says what it found; a
 * file that appears at a place it looked at earlier would be taken instead, so a cached module is
 * only good as long as these places stay empty.
 *
 * <p>Directives are found by their text, in all files read, whether the preprocessor skips them or
 * not: more places than it really looked at do no harm. A name that only a macro makes is covered
 * by the dependencies themselves, through the directories of {@code -I}.
 */
final class Includes {
  /** Some thousand are usual. */
  private static final int MOST_LOOKED = 50_000;

  private final Roots.Root sources;
  private final Roots roots;
  private final List<String> path;
  private final Set<String> absent = new LinkedHashSet<>();
  private final Set<String> looked = new HashSet<>();

  /**
   * A search.
   *
   * @param sources the root whose files may change; only places in it are reported
   * @param path the directories of {@code -I}, in their order, in the compiler's view
   */
  Includes(Roots.Root sources, Roots roots, List<String> path) {
    this.sources = sources;
    this.roots = roots;
    this.path = path;
  }

  /**
   * Places that must stay empty, relative to the sources, given the files that were read; nothing
   * if there are absurdly many.
   */
  Optional<List<String>> absent(List<String> read) throws IOException {
    for (String file : read) {
      if (looked.size() > MOST_LOOKED) {
        return Optional.empty();
      }
      Path real = roots.real(file);
      if (real != null && Files.isRegularFile(real)) {
        scan(file, Files.readString(real, ISO_8859_1));
      }
      beforeInPath(file);
    }
    return Optional.of(List.copyOf(absent));
  }

  private void scan(String file, String text) {
    for (IncludeDirective directive : IncludeDirective.in(text)) {
      String place = directive.quoted() ? file.substring(0, file.lastIndexOf('/')) : "";
      if (looked.size() <= MOST_LOOKED && looked.add(place + " " + directive)) {
        look(place, directive.name(), directive.next());
      }
    }
  }

  private void look(String place, String name, boolean next) {
    List<String> candidates = new ArrayList<>();
    if (!place.isEmpty()) {
      candidates.add(place + "/" + name);
    }
    for (String directory : path) {
      candidates.add(directory + "/" + name);
    }
    for (String candidate : candidates) {
      if (exists(candidate)) {
        if (!next) {
          return;
        }
      } else {
        addAbsent(candidate);
      }
    }
  }

  private void beforeInPath(String file) {
    for (int i = path.size() - 1; i > 0; i--) {
      if (file.startsWith(path.get(i) + "/")) {
        String name = file.substring(path.get(i).length() + 1);
        for (String earlier : path.subList(0, i)) {
          if (!exists(earlier + "/" + name)) {
            addAbsent(earlier + "/" + name);
          }
        }
      }
    }
  }

  private boolean exists(String candidate) {
    Path real = roots.real(candidate);
    return real != null && Files.isRegularFile(real);
  }

  private void addAbsent(String candidate) {
    String normal = Path.of(candidate).normalize().toString();
    if (normal.startsWith(sources.name() + "/")) {
      absent.add(normal.substring(sources.name().length() + 1));
    }
  }
}
