package org.seamreplay.replay.seen;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.ir.Digest;

/**
 * What the lines of a C file are, as far as their text says it: nothing compiles what no run needs,
 * and of that, too, one wants to know whether it is more than a comment. A light reading: strings,
 * comments, braces and directives are understood, nothing else.
 */
final class CLines {
  /** What a line is. */
  enum Kind {
    /** Blank, a comment, or braces alone. */
    NOTHING,
    /** A preprocessor directive, with the lines that continue it. */
    DIRECTIVE,
    /** At file level: declarations, types, initial values. */
    DECLARATION,
    /** In the body of a function. */
    CODE,
    /** At file level, but for the assembler. */
    ASSEMBLY
  }

  /**
   * A line.
   *
   * @param code its text without comments, with single blanks and numbers that stand for strings
   * @param body number of the function body that it is in, from 1 in the order of the file; 0 for
   *     none
   * @param branch number of the innermost branch of an #if that it is in, likewise
   */
  record Line(Kind kind, String code, int body, int branch) {}

  private final List<Line> lines = new ArrayList<>();
  private final List<Integer> branches = new ArrayList<>();
  private int nextBranch = 1;
  private boolean inComment;
  private boolean inDirective;
  private int depth;
  private int body;
  private int bodies;
  private boolean afterParameters;
  private boolean assembly;

  private CLines() {}

  /** The lines of a file. */
  static List<Line> of(List<String> texts) {
    CLines reader = new CLines();
    texts.forEach(reader::line);
    return reader.lines;
  }

  private void line(String text) {
    String code = withoutComments(text).strip().replaceAll("\\s+", " ");
    boolean directive = inDirective || code.startsWith("#");
    if (directive) {
      if (!inDirective) {
        branch(code);
      }
      inDirective = code.endsWith("\\");
      add(code.isEmpty() ? Kind.NOTHING : Kind.DIRECTIVE, code, body);
      return;
    }
    int before = body;
    int known = bodies;
    scan(code);
    // A function may begin and end on the line.
    int in = before == 0 && bodies > known ? bodies : before;
    boolean word = code.chars().anyMatch(Character::isLetterOrDigit);
    if (!word) {
      add(Kind.NOTHING, code, body);
    } else if (in != 0) {
      add(Kind.CODE, code, in);
    } else {
      assembly |= code.matches("(__)?asm(__)?\\b.*");
      add(assembly ? Kind.ASSEMBLY : Kind.DECLARATION, code, body);
    }
    if (depth == 0 && code.endsWith(";")) {
      assembly = false;
    }
  }

  private void add(Kind kind, String code, int in) {
    lines.add(new Line(kind, code, in, innermost()));
  }

  private int innermost() {
    return branches.isEmpty() ? 0 : branches.get(branches.size() - 1);
  }

  private void branch(String code) {
    String word = code.substring(1).strip();
    if (word.startsWith("if")) {
      branches.add(nextBranch++);
    } else if (word.startsWith("el") && !branches.isEmpty()) {
      branches.set(branches.size() - 1, nextBranch++);
    } else if (word.startsWith("endif") && !branches.isEmpty()) {
      branches.remove(branches.size() - 1);
    }
  }

  /** Follows braces; one behind a list of parameters begins a function. */
  private void scan(String code) {
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '{') {
        if (depth++ == 0 && afterParameters) {
          body = ++bodies;
        }
        afterParameters = false;
      } else if (c == '}') {
        depth = Math.max(0, depth - 1);
        if (depth == 0) {
          body = 0;
        }
      } else if (depth == 0 && c == ')') {
        afterParameters = true;
      } else if (depth == 0 && (c == ';' || c == '=' || c == ',')) {
        afterParameters = false;
      }
    }
  }

  /** Without comments, and with nothing in strings that could be taken for code. */
  private String withoutComments(String text) {
    StringBuilder code = new StringBuilder();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (inComment) {
        if (c == '*' && next == '/') {
          inComment = false;
          i++;
        }
      } else if (quote != 0) {
        if (c == '\\') {
          word.append(c).append(next);
          i++;
          continue;
        } else if (c == quote) {
          quote = 0;
        }
        word.append(c);
        if (quote == 0) {
          add(code, word);
        }
      } else if (c == '/' && next == '*') {
        inComment = true;
        i++;
      } else if (c == '/' && next == '/') {
        break;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else {
        code.append(c);
      }
    }
    // A quote that is none, as in the text of an #error.
    add(code, word);
    return code.toString();
  }

  /** Stands for the text of a string, and has nothing in it that could be taken for code. */
  private static void add(StringBuilder code, StringBuilder text) {
    if (!text.isEmpty()) {
      code.append('"').append(new Digest().add(text.toString()).hex()).append('"');
      text.setLength(0);
    }
  }
}
