/**
 * The environment of an ordinary C program: the part of the C library that test programs use, as
 * {@link org.seamreplay.vm.External externals} of the VM, over headers in {@code hosted/include}.
 */
package org.seamreplay.vm.hosted;
