package org.seamreplay.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What the program can do to the machine it can do in few places. The table says which: whoever
 * adds a place has to say why there.
 */
class ReachTests {
  private static final List<ClassFile> CLASSES = ClassFile.ofProgram();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(resources = "/classes/reach.csv", numLinesToSkip = 1, delimiter = '|')
  void onlyThesePlacesDoIt(String what, String members, String places) {
    Set<String> reach = Set.of(members.strip().split("\\s+"));
    Set<String> allowed = places.equals("nobody") ? Set.of() : Set.of(places.strip().split("\\s+"));

    Set<String> found =
        CLASSES.stream()
            .filter(c -> c.members().stream().anyMatch(reach::contains))
            .map(c -> c.name().substring("org.seamreplay.".length()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(found).as(what).allMatch(name -> isAllowed(name, allowed));
    assertThat(allowed)
        .as("a place that does not %s any more", what)
        .allMatch(place -> found.stream().anyMatch(name -> isAllowed(name, Set.of(place))));
  }

  private static boolean isAllowed(String name, Set<String> allowed) {
    return allowed.contains(name) || allowed.contains(name.substring(0, name.indexOf('.')) + ".*");
  }
}
