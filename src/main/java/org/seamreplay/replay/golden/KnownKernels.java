package org.seamreplay.replay.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seamreplay.compile.Resources;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.trace.json.TraceReader;

/** The kernels whose golden traces come along, told by their TDX sources and not by their name. */
public final class KnownKernels {
  private static final Pattern BOOT = Pattern.compile("[^/]+/boot\\" + TraceFiles.SUFFIX);

  private KnownKernels() {}

  /**
   * The name that a kernel's traces are filed under.
   *
   * @param digest of its TDX sources, as the header of a trace has it
   */
  public static Optional<String> withSources(String digest) {
    try {
      Resources traces = Resources.load("traces");
      for (String name : traces.names()) {
        if (BOOT.matcher(name).matches()) {
          TraceHeader header = header(traces, name);
          if (header.tree().equals(digest)) {
            return Optional.of(header.kernel());
          }
        }
      }
      return Optional.empty();
    } catch (IOException | TraceFormatException e) {
      throw new BadInput("the program's own golden traces cannot be read: " + e.getMessage(), e);
    }
  }

  private static TraceHeader header(Resources traces, String name)
      throws IOException, TraceFormatException {
    String text = new String(traces.content(name).orElseThrow(), UTF_8);
    return TraceReader.readHeader(text.lines().findFirst().orElse(""), name);
  }
}
