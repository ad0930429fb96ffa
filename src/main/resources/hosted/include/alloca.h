/* SPDX-License-Identifier: MIT */
#ifndef SEAMREPLAY_ALLOCA_H
#define SEAMREPLAY_ALLOCA_H

#define alloca(size) __builtin_alloca(size)

#endif
