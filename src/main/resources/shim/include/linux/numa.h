/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
#define NODES_SHIFT CONFIG_NODES_SHIFT
#define MAX_NUMNODES (1 << NODES_SHIFT)
#define NUMA_NO_NODE (-1)
