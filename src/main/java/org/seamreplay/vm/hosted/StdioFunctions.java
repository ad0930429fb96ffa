package org.seamreplay.vm.hosted;

import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.NotModelled;

/** Unformatted output of stdio.h. */
final class StdioFunctions {
  private final StandardStreams streams;

  private StdioFunctions(StandardStreams streams) {
    this.streams = streams;
  }

  static void addTo(Library library, StandardStreams streams) {
    StdioFunctions functions = new StdioFunctions(streams);
    library
        .function("puts", functions::puts)
        .function("putchar", call -> functions.put(call, StandardStreams.STDOUT))
        .function("putc", call -> functions.put(call, call.arg(1)))
        .function("fputc", call -> functions.put(call, call.arg(1)))
        .function("fputs", functions::fputs)
        .function("fwrite", functions::fwrite)
        .function("fflush", functions::onStreamOrAll)
        .function("setvbuf", functions::onStream)
        .function("ferror", functions::onStream);
  }

  private void puts(ExternalCall call) {
    String text = text(call);
    streams.write(call.vm(), StandardStreams.STDOUT, text + "\n");
    call.result(text.length() + 1);
  }

  private void fputs(ExternalCall call) {
    streams.write(call.vm(), call.arg(1), text(call));
    call.result(1);
  }

  private void put(ExternalCall call, long stream) {
    int c = call.intArg(0) & 0xff;
    streams.write(call.vm(), stream, String.valueOf((char) c));
    call.result(c);
  }

  private void fwrite(ExternalCall call) {
    long size = call.arg(1);
    long count = call.arg(2);
    if (size == 0 || count == 0) {
      return;
    }
    if (Math.multiplyHigh(size, count) != 0
        || size * count < 0
        || size * count > StandardStreams.MAX_OUTPUT) {
      throw new NotModelled(
          "fwrite of more than " + StandardStreams.MAX_OUTPUT + " bytes", call.vm().stack());
    }
    byte[] bytes = call.vm().memory().read(call.arg(0), (int) (size * count));
    streams.write(call.vm(), call.arg(3), bytes);
    call.result(count);
  }

  /** Nothing is buffered and no stream can fail, so the answer is 0. */
  private void onStream(ExternalCall call) {
    streams.require(call.vm(), call.arg(0));
  }

  private void onStreamOrAll(ExternalCall call) {
    if (call.arg(0) != 0) {
      onStream(call);
    }
  }

  private static String text(ExternalCall call) {
    return Text.read(call.vm().memory(), call.arg(0), (int) StandardStreams.MAX_OUTPUT);
  }
}
