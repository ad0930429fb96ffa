package org.seamreplay.vm.hosted;

import java.nio.charset.StandardCharsets;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.NotModelled;

/** The printf family of stdio.h. */
final class PrintfFunctions {
  private final StandardStreams streams;

  private PrintfFunctions(StandardStreams streams) {
    this.streams = streams;
  }

  static void addTo(Library library, StandardStreams streams) {
    PrintfFunctions functions = new PrintfFunctions(streams);
    library
        .function(
            "printf", call -> functions.print(call, StandardStreams.STDOUT, 0, variable(call, 1)))
        .function("fprintf", call -> functions.print(call, call.arg(0), 1, variable(call, 2)))
        .function(
            "vprintf", call -> functions.print(call, StandardStreams.STDOUT, 0, list(call, 1)))
        .function("vfprintf", call -> functions.print(call, call.arg(0), 1, list(call, 2)))
        .function("sprintf", call -> store(call, -1, 1, variable(call, 2)))
        .function("snprintf", call -> store(call, call.arg(1), 2, variable(call, 3)))
        .function("vsprintf", call -> store(call, -1, 1, list(call, 2)))
        .function("vsnprintf", call -> store(call, call.arg(1), 2, list(call, 3)));
  }

  private static FormatArguments variable(ExternalCall call, int first) {
    return new CallArguments(call, first);
  }

  private static FormatArguments list(ExternalCall call, int index) {
    return new VaListArguments(call.vm().memory(), call.arg(index));
  }

  private void print(ExternalCall call, long stream, int format, FormatArguments arguments) {
    String text = text(call, format, arguments);
    if (text != null) {
      streams.write(call.vm(), stream, text);
      call.result(text.length());
    }
  }

  /** Writes at most {@code size} bytes, the last a NUL; the result is the length without limit. */
  private static void store(ExternalCall call, long size, int format, FormatArguments arguments) {
    String text = text(call, format, arguments);
    if (text == null) {
      return;
    }
    if (size != 0) {
      int kept = size < 0 ? text.length() : (int) Math.min(text.length(), size - 1);
      byte[] bytes = text.substring(0, kept).concat("\0").getBytes(StandardCharsets.ISO_8859_1);
      Memory memory = call.vm().memory();
      memory.write(call.arg(0), bytes);
    }
    call.result(text.length());
  }

  private static String text(ExternalCall call, int format, FormatArguments arguments) {
    try {
      return Printf.format(
          Text.read(call.vm().memory(), call.arg(format), Printf.MAX_FIELD), arguments);
    } catch (FormatException e) {
      if (e.kind() == FormatException.Cause.NOT_MODELLED) {
        throw new NotModelled(e.getMessage(), call.vm().stack());
      }
      call.vm().report(MemoryFault.UNDEFINED_BEHAVIOUR, call.name() + ": " + e.getMessage());
      call.result(0xffff_ffffL);
      return null;
    }
  }
}
