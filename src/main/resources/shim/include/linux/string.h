/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/err.h>
#include <linux/types.h>

/* kind: custom */
void *memset(void *to, int value, size_t size);
void *memset16(u16 *to, u16 value, size_t count);
void *memset32(u32 *to, u32 value, size_t count);
void *memset64(u64 *to, u64 value, size_t count);
void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
int memcmp(const void *a, const void *b, size_t size);
int bcmp(const void *a, const void *b, size_t size);
void *memchr(const void *in, int value, size_t size);
void *memchr_inv(const void *in, int value, size_t size);
void *memscan(void *in, int value, size_t size);
void memzero_explicit(void *to, size_t size);
size_t strlen(const char *text);
size_t strnlen(const char *text, size_t most);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t most);
int strcasecmp(const char *a, const char *b);
char *strchr(const char *text, int value);
char *strrchr(const char *text, int value);
char *strstr(const char *text, const char *part);
char *strcpy(char *to, const char *from);
char *strncpy(char *to, const char *from, size_t size);
char *strcat(char *to, const char *from);
ssize_t sized_strscpy(char *to, const char *from, size_t size);

/* kind: same */
#define SEAMREPLAY_STRSCPY2(to, from) sized_strscpy(to, from, sizeof(to))
#define SEAMREPLAY_STRSCPY3(to, from, size) sized_strscpy(to, from, size)
#define SEAMREPLAY_STRSCPY(one, two, three, chosen, ...) chosen
#define strscpy(...) SEAMREPLAY_STRSCPY(__VA_ARGS__, SEAMREPLAY_STRSCPY3, SEAMREPLAY_STRSCPY2)(__VA_ARGS__)
#define streq(a, b) (!strcmp(a, b))
#define unsafe_memcpy(to, from, size, ...) memcpy(to, from, size)
#define memset_after(object, value, member) \
	memset((u8 *)(object) + offsetofend(__typeof__(*(object)), member), value, \
	       sizeof(*(object)) - offsetofend(__typeof__(*(object)), member))
#define memset_startat(object, value, member) \
	memset((u8 *)(object) + offsetof(__typeof__(*(object)), member), value, \
	       sizeof(*(object)) - offsetof(__typeof__(*(object)), member))
#define mem_is_zero(object, size) (!memchr_inv(object, 0, size))
