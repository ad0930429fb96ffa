/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/percpu-defs.h>
