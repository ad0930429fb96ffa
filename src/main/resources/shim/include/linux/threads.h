/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
#define NR_CPUS CONFIG_NR_CPUS
