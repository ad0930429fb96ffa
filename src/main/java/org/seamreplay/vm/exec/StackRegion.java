package org.seamreplay.vm.exec;

import java.util.Arrays;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.code.Page;

/** The stack of a fiber. Its arrays may be replaced by larger ones while it grows. */
final class StackRegion extends Region {
  private final FiberState fiber;

  StackRegion(FiberState fiber, long start, long size) {
    super("stack of " + fiber.name(), start, size);
    this.fiber = fiber;
  }

  @Override
  Page page(long address) {
    long pageStart = address & -Page.SIZE;
    if (pageStart < fiber.stackAddress) {
      return null;
    }
    return new Page(
        address >>> Page.SHIFT, fiber.stackData, fiber.stackState, (int) fiber.stackAddress, true);
  }

  @Override
  Page settledPage(long address) {
    fiber.settle();
    return page(address);
  }

  @Override
  byte stateAt(long address) {
    return address < fiber.stackAddress
        ? ByteState.STACK_DEAD
        : fiber.stackState[(int) (address - fiber.stackAddress)];
  }

  @Override
  void setState(long address, long length, byte state) {
    int from = (int) (Math.max(address, fiber.stackAddress) - fiber.stackAddress);
    int to = (int) (address + length - fiber.stackAddress);
    Arrays.fill(fiber.stackState, from, Math.max(from, to), state);
  }

  @Override
  long pages() {
    return (long) fiber.stackData.length >>> Page.SHIFT;
  }
}
