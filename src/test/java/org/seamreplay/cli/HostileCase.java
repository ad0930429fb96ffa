package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Input of which the program has to say in one line what is wrong.
 *
 * @param title what is hostile in it
 * @param place file and line of the table
 * @param inputs recipes of files, by name, see {@link HostileInput}
 * @param command the command line; {@code @name} is the path of a file
 * @param code the exit code
 * @param line the line on standard error, without {@code seamreplay:}, or after {@code |} one of
 *     the report on standard output; {@code *} stands for anything
 */
record HostileCase(
    String title,
    String place,
    Map<String, String> inputs,
    List<String> command,
    int code,
    String line) {
  /** The tables. */
  static final List<String> READERS =
      List.of(
          "mail",
          "patch",
          "quilt",
          "yaml",
          "trace",
          "recording",
          "bundle",
          "quote",
          "tree",
          "git",
          "arguments");

  private static final String REPORTED = "| ";
  private static final Pattern WORD = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|\\S+");

  /** All cases of a reader's table. */
  static List<HostileCase> of(String reader) {
    String name = "/hostile/" + reader + ".cases";
    try (InputStream in = HostileCase.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no table " + name);
      }
      return parse(name, new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<HostileCase> parse(String file, String text) {
    List<HostileCase> cases = new ArrayList<>();
    String title = "";
    Map<String, String> inputs = new LinkedHashMap<>();
    List<String> command = List.of();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String place = file + ":" + number;
      boolean remark = line.isBlank() || line.startsWith("#");
      if (line.startsWith("= ")) {
        title = line.substring(2);
        inputs = new LinkedHashMap<>();
      } else if (line.startsWith("$ ")) {
        command = words(line.substring(2));
      } else if (line.matches("[0-3] .*")) {
        int code = line.charAt(0) - '0';
        cases.add(new HostileCase(title, place, inputs, command, code, line.substring(2)));
      } else if (!remark && line.matches("\\S+ +\\S.*")) {
        String[] parts = line.split(" +", 2);
        inputs.put(parts[0], parts[1]);
      } else if (!remark) {
        throw new AssertionError(
            place + ": neither '= TITLE', 'FILE RECIPE', '$ COMMAND' nor 'EXIT LINE'");
      }
    }
    return cases;
  }

  /** Words, those in quotes with their escapes resolved. */
  static List<String> words(String text) {
    return WORD.matcher(text).results().map(m -> unquoted(m.group())).collect(Collectors.toList());
  }

  private static String unquoted(String word) {
    return word.startsWith("\"")
        ? HostileInput.unescaped(word.substring(1, word.length() - 1))
        : word;
  }

  /** Whether the program says it in a report. */
  boolean isReported() {
    return line.startsWith(REPORTED);
  }

  /** Whether a line is the one that is expected. */
  boolean isExpected(String said) {
    String expected = isReported() ? line.substring(REPORTED.length()) : line;
    String pattern =
        Arrays.stream(expected.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    Matcher matcher = Pattern.compile(pattern).matcher(said);
    return matcher.matches();
  }
}
