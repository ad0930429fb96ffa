package org.seamreplay.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a unit uses and neither the tree nor the shim has.
 *
 * @param kind what it is
 * @param name header name, C name, or {@code struct tag.member}
 */
public record Missing(Kind kind, String name) {
  /** Kinds of missing things. */
  public enum Kind {
    HEADER,
    FUNCTION,
    IDENTIFIER,
    TYPE,
    MEMBER
  }

  private record Wording(Kind kind, Pattern pattern) {}

  /** Clang 20's wordings; the compiler is pinned, so they do not change under us. */
  private static final List<Wording> WORDINGS =
      List.of(
          wording(Kind.HEADER, "'(.+)' file not found.*"),
          wording(Kind.FUNCTION, "call to undeclared (?:library )?function '(\\w+)'.*"),
          wording(Kind.IDENTIFIER, "use of undeclared identifier '(\\w+)'.*"),
          wording(Kind.TYPE, "unknown type name '(\\w+)'.*"),
          wording(Kind.TYPE, "must use '(?:struct|union|enum)' tag to refer to type '(\\w+)'.*"),
          wording(Kind.TYPE, ".*incomplete (?:\\w+ )*type '(?:const )?([\\w ]+)'.*"),
          wording(Kind.MEMBER, "no member named '(\\w+)' in '([\\w ]+)'.*"),
          wording(
              Kind.MEMBER,
              "field designator '(\\w+)' does not refer to any field in type '([\\w ]+)'.*"));

  private static Wording wording(Kind kind, String pattern) {
    return new Wording(kind, Pattern.compile(pattern));
  }

  /** As a message has it: {@code linux/foo.h}, {@code bar()}, {@code struct page.flags}. */
  @Override
  public String toString() {
    return kind == Kind.FUNCTION ? name + "()" : name;
  }

  /** Whether it is a header whose name leads out of every include directory. */
  boolean isOutside() {
    return kind == Kind.HEADER && (name.startsWith("/") || name.startsWith("../"));
  }

  /** What the errors name as missing, each once. */
  static List<Missing> in(List<Diagnostic> diagnostics) {
    Set<Missing> all = new LinkedHashSet<>();
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.isError()) {
        for (Wording wording : WORDINGS) {
          Matcher m = wording.pattern().matcher(diagnostic.message());
          if (m.matches()) {
            String owner = m.groupCount() == 2 ? m.group(2) + "." : "";
            all.add(new Missing(wording.kind(), owner + m.group(1)));
            break;
          }
        }
      }
    }
    return new ArrayList<>(all);
  }
}
