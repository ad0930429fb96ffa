/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
struct pt_regs {
	unsigned long r15, r14, r13, r12, bp, bx;
	unsigned long r11, r10, r9, r8, ax, cx, dx, si, di;
	unsigned long orig_ax, ip, cs, flags, sp, ss;
};
