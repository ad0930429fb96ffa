package org.seamreplay.vm.hosted;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.Halt;
import org.seamreplay.vm.Vm;

/** How a program ends: exit, abort, atexit and failed assertions; and errno. */
final class ProcessFunctions {
  /** What a shell sees of a process that SIGABRT ended: 128 + 6. */
  private static final int ABORTED = 134;

  private final StandardStreams streams;
  private final ArrayDeque<Long> handlers = new ArrayDeque<>();

  private final Function<Vm, List<Finding>> leakSearch;
  private List<Finding> leaks = List.of();

  private ProcessFunctions(StandardStreams streams, Function<Vm, List<Finding>> leakSearch) {
    this.streams = streams;
    this.leakSearch = leakSearch;
  }

  static ProcessFunctions addTo(
      Library library,
      StandardStreams streams,
      HostedArea area,
      Function<Vm, List<Finding>> leakSearch) {
    ProcessFunctions functions = new ProcessFunctions(streams, leakSearch);
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

  /** Notes what is lost now; a program that aborts is not asked. */
  void searchLeaks(Vm vm) {
    leaks = leakSearch.apply(vm);
  }

  /** What the search found. */
  List<Finding> leaks() {
    return leaks;
  }

  private void exit(ExternalCall call) {
    int status = call.intArg(0) & 0xff;
    runHandlers(call.vm());
    searchLeaks(call.vm());
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
