package org.seamreplay.vm.hosted;

import java.util.ArrayDeque;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Halt;
import org.seamreplay.vm.Vm;

/** How a program ends: exit, abort, atexit and failed assertions; and errno. */
final class ProcessFunctions {
  /** What a shell sees of a process that SIGABRT ended: 128 + 6. */
  private static final int ABORTED = 134;

  private final StandardStreams streams;
  private final ArrayDeque<Long> handlers = new ArrayDeque<>();

  private ProcessFunctions(StandardStreams streams) {
    this.streams = streams;
  }

  static ProcessFunctions addTo(Library library, StandardStreams streams, HostedArea area) {
    ProcessFunctions functions = new ProcessFunctions(streams);
    library
        .function("exit", functions::exit)
        .function(
            "_Exit",
            call -> {
              throw new Halt(call.intArg(0) & 0xff);
            })
        .function(
            "abort",
            call -> {
              throw new Halt(ABORTED);
            })
        .function("atexit", call -> functions.handlers.push(call.arg(0)))
        // The environment is empty.
        .function("getenv", call -> call.result(0))
        .function("__assert_fail", functions::assertionFailed)
        .function("__errno_location", call -> call.result(area.errno(call.vm())));
    return functions;
  }

  /** Calls the atexit handlers, the last registered first; each only once. */
  void runHandlers(Vm vm) {
    while (!handlers.isEmpty()) {
      vm.call(handlers.pop());
    }
  }

  private void exit(ExternalCall call) {
    int status = call.intArg(0) & 0xff;
    runHandlers(call.vm());
    throw new Halt(status);
  }

  private void assertionFailed(ExternalCall call) {
    streams.write(
        call.vm(),
        StandardStreams.STDERR,
        call.stringArg(1)
            + ":"
            + call.arg(2)
            + ": "
            + (call.arg(3) == 0 ? "" : call.stringArg(3) + ": ")
            + "Assertion `"
            + call.stringArg(0)
            + "' failed.\n");
    throw new Halt(ABORTED);
  }
}
