/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: custom */
typedef void (cpu_emergency_virt_cb)(void);
