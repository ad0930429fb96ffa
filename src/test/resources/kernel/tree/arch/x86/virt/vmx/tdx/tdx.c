// SPDX-License-Identifier: MIT
/* Only here because a tree without this file is no kernel tree. */
int seamreplay_no_tdx;
