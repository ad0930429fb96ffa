package org.seamreplay.replay.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects that a directory's Makefile builds (Documentation/kbuild/makefiles.rst): {@code obj-y
 * += a.o}, {@code obj-$(CONFIG_X) += b.o}, and objects made of others, {@code c-y := d.o e.o}. What
 * stands between ifdef and endif is taken as it is.
 */
final class Kbuild {
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "\\s*([A-Za-z0-9_-]+)-(y|m|objs|\\$\\((CONFIG_[A-Za-z0-9_]+)\\))\\s*[+:?]*=(.*)");
  private static final Pattern OBJECT = Pattern.compile("([A-Za-z0-9_-]+)\\.o");

  /** Names without their ending, by what they are part of: {@code obj} or another object. */
  private final Map<String, List<String>> parts = new LinkedHashMap<>();

  private Kbuild() {}

  /**
   * The names of the sources, without their ending, in the order in which they are linked.
   *
   * @param isSet whether the configuration has an option, by its name with {@code CONFIG_}
   */
  static List<String> sources(String makefile, Predicate<String> isSet) {
    Kbuild kbuild = new Kbuild();
    for (String line : makefile.replace("\\\n", " ").split("\n", -1)) {
      Matcher assignment = ASSIGNMENT.matcher(line.replaceFirst("#.*", ""));
      if (assignment.matches()
          && (assignment.group(3) == null || isSet.test(assignment.group(3)))) {
        kbuild.add(assignment.group(1), assignment.group(4));
      }
    }
    List<String> sources = new ArrayList<>();
    for (String object : kbuild.parts.getOrDefault("obj", List.of())) {
      sources.addAll(kbuild.parts.getOrDefault(object, List.of(object)));
    }
    return sources.stream().distinct().toList();
  }

  private void add(String target, String words) {
    for (String word : words.trim().split("\\s+", -1)) {
      Matcher object = OBJECT.matcher(word);
      if (object.matches()) {
        parts.computeIfAbsent(target, name -> new ArrayList<>()).add(object.group(1));
      }
    }
  }
}
