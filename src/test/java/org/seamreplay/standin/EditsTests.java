package org.seamreplay.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits by anchor: where they put lines, and what is said of those that have no place. */
class EditsTests {
  private static final String HEAD = "Subject: a: B\n\nText.\n---\nfile one.c\n";

  private static final String SOURCE =
      """
      #define ONE\t\t1
      #define ONE_MORE\t2

      struct box {
      \tint lid;
      };

      static int callee(int a);

      /* Calls nobody. */
      static int callee(int a)
      {
      \tif (!a)
      \t\treturn 0;

      \treturn a + 1;
      }
      EXPORT_SYMBOL(callee);

      int caller(struct box *box,
      \t   int twice)
      {
      \tif (!box)
      \t\treturn 0;

      \treturn callee(box->lid);
      }
      """;

  @TempDir private Path tree;

  @BeforeEach
  void givenAFile() throws IOException {
    Files.writeString(tree.resolve("one.c"), SOURCE);
  }

  private String edited(String edits) {
    PatchEdits patch = PatchEdits.read("some.edits", HEAD + edits);
    return new WorkingCopy(tree).apply(patch).get(0).after();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "after `#define ONE`                      |  2 | 28",
        "before struct box                        |  4 | 28",
        "in struct box: after `int lid`           |  6 | 28",
        "before function callee                   | 10 | 28",
        "after function callee                    | 19 | 28",
        "in function caller: after `!box` .. `0`  | 25 | 28",
        "replace `#define ONE_MORE`               |  2 | 27",
        "replace function callee                  | 10 | 19",
      })
  void aLineComesWhereTheAnchorIs(String edit, int line, int count) {
    List<String> lines = edited(edit + "\n+NEW\n").lines().toList();
    assertThat(SOURCE.lines()).hasSize(27);
    assertThat(lines).hasSize(count).element(line - 1).isEqualTo("NEW");
  }

  @Test
  void whatIsTakenAwayLeavesOneEmptyLineAndCanBePutBack() {
    String edits =
        """
        take function callee as all-of-it
        after function caller
        +
        =all-of-it
        """;
    String function = SOURCE.substring(SOURCE.indexOf("/* Calls"), SOURCE.indexOf("\nint caller"));
    assertThat(edited(edits)).isEqualTo(SOURCE.replace(function + "\n", "") + "\n" + function);
  }

  @Test
  void wordsAreRenamedAsWholeWords() {
    assertThat(edited("rename ONE to TWO\n")).isEqualTo(SOURCE.replace("ONE\t", "TWO\t"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delete `absent`           | no line with `absent`",
        "delete `if` .. `absent`   | more than one line with `if`: lines 13, 23; say more of it",
        "delete `lid;` .. `absent` | no line with `absent` after line 5 with the first text",
        "in function caller: delete `ONE` | no line with `ONE` in function caller",
        "before function nobody    | no function nobody",
        "before struct nothing     | no struct nothing",
        "rename ON to OFF          | no word 'ON'",
      })
  void anAnchorThatIsNotThereOnceIsNamedWithFileAndEdit(String edit, String message) {
    String lines = edit.startsWith("before") ? "+NEW\n" : "";
    assertThatThrownBy(() -> edited(edit + "\n" + lines))
        .isInstanceOf(BadEdits.class)
        .hasMessage("some.edits:6: one.c: " + message);
  }

  @Test
  void aFileThatTheTreeLacksIsNamed() {
    assertThatThrownBy(() -> edited("file two.c\ndelete `a`\n"))
        .isInstanceOf(BadEdits.class)
        .hasMessage("some.edits:7: no file two.c in " + tree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delete ONE         | expected 'function NAME', 'struct NAME', or a text in backquotes, found 'ONE'",
        "delete `ONE        | a backquote without a second one",
        "delete `ONE` `MORE` | nothing can follow before 'MORE'",
        "after `ONE`        | 'after' needs lines that begin with '+' or '='",
        "remove `ONE`       | 'remove' is none of before, after, replace, delete, take, rename, file, in",
        "in callee: delete `ONE` | expected 'function NAME' or 'struct NAME'",
        "in function callee delete `ONE` | 'callee' is no name with a colon",
        "take `ONE` to a    | expected 'as', found 'to'",
        "rename ONE         | the line ends too early",
        "file ../etc        | '../etc' is no path in a tree",
        "+NEW               | a line to put in, and no edit before it",
      })
  void aLineThatCannotBeReadIsNamed(String edit, String message) {
    assertThatThrownBy(() -> edited(edit + "\n"))
        .isInstanceOf(BadEdits.class)
        .hasMessage("some.edits:6: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "after `ONE MORE`;+NEW      | some.edits:6: one.c: no line with `ONE MORE`",
        "delete `ONE`;+NEW          | some.edits:6: 'delete' takes no lines",
        "after `#define ONE`;=else  | some.edits:6: nothing was taken as 'else' before",
        "after `#define ONE`;+NEW\\t | some.edits:7: blanks at the end of the line",
      })
  void aLineThatCannotBePutInIsNamed(String edit, String message) {
    assertThatThrownBy(() -> edited(edit.replace(';', '\n').replace("\\t", "\t") + "\n"))
        .isInstanceOf(BadEdits.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Text only                 | some.edits:1: expected a header, one of Subject",
        "From: a                   | some.edits:1: expected a header, one of Subject",
        "Subject: a;Subject: b     | some.edits:2: a second Subject",
        "Subject: a                | some.edits: no message after the header",
        "Subject: a;;Text          | some.edits: no line '---' after the message, and so no edits",
        "Subject: a;;Text;---;file a | some.edits: no edits",
        "Subject: a;;Text;---;delete `a` | some.edits:5: no 'file PATH' before the edit",
        "Subject: \u00e4;;Text     | some.edits:1: only printable ASCII and tabs are allowed",
      })
  void aHeadThatCannotBeReadIsNamed(String text, String message) {
    assertThatThrownBy(() -> PatchEdits.read("some.edits", text.replace(';', '\n')))
        .isInstanceOf(BadEdits.class)
        .hasMessage(message);
  }
}
