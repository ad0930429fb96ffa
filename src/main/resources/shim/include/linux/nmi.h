/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: stub */
static inline void touch_nmi_watchdog(void) { }
static inline void touch_softlockup_watchdog(void) { }
static inline void touch_all_softlockup_watchdogs(void) { }
