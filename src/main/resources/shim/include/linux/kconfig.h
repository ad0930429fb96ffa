/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
/* A macro defined to 1 pushes a 0 in front of the list, so that the second element tells the two cases apart. */
#define SEAMREPLAY_SECOND(ignored, value, ...) value
#define SEAMREPLAY_PUSH_1 0,
#define SEAMREPLAY_IS_ONE__(pushed_or_junk) SEAMREPLAY_SECOND(pushed_or_junk 1, 0)
#define SEAMREPLAY_IS_ONE_(value) SEAMREPLAY_IS_ONE__(SEAMREPLAY_PUSH_##value)
#define SEAMREPLAY_IS_ONE(value) SEAMREPLAY_IS_ONE_(value)

#define IS_BUILTIN(option) SEAMREPLAY_IS_ONE(option)
#define IS_MODULE(option) SEAMREPLAY_IS_ONE(option##_MODULE)
#define IS_ENABLED(option) (IS_BUILTIN(option) || SEAMREPLAY_IS_ONE(option##_MODULE))
#define IS_REACHABLE(option) IS_ENABLED(option)
