package org.seamreplay.replay.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CLinesTests {
  /** A file with, in front of each line, what it is. */
  private static final String FILE =
      """
      NOTHING      /* A comment { with a brace
      NOTHING         that goes on. */
      DIRECTIVE    #include <linux/types.h>
      DIRECTIVE    #define TWICE(x) \\
      DIRECTIVE        do { x; x; } while (0)
      DECLARATION  struct pair { int a;
      DECLARATION    int b;
      NOTHING      };
      DECLARATION  static const char *text = "{ no brace";
      ASSEMBLY     asm(".globl here\\n"
      ASSEMBLY         "here:");
      DECLARATION  int declared(int a);
      DECLARATION  static int defined(int a)
      NOTHING      {
      DIRECTIVE    #ifdef CONFIG_ODD
      CODE             a++;
      DIRECTIVE    #else
      CODE             a--; // down
      DIRECTIVE    #endif
      CODE             return a;
      NOTHING      }
      CODE         int in_one(void) { return 1; }
      DECLARATION  int after;
      """;

  private static List<CLines.Line> read() {
    return CLines.of(FILE.lines().map(line -> line.substring(13)).toList());
  }

  @Test
  void eachLineIsWhatItsTextSays() {
    assertThat(read().stream().map(line -> line.kind().name()))
        .containsExactlyElementsOf(
            FILE.lines().map(line -> line.substring(0, 13).strip()).toList());
  }

  @Test
  void linesOfABodyAndOfABranchBelongTogether() {
    List<CLines.Line> lines = read();

    assertThat(lines.get(15).body()).isEqualTo(lines.get(19).body()).isNotZero();
    assertThat(lines.get(21).body()).isNotEqualTo(lines.get(19).body());
    assertThat(lines.get(15).branch()).isNotZero().isNotEqualTo(lines.get(17).branch());
    assertThat(lines.get(19).branch()).isZero();
  }

  @Test
  void commentsAndBlanksAreNoPartOfTheCodeAndStringsAre() {
    List<CLines.Line> lines =
        CLines.of(List.of("a  = 1; /* one */", "a = 1;", "s(\"Aa\")", "s(\"BB\")"));

    assertThat(lines.get(0).code()).isEqualTo(lines.get(1).code());
    assertThat(lines.get(2).code()).isNotEqualTo(lines.get(3).code());
  }
}
