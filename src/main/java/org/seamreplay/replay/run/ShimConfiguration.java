package org.seamreplay.replay.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The options that a kernel compiled against the shim is configured with, as its C sees them. */
final class ShimConfiguration {
  private static final String PRELUDE = "/shim/include/seamreplay/prelude.h";
  private static final Pattern OPTION =
      Pattern.compile("^#define (CONFIG_[A-Za-z0-9_]+) 1$", Pattern.MULTILINE);

  private ShimConfiguration() {}

  /** Whether an option is set, by its name with {@code CONFIG_}. */
  static boolean isSet(String option) {
    return Options.SET.contains(option);
  }

  private static final class Options {
    static final Set<String> SET = read();

    private static Set<String> read() {
      try (InputStream in = ShimConfiguration.class.getResourceAsStream(PRELUDE)) {
        String text = new String(in.readAllBytes(), UTF_8);
        return OPTION
            .matcher(text)
            .results()
            .map((MatchResult result) -> result.group(1))
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
