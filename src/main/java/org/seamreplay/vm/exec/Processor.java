package org.seamreplay.vm.exec;

import org.seamreplay.vm.Budget;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Program;

/** Runs fibers: enters functions, and leads control from one mode of execution to the next. */
final class Processor {
  private final Budget budget;
  private final Fibers fibers;
  private final Callees callees;
  private final ModelCalls models;
  private final CallOps calls;
  private final CarefulMode careful;
  private final Instrument instrument;
  private final Loop loop;
  private final FindingLog findings;

  Processor(
      Budget budget,
      Fibers fibers,
      Callees callees,
      ModelCalls models,
      CallOps calls,
      CarefulMode careful,
      Instrument instrument,
      Loop loop,
      FindingLog findings) {
    this.budget = budget;
    this.fibers = fibers;
    this.callees = callees;
    this.models = models;
    this.calls = calls;
    this.careful = careful;
    this.instrument = instrument;
    this.loop = loop;
    this.findings = findings;
  }

  /** Calls a function on the current fiber; returns its first result slot. */
  long call(FunctionCode function, long[] arguments) {
    if (function.external()) {
      return callModel(function, arguments);
    }
    FiberState fiber = fibers.current();
    int pc = fiber.pc;
    int window = fiber.window;
    int top = fiber.top;
    boolean wasCareful = fiber.careful;
    int result = enter(fiber, function, arguments);
    fiber.careful = false;
    fiber.nesting++;
    try {
      if (!run(fiber)) {
        throw notHere();
      }
    } catch (RuntimeException e) {
      while (fiber.top > top) {
        CallOps.pop(fiber);
      }
      throw e;
    } finally {
      fiber.nesting--;
      fiber.pc = pc;
      fiber.window = window;
      fiber.careful = wasCareful;
    }
    return function.results == 0 ? 0 : fiber.registers[result];
  }

  private long callModel(FunctionCode function, long[] arguments) {
    ModelCall call = models.begin(function.name, arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      call.argument(i, arguments[i], 0);
    }
    try {
      callees.model(function).run(call);
    } finally {
      models.end();
    }
    return call.resultSlot(0);
  }

  /** Runs a fiber until it finishes (true) or yields (false). */
  boolean resume(FiberState fiber) {
    if (fiber.finished || fiber.nesting > 0 || fiber.function == null) {
      throw new IllegalStateException("fiber " + fiber.name() + " cannot be resumed");
    }
    FiberState previous = fibers.switchTo(fiber);
    fiber.nesting++;
    fiber.resumed = true;
    boolean done;
    try {
      if (!fiber.started) {
        fiber.started = true;
        enter(fiber, fiber.function, fiber.arguments);
      }
      done = run(fiber);
    } finally {
      fiber.resumed = false;
      fiber.nesting--;
      fibers.switchTo(previous);
    }
    if (done) {
      fiber.finished = true;
      fiber.result = fiber.function.results == 0 ? 0 : fiber.registers[0];
    }
    return done;
  }

  /** Asks the current fiber to stop after the model that is under way. */
  void yieldCurrent() {
    FiberState fiber = fibers.current();
    if (!fiber.resumed || fiber.nesting != 1) {
      throw notHere();
    }
    fiber.yielding = true;
  }

  private NotModelled notHere() {
    return new NotModelled("yielding inside of a call from a model", findings.stack());
  }

  /** Pushes a first frame; returns the register that will hold the result. */
  private int enter(FiberState fiber, FunctionCode function, long[] arguments) {
    callees.requireCallable(function);
    if (arguments.length != function.parameters) {
      throw new IllegalArgumentException(
          function.name
              + " takes "
              + function.parameters
              + " argument slots, called with "
              + arguments.length);
    }
    if (fiber.depth() >= budget.callDepth()) {
      findings.report(
          MemoryFault.STACK_OVERFLOW,
          "calls " + function.name + " " + fiber.depth() + " calls deep");
    }
    int result = fiber.base + fiber.window;
    int newBase = result + Math.max(1, function.results);
    fiber.needRecord();
    fiber.needRegisters(newBase + function.window);
    fibers.needStack(fiber, (long) function.stackSize - function.stackMask);
    calls.push(fiber, fiber.pc, Program.EXIT, result, newBase, function, arguments);
    return result;
  }

  /** Runs until the first frame returns (true) or the fiber yields (false). */
  private boolean run(FiberState fiber) {
    for (; ; ) {
      if (fiber.careful) {
        careful.run(fiber, loop);
      } else {
        loop.run(fiber, instrument.code());
      }
      if (fiber.pc == Program.EXIT) {
        return true;
      }
      if (fiber.yielding) {
        fiber.yielding = false;
        return false;
      }
      if (fiber.pc == Program.CAREFUL) {
        careful.resumed(fiber);
      } else if (!fiber.careful) {
        instrument.stopped(fiber, loop);
      }
    }
  }
}
