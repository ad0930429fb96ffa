/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/errno.h>

/* kind: same */
#define ERESTARTSYS 512
#define ERESTARTNOINTR 513
#define ENOIOCTLCMD 515
#define EPROBE_DEFER 517
#define ENOTSUPP 524
