/* SPDX-License-Identifier: MIT */
#ifndef SEAMREPLAY_STDLIB_H
#define SEAMREPLAY_STDLIB_H

#include <stddef.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 2147483647

typedef struct {
	int quot;
	int rem;
} div_t;

typedef struct {
	long quot;
	long rem;
} ldiv_t;

typedef struct {
	long long quot;
	long long rem;
} lldiv_t;

void *malloc(size_t size) __attribute__((malloc, alloc_size(1)));
void *calloc(size_t count, size_t size) __attribute__((malloc, alloc_size(1, 2)));
void *realloc(void *old, size_t size) __attribute__((alloc_size(2)));
void *reallocarray(void *old, size_t count, size_t size) __attribute__((alloc_size(2, 3)));
void *aligned_alloc(size_t alignment, size_t size) __attribute__((malloc, alloc_size(2)));
int posix_memalign(void **to, size_t alignment, size_t size);
void free(void *object);

_Noreturn void exit(int status);
_Noreturn void _Exit(int status);
_Noreturn void abort(void);
int atexit(void (*handler)(void));
char *getenv(const char *name);

int atoi(const char *text);
long atol(const char *text);
long long atoll(const char *text);
double atof(const char *text);
long strtol(const char *restrict text, char **restrict end, int base);
unsigned long strtoul(const char *restrict text, char **restrict end, int base);
long long strtoll(const char *restrict text, char **restrict end, int base);
unsigned long long strtoull(const char *restrict text, char **restrict end, int base);
double strtod(const char *restrict text, char **restrict end);
float strtof(const char *restrict text, char **restrict end);

int abs(int value) __attribute__((const));
long labs(long value) __attribute__((const));
long long llabs(long long value) __attribute__((const));
div_t div(int numerator, int denominator) __attribute__((const));
ldiv_t ldiv(long numerator, long denominator) __attribute__((const));
lldiv_t lldiv(long long numerator, long long denominator) __attribute__((const));

/* Deterministic, but not the sequence of any C library. */
int rand(void);
void srand(unsigned int seed);

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *base, size_t count, size_t size,
	      int (*compare)(const void *, const void *));

#endif
