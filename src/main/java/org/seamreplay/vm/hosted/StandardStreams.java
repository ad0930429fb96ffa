package org.seamreplay.vm.hosted;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/** stdout and stderr of a hosted program. A {@code FILE *} is a number that nothing maps. */
final class StandardStreams {
  /** Value of {@code stdout}. */
  static final long STDOUT = 0x0000_5f11_e000_1000L;

  /** Value of {@code stderr}. */
  static final long STDERR = 0x0000_5f11_e000_2000L;

  /** Output beyond this ends the run: a loop that prints would fill the disk otherwise. */
  static final long MAX_OUTPUT = 64L << 20;

  private final OutputStream out;
  private final OutputStream err;
  private long written;

  StandardStreams(OutputStream out, OutputStream err) {
    this.out = out;
    this.err = err;
  }

  /** Writes text, one byte for each char. */
  void write(Vm vm, long stream, String text) {
    write(vm, stream, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes bytes; a stream that is neither of the two is a finding. */
  void write(Vm vm, long stream, byte[] bytes) {
    require(vm, stream);
    written += bytes.length;
    if (written > MAX_OUTPUT) {
      vm.report(MemoryFault.BUDGET, "more than " + MAX_OUTPUT + " bytes of output");
    }
    try {
      (stream == STDERR ? err : out).write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reports a stream that is neither of the two. */
  void require(Vm vm, long stream) {
    if (stream != STDOUT && stream != STDERR) {
      vm.report(
          stream == 0 ? MemoryFault.NULL_POINTER : MemoryFault.WILD_POINTER,
          stream == 0
              ? "null pointer used as a stream"
              : String.format(Locale.ROOT, "0x%x is not a stream", stream));
    }
  }
}
