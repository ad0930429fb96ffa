/* SPDX-License-Identifier: MIT */
#ifndef SEAMREPLAY_STRING_H
#define SEAMREPLAY_STRING_H

#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *mempcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int value, size_t size);
int memcmp(const void *left, const void *right, size_t size) __attribute__((pure));
void *memchr(const void *in, int value, size_t size) __attribute__((pure));
void *memrchr(const void *in, int value, size_t size) __attribute__((pure));
void *memmem(const void *in, size_t size, const void *what, size_t length) __attribute__((pure));

size_t strlen(const char *text) __attribute__((pure));
size_t strnlen(const char *text, size_t limit) __attribute__((pure));
char *strcpy(char *restrict to, const char *restrict from);
char *stpcpy(char *restrict to, const char *restrict from);
char *strncpy(char *restrict to, const char *restrict from, size_t size);
char *strcat(char *restrict to, const char *restrict from);
char *strncat(char *restrict to, const char *restrict from, size_t size);
int strcmp(const char *left, const char *right) __attribute__((pure));
int strncmp(const char *left, const char *right, size_t size) __attribute__((pure));
int strcoll(const char *left, const char *right) __attribute__((pure));
char *strchr(const char *in, int c) __attribute__((pure));
char *strchrnul(const char *in, int c) __attribute__((pure));
char *strrchr(const char *in, int c) __attribute__((pure));
char *strstr(const char *in, const char *what) __attribute__((pure));
size_t strspn(const char *in, const char *accept) __attribute__((pure));
size_t strcspn(const char *in, const char *reject) __attribute__((pure));
char *strpbrk(const char *in, const char *accept) __attribute__((pure));
char *strtok(char *restrict text, const char *restrict separators);
char *strtok_r(char *restrict text, const char *restrict separators, char **restrict state);
char *strsep(char **text, const char *separators);
char *strdup(const char *text) __attribute__((malloc));
char *strndup(const char *text, size_t limit) __attribute__((malloc));

#endif
