package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers that files of a tree include, as the tree has them: what an author may use, whether
 * this program stands in for it or not. Directives count whether they are compiled or not.
 */
public final class TreeHeaders {
  private static final List<String> PATH =
      List.of(
          "arch/x86/include/",
          "arch/x86/include/generated/",
          "include/",
          "arch/x86/include/uapi/",
          "include/uapi/");

  private static final int MOST_FILES = 5_000;

  private static final Pattern INCLUDE =
      Pattern.compile("(?m)^[ \\t]*#[ \\t]*include[ \\t]*[<\"]([^>\"\\n]{1,200})[>\"]");

  private final SourceTree tree;
  private final Map<String, String> texts = new LinkedHashMap<>();

  /**
   * Looks for them.
   *
   * @param files where to start: C files, or headers
   */
  public TreeHeaders(SourceTree tree, Collection<String> files) {
    this.tree = tree;
    Deque<String> open = new ArrayDeque<>(files);
    while (!open.isEmpty() && texts.size() < MOST_FILES) {
      String file = open.remove();
      if (texts.containsKey(file)) {
        continue;
      }
      Optional<String> text = tree.file(file).map(entry -> new String(entry.content(), ISO_8859_1));
      texts.put(file, text.orElse(""));
      Matcher include = INCLUDE.matcher(text.orElse(""));
      while (include.find()) {
        header(include.group(1)).ifPresent(open::add);
      }
    }
    texts.keySet().removeAll(files);
  }

  /** The header that a name stands for. */
  private Optional<String> header(String name) {
    return PATH.stream().map(path -> path + name).filter(this::isFile).findFirst();
  }

  private boolean isFile(String path) {
    return TreePath.isInTree(path) && tree.file(path).isPresent();
  }

  /** Whether the tree has a header of this name. */
  public boolean has(String name) {
    return header(name).isPresent();
  }

  /** Whether one of them declares a function, variable, type, enumerator or macro. */
  public boolean declare(String name) {
    return texts.values().stream()
        .anyMatch(text -> text.contains(name) && Declarations.in(text).contains(name));
  }

  /** Whether one of them defines a structure, with a member of that name if one is given. */
  public boolean define(String tag, Optional<String> member) {
    Pattern head = Pattern.compile("\\b(?:struct|union|enum)\\s+" + Pattern.quote(tag) + "\\s*\\{");
    for (String text : texts.values()) {
      Matcher matcher = head.matcher(text);
      while (matcher.find()) {
        String body = Declarations.body(text, matcher.end());
        if (member.isEmpty()
            || Pattern.compile("\\b" + Pattern.quote(member.get()) + "\\b").matcher(body).find()) {
          return true;
        }
      }
    }
    return false;
  }
}
