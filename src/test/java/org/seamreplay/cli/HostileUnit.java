package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * C that was written to do harm, and what it is answered.
 *
 * @param name what the file is called, without .c
 * @param how {@code vm} and options of {@code vm run}, or {@code tree}: it is a tree's TDX unit
 * @param exit the exit code
 * @param line what the first line of the messages has in it; empty if anything may be said
 * @param text the C, in which {@value #SECRET} stands for a file that nobody may read
 */
record HostileUnit(String name, String how, int exit, String line, String text) {
  static final String SECRET = "@SECRET@";

  /** Between texts one of which is expected. */
  static final String OR = " | ";

  /** The first line of each file. */
  private static final Pattern EXPECTATION =
      Pattern.compile("// (vm(?: -O\\d)?|tree) (\\d+): (.*)");

  /** The files of a directory, by name. */
  static List<HostileUnit> in(Path directory) throws IOException {
    List<HostileUnit> units = new ArrayList<>();
    try (var files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file, UTF_8);
        String first = text.lines().findFirst().orElse("");
        Matcher m = EXPECTATION.matcher(first);
        if (!m.matches()) {
          throw new IOException(file + ":1: not 'vm|tree EXIT: LINE': " + first);
        }
        String name = file.getFileName().toString().replaceFirst("\\.c$", "");
        int exit = Integer.parseInt(m.group(2));
        units.add(new HostileUnit(name, m.group(1), exit, m.group(3), text));
      }
    }
    return units;
  }

  /** Texts of which the first line of the messages has one. */
  List<String> lines() {
    return List.of(line.split(Pattern.quote(OR), -1));
  }

  /** The command line for it, given where it has been put. */
  List<String> command(Path directory) {
    List<String> command = new ArrayList<>();
    if (how.equals("tree")) {
      command.addAll(List.of("run", "--scenario", "boot", "--platform", "laptop-8g"));
      command.addAll(List.of("--kernel", directory.toString()));
    } else {
      command.addAll(List.of("vm", "run"));
      command.addAll(List.of(how.split(" ", -1)).subList(1, how.split(" ", -1).length));
      command.add(directory.resolve(name + ".c").toString());
    }
    return command;
  }

  /** Where it belongs, relative to a directory of its own. */
  String path() {
    return how.equals("tree") ? "arch/x86/virt/vmx/tdx/tdx.c" : name + ".c";
  }
}
