/* SPDX-License-Identifier: MIT */
#ifndef SEAMREPLAY_STRINGS_H
#define SEAMREPLAY_STRINGS_H

#include <stddef.h>

int bcmp(const void *left, const void *right, size_t size) __attribute__((pure));
int strcasecmp(const char *left, const char *right) __attribute__((pure));
int strncasecmp(const char *left, const char *right, size_t size) __attribute__((pure));
int ffs(int value) __attribute__((const));

#endif
