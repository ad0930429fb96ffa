package org.seamreplay;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.seamreplay.cli.Main;

/**
 * Holds the class files against {@code house.txt}: which package stands on which, and by which
 * classes a room is entered.
 */
class HouseTests {
  private static final String ROOT = HouseTests.class.getPackageName() + ".";

  /** Some compilers write a class for it. */
  private static final String PACKAGE_INFO = "package-info";

  private static List<Room> rooms;
  private static List<Use> uses;
  private static JavaClasses classes;

  /** A line of the file. */
  private record Room(int floor, String name, List<String> doors) {
    static Room of(int floor, String line) {
      String[] halves = line.split(":", 2);
      List<String> doors =
          halves.length == 1 ? List.of("*") : List.of(halves[1].strip().split("\\s+"));
      return new Room(floor, halves[0].strip(), doors);
    }

    boolean open(String simpleName) {
      return doors.contains("*") || doors.contains(simpleName);
    }

    /** What a room is part of; a package without rooms is a part of its own. */
    String part() {
      return name.split("\\.", 2)[0];
    }
  }

  /** A class of ours uses one of another package of ours. */
  private record Use(Room from, String user, Room to, String used) {
    @Override
    public String toString() {
      return "%s.%s uses %s.%s".formatted(from.name(), user, to.name(), used);
    }
  }

  @BeforeAll
  static void read() {
    rooms = plan();
    classes = new ClassFileImporter().importUrl(mainClasses());
    uses =
        classes.stream()
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .filter(d -> ours(d.getTargetClass()))
            .filter(d -> !packageOf(d.getOriginClass()).equals(packageOf(d.getTargetClass())))
            .map(HouseTests::use)
            .distinct()
            .toList();
  }

  @Test
  void everyPackageIsInThePlanAndTheOtherWayRound() {
    Set<String> found =
        classes.stream()
            .filter(c -> !c.getSimpleName().equals(PACKAGE_INFO))
            .map(HouseTests::packageOf)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).containsExactlyInAnyOrderElementsOf(rooms.stream().map(Room::name).toList());
  }

  @Test
  void aPackageUsesOnlyWhatItStandsOn() {
    assertThat(uses).filteredOn(u -> u.from().floor() < u.to().floor()).isEmpty();
  }

  @Test
  void aRoomIsEnteredByItsDoors() {
    assertThat(uses)
        .filteredOn(u -> !u.from().part().equals(u.to().part()) && !u.to().open(u.used()))
        .isEmpty();
  }

  @Test
  void everyDoorIsUsed() {
    for (Room room : rooms) {
      Set<String> entered =
          uses.stream()
              .filter(u -> u.to().equals(room) && !u.from().part().equals(room.part()))
              .map(Use::used)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(room.doors().stream().filter(d -> !d.isEmpty() && !d.equals("*")))
          .as("doors of %s", room.name())
          .isSubsetOf(entered);
    }
  }

  @Test
  void everyPackageSaysWhatItIs() {
    assertThat(rooms)
        .map(
            r ->
                Path.of("src/main/java", (ROOT + r.name()).split("\\."))
                    .resolve("package-info.java"))
        .filteredOn(file -> !Files.isRegularFile(file))
        .isEmpty();
  }

  @Test
  void aSimpleNameStandsForOneClass() {
    List<String> names =
        classes.stream()
            .filter(c -> c.getEnclosingClass().isEmpty())
            .map(JavaClass::getSimpleName)
            .toList();
    assertThat(names).filteredOn(n -> !n.equals(PACKAGE_INFO)).doesNotHaveDuplicates();
  }

  @Test
  void theReadmeNamesClassesThatExist() throws IOException {
    String layout = Files.readString(Path.of("README.md")).split("## Layout and development", 2)[1];
    Set<String> known = classes.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
    Set<String> named =
        layout
            .lines()
            .filter(line -> line.startsWith("| "))
            .flatMap(line -> Pattern.compile("`([A-Z]\\w+)`").matcher(line).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).isNotEmpty().isSubsetOf(known);
  }

  private static List<Room> plan() {
    List<Room> plan = new ArrayList<>();
    try (InputStream in = HouseTests.class.getResourceAsStream("/house.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> plan.add(Room.of(plan.size(), line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return plan;
  }

  private static URL mainClasses() {
    return Main.class.getProtectionDomain().getCodeSource().getLocation();
  }

  private static boolean ours(JavaClass type) {
    return type.getPackageName().startsWith(ROOT);
  }

  private static String packageOf(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  private static Use use(Dependency d) {
    return new Use(
        room(d.getOriginClass()), outermost(d.getOriginClass()),
        room(d.getTargetClass()), outermost(d.getTargetClass()));
  }

  private static String outermost(JavaClass type) {
    JavaClass at = type;
    while (at.getEnclosingClass().isPresent()) {
      at = at.getEnclosingClass().get();
    }
    return at.getSimpleName();
  }

  private static Room room(JavaClass type) {
    String name = packageOf(type);
    return rooms.stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("house.txt has no line for " + name));
  }
}
