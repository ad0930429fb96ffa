/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
#define _RET_IP_ ((unsigned long)__builtin_return_address(0))
