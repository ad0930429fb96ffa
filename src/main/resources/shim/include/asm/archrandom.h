/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
#define RDRAND_RETRY_LOOPS 10
