package org.seamreplay.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that makes the preprocessor look for a file. Found by its text, whether the preprocessor
 * skips it or not.
 *
 * @param name as written
 * @param quoted whether the directory of the including file comes first
 * @param next whether a file that is found is not the last one looked at
 */
record IncludeDirective(String name, boolean quoted, boolean next) {
  private static final Pattern PATTERN =
      Pattern.compile(
          "#[ \\t]*(include|include_next|import|embed)[ \\t]*([\"<])([^\">\\n]+)[\">]"
              + "|(__has_include|__has_include_next|__has_embed)[ \\t]*\\([ \\t]*([\"<])([^\">\\n]+)[\">]");

  private static final String TEST = "__has_";

  /** All of a file, in order. */
  static List<IncludeDirective> in(String text) {
    List<IncludeDirective> all = new ArrayList<>();
    Matcher m = PATTERN.matcher(text);
    int hash = text.indexOf('#');
    int test = text.indexOf(TEST);
    // Most of a file is neither: to try the pattern at every character takes ten times as long.
    while (hash >= 0 || test >= 0) {
      boolean directive = test < 0 || (hash >= 0 && hash < test);
      int at = directive ? hash : test;
      if (directive) {
        hash = text.indexOf('#', at + 1);
      } else {
        test = text.indexOf(TEST, at + 1);
      }
      if (!m.region(at, text.length()).lookingAt()) {
        continue;
      }
      all.add(
          new IncludeDirective(
              m.group(directive ? 3 : 6),
              m.group(directive ? 2 : 5).equals("\""),
              m.group(directive ? 1 : 4).endsWith("_next")));
    }
    return List.copyOf(all);
  }
}
