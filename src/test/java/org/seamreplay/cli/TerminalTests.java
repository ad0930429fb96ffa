package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTests {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String shown() {
    return bytes.toString(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J",
        "\u0007",
        "\u009b31m",
        "\u202eevil",
        "\u2066",
        "\u200f",
        "\r",
        "\u0000",
        "\u007f",
        "\u2028",
        "\ufeff"
      })
  void whatATerminalObeysIsShownInstead(String evil) {
    Terminal.messages(bytes).println("a " + evil + " b");

    assertThat(shown()).matches("a \\\\u[0-9a-f]{4}[\\[\\w]* b\n");
  }

  @Test
  void textOfAllLanguagesIsLeftAlone() {
    Terminal.results(bytes).println("Grüße, 世界 \ud83d\ude00\tand a tab");

    assertThat(shown()).isEqualTo("Grüße, 世界 \ud83d\ude00\tand a tab\n");
  }

  @Test
  void aMessageIsOneLineOfBoundedLength() {
    Terminal.messages(bytes).println("first\nsecond " + "x".repeat(3 << 20));

    assertThat(shown()).hasSize(Terminal.LONGEST_MESSAGE + 4).endsWith("...\n");
    assertThat(shown()).startsWith("first\\nsecond xxx").containsOnlyOnce("\n");
  }

  @Test
  void resultsHaveLinesOfAnyLength() {
    Terminal.results(bytes).println("x".repeat(1 << 20) + "\ny");

    assertThat(shown()).hasSize((1 << 20) + 3);
  }

  @Test
  void theFirstCharacterAfterAFullBufferIsWhole() {
    String text = "x".repeat((1 << 13) - 1) + "ü".repeat(1 << 13);
    Terminal.results(bytes).println(text);

    assertThat(shown()).isEqualTo(text + "\n");
  }

  @Test
  void coloursPassForWhoCleansHisTextHimselfAndNothingElseDoes() {
    Terminal terminal = Terminal.results(bytes);

    terminal.letting(Set.of("\u001b[31m")).println("\u001b[31mred\u001b[2J");
    terminal.println("\u001b[31mred");

    assertThat(shown()).isEqualTo("\u001b[31mred\\u001b[2J\n\\u001b[31mred\n");
  }

  @Test
  void progressReplacesTheLine() {
    Terminal.messages(bytes).replaceLine("step \u001b[2J of\nmany", 20);

    assertThat(shown()).isEqualTo("\rstep \\u{1b}[2J of...");
  }
}
