/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: same */
static inline void *bsearch(const void *key, const void *base, size_t count, size_t size,
			    int (*compare)(const void *key, const void *element))
{
	while (count) {
		const void *middle = base + count / 2 * size;
		int order = compare(key, middle);

		if (!order)
			return (void *)middle;
		if (order > 0) {
			base = middle + size;
			count--;
		}
		count /= 2;
	}
	return NULL;
}
