/* SPDX-License-Identifier: MIT */
/* Output only: a hosted program has stdout and stderr, and no files. */
#ifndef SEAMREPLAY_STDIO_H
#define SEAMREPLAY_STDIO_H

#include <stdarg.h>
#include <stddef.h>

#define EOF (-1)
#define BUFSIZ 8192
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

typedef struct seamreplay_stream FILE;

extern FILE *stdout;
extern FILE *stderr;
#define stdout stdout
#define stderr stderr

int printf(const char *restrict format, ...) __attribute__((format(printf, 1, 2)));
int fprintf(FILE *restrict stream, const char *restrict format, ...)
	__attribute__((format(printf, 2, 3)));
int sprintf(char *restrict to, const char *restrict format, ...)
	__attribute__((format(printf, 2, 3)));
int snprintf(char *restrict to, size_t size, const char *restrict format, ...)
	__attribute__((format(printf, 3, 4)));
int vprintf(const char *restrict format, va_list arguments) __attribute__((format(printf, 1, 0)));
int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments)
	__attribute__((format(printf, 2, 0)));
int vsprintf(char *restrict to, const char *restrict format, va_list arguments)
	__attribute__((format(printf, 2, 0)));
int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list arguments)
	__attribute__((format(printf, 3, 0)));

int puts(const char *text);
int putchar(int c);
int putc(int c, FILE *stream);
int fputc(int c, FILE *stream);
int fputs(const char *restrict text, FILE *restrict stream);
size_t fwrite(const void *restrict from, size_t size, size_t count, FILE *restrict stream);
int fflush(FILE *stream);
int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t size);
int ferror(FILE *stream);

#endif
