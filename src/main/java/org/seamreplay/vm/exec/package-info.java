/**
 * Executes a program: the loop, what it leaves to the slow path, fibers with their stacks, the
 * address space with the state of each byte, and the mode for undefined values. All but {@code
 * Interpreter} is its own business.
 */
package org.seamreplay.vm.exec;
