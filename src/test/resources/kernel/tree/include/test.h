// SPDX-License-Identifier: MIT
#pragma once
#include <linux/kernel.h>

/*
 * A test is a function; it runs in a kernel of its own. Comments state what must come out, and nothing else may:
 *   finding: KIND       at this line
 *   leftover: KIND      when the flow ends (in the comment above the test)
 *   returns: N          the result (above the test); 0 if not given
 *   fail: N             allocating call N finds no memory (above the test)
 *   log: TEXT           a line of the log, in order
 */
#define TEST(name) long name(void)
