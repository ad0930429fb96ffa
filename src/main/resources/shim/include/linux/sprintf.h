/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/compiler.h>
#include <linux/types.h>

/* kind: custom */
__printf(2, 3) int sprintf(char *to, const char *format, ...);
__printf(3, 4) int snprintf(char *to, size_t size, const char *format, ...);
__printf(3, 4) int scnprintf(char *to, size_t size, const char *format, ...);
__printf(2, 3) char *kasprintf(gfp_t flags, const char *format, ...);
int kstrtoul(const char *text, unsigned int base, unsigned long *result);
int kstrtoull(const char *text, unsigned int base, unsigned long long *result);
int kstrtouint(const char *text, unsigned int base, unsigned int *result);
int kstrtoint(const char *text, unsigned int base, int *result);
int kstrtobool(const char *text, bool *result);
