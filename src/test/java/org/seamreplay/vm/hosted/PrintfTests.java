package org.seamreplay.vm.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintfTests {

  /** Arguments of a test: Long, Double or String. */
  private static final class GivenArguments implements FormatArguments {
    private final Iterator<?> values;
    private String text = "";

    GivenArguments(Object... values) {
      this.values = List.of(values).iterator();
    }

    @Override
    public long nextWord() {
      Object value = values.next();
      if (value instanceof String string) {
        text = string;
        return 1;
      }
      return (Long) value;
    }

    @Override
    public double nextDouble() {
      return (Double) values.next();
    }

    @Override
    public String string(long address, int limit) {
      return text.substring(0, Math.min(limit, text.length()));
    }
  }

  private static String format(String format, Object... arguments) {
    return Printf.format(format, new GivenArguments(arguments));
  }

  @Test
  void everyLineOfTheTableIsAsGlibcPrintsIt() throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (InputStream table = PrintfTests.class.getResourceAsStream("/hosted-tests/printf.tsv")) {
      Stream<String> lines =
          new String(table.readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .filter(line -> !line.startsWith("# "));
      lines.forEach(line -> rows.add(line.split("\t", 4)));
    }
    assertThat(rows).hasSizeGreaterThan(1000);
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : rows) {
      Object argument =
          switch (row[1]) {
            case "int", "long" -> Long.decode(row[2]);
            case "double" -> number(row[2]);
            default -> row[2];
          };
      softly
          .assertThat(format(row[0], argument))
          .as("%s of %s", row[0].replace("%", "%%"), row[2])
          .isEqualTo(row[3]);
    }
    softly.assertAll();
  }

  private static Double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.valueOf(text.replace("(", "").replace(")", ""));
    };
  }

  @Test
  void asterisksTakeIntArgumentsFirst() {
    assertThat(format("%*d|%-*d|%.*f|%*.*s", 5L, 42L, 4L, 7L, 2L, 1.005, -6L, 2L, "abc"))
        .isEqualTo("   42|7   |1.00|ab    ");
  }

  @Test
  void negativePrecisionCountsAsNone() {
    assertThat(format("%.*d", -3L, 0L)).isEqualTo("0");
  }

  @Test
  void notANumberKeepsItsSign() {
    assertThat(format("%f %F", Double.NaN, Double.longBitsToDouble(0xfff8L << 48)))
        .isEqualTo("nan -NAN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%n", "%ls", "%lc", "%Lf", "%1$d", "%m", "%2000000d", "%.2000000f"})
  void whatHasNoModelIsRefused(String format) {
    assertThatThrownBy(() -> format(format, 0L, 0L))
        .isInstanceOf(FormatException.class)
        .extracting(e -> ((FormatException) e).kind())
        .isEqualTo(FormatException.Cause.NOT_MODELLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%5", "%y", "%Ld", "50% value"})
  void formatsOutsideOfTheLanguageAreUndefined(String format) {
    assertThatThrownBy(() -> format(format, 0L))
        .isInstanceOf(FormatException.class)
        .extracting(e -> ((FormatException) e).kind())
        .isEqualTo(FormatException.Cause.UNDEFINED);
  }

  /** glibc 2.36 prints "1.e+06" here, against C11 7.21.6.1p6. */
  @Test
  void alternativeGeneralFormKeepsZerosWhenRoundingAddsADigit() {
    assertThat(format("%#g", 999999.5)).isEqualTo("1.00000e+06");
  }

  @Test
  void nullStringIsUndefined() {
    assertThatThrownBy(() -> format("%s", 0L)).hasMessage("null pointer given for a string");
  }
}
