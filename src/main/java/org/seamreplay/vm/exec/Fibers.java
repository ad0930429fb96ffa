package org.seamreplay.vm.exec;

import org.seamreplay.vm.Budget;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.code.Page;
import org.seamreplay.vm.code.TypeLayout;
import org.seamreplay.vm.math.Defects;

/** The threads of execution, each with its stack, and which of them is the current one. */
final class Fibers {
  /**
   * Where stacks lie: a hole in the kernel's own map of the address space, and so far from where
   * variables begin that they seldom have the same place in the lookaside buffer.
   */
  private static final long STACKS = 0xffff_c880_0000_0000L + 0xc0 * Page.SIZE;

  /** Unmapped space between stacks. */
  private static final long STACK_GUARD = 1 << 16;

  private final Budget budget;
  private final MappedMemory space;
  private final ObjectNames names;
  private final Defects defects;
  private int count;
  private FiberState current;

  Fibers(Budget budget, MappedMemory space, ObjectNames names, Defects defects) {
    this.budget = budget;
    this.space = space;
    this.names = names;
    this.defects = defects;
    this.current = make("main");
  }

  FiberState make(String name) {
    long size = TypeLayout.roundUp(budget.stackBytes(), Page.SIZE);
    long top = STACKS + (size + STACK_GUARD) * ++count;
    FiberState fiber = new FiberState(name, top, (int) size, space.partial(), space::flush);
    space.add(new StackRegion(fiber, top - size, size));
    names.add(fiber);
    return fiber;
  }

  FiberState current() {
    return current;
  }

  /** Makes a fiber the current one; returns the one before. */
  FiberState switchTo(FiberState fiber) {
    FiberState previous = current;
    current = fiber;
    return previous;
  }

  void requireCurrent(FiberState fiber, String model) {
    if (fiber != current) {
      throw new IllegalStateException(
          "model of " + model + " returned on fiber " + current.name() + ", not " + fiber.name());
    }
  }

  /** Makes room on the stack, or reports that there is none left. */
  void needStack(FiberState fiber, long bytes) {
    if (!fiber.needStack(bytes)) {
      defects.report(
          MemoryFault.STACK_OVERFLOW,
          "needs " + bytes + " bytes more of a stack of " + budget.stackBytes());
    }
  }
}
