// SPDX-License-Identifier: MIT
#include <linux/bitmap.h>
#include <linux/cpumask.h>
#include <linux/idr.h>
#include <linux/list.h>
#include <linux/log2.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <test.h>

static DEFINE_IDA(ida);
static DEFINE_SPINLOCK(lock);

TEST(lowestFreeNumber)
{
	int a = ida_alloc_range(&ida, 3, 5, GFP_KERNEL);
	int b = ida_alloc_range(&ida, 3, 5, GFP_KERNEL);

	ida_free(&ida, a);
	if (ida_alloc_range(&ida, 3, 5, GFP_KERNEL) != 3 || b != 4 || ida_is_empty(&ida))
		return 1;
	ida_alloc_range(&ida, 3, 5, GFP_KERNEL);
	return ida_alloc_range(&ida, 3, 5, GFP_KERNEL) + ENOSPC;
}

TEST(highNumbersCostNothing)
{
	int number = ida_alloc_range(&ida, 0x7ffffff0, ~0, GFP_KERNEL);

	ida_free(&ida, number);
	return number - 0x7ffffff0;
}

TEST(numberThatIsNotTaken)
{
	ida_free(&ida, 9); /* finding: kernel-warning */
	return ida_is_empty(&ida) ? 0 : 1;
}

/* fail: 1 */
TEST(numberWithoutMemory)
{
	return ida_alloc(&ida, GFP_KERNEL) + ENOMEM;
}

TEST(numberUnderASpinlock)
{
	spin_lock(&lock);
	ida_alloc(&ida, GFP_KERNEL); /* finding: sleep-in-atomic */
	spin_unlock(&lock);
	return 0;
}

struct pair {
	u64 key;
	u32 value;
};

static int compare(const void *a, const void *b)
{
	const struct pair *left = a, *right = b;

	return left->key < right->key ? -1 : left->key > right->key;
}

TEST(sortCallsTheComparison)
{
	struct pair pairs[] = { { 9, 0 }, { 2, 1 }, { 7, 2 }, { 1, 3 }, { 8, 4 }, { 3, 5 } };

	sort(pairs, ARRAY_SIZE(pairs), sizeof(pairs[0]), compare, NULL);
	for (int i = 1; i < ARRAY_SIZE(pairs); i++)
		if (pairs[i - 1].key > pairs[i].key)
			return i;
	return pairs[5].value;
}

static int swaps;

static void swap_pairs(void *a, void *b, int size)
{
	swaps++;
	swap(*(struct pair *)a, *(struct pair *)b);
}

TEST(sortCallsTheSwap)
{
	struct pair pairs[] = { { 2, 0 }, { 1, 1 } };

	sort(pairs, 2, sizeof(pairs[0]), compare, swap_pairs);
	return pairs[0].key == 1 && swaps > 0 ? 0 : 1;
}

TEST(memoryMapIsTheMachines)
{
	unsigned long start, end, pages = 0, last = 0;
	int i, node;

	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, &node) {
		if (start < last || start >= end)
			return 1;
		last = end;
		pages += end - start;
	}
	return last << PAGE_SHIFT == memblock_end_of_DRAM() && pages <= memblock_phys_mem_size() >> PAGE_SHIFT ? 0 : 2;
}

TEST(memoryMapOfOneNode)
{
	unsigned long start, end;
	int i, node;

	for_each_mem_pfn_range(i, 1, &start, &end, &node)
		if (node != 1)
			return 1;
	return 0;
}

TEST(bitmaps)
{
	DECLARE_BITMAP(map, 200);
	int bit, sum = 0;

	bitmap_zero(map, 200);
	set_bit(3, map);
	set_bit(70, map);
	set_bit(199, map);
	for_each_set_bit(bit, map, 200)
		sum += bit;
	if (sum != 272 || bitmap_weight(map, 200) != 3 || find_first_zero_bit(map, 200) != 0)
		return 1;
	if (find_next_bit(map, 199, 71) != 199 || find_last_bit(map, 200) != 199 || !test_and_clear_bit(3, map))
		return 2;
	return bitmap_weight(map, 200) - 2;
}

TEST(maskVariableIsAnObject)
{
	cpumask_var_t mask;
	int cpu, count = 0;

	if (!zalloc_cpumask_var(&mask, GFP_KERNEL))
		return 1;
	cpumask_set_cpu(6, mask);
	for_each_cpu(cpu, mask)
		count += cpu;
	count += cpumask_test_and_set_cpu(6, mask);
	free_cpumask_var(mask);
	return count - 7;
}

/* leftover: leak */
TEST(maskVariableIsForgotten)
{
	cpumask_var_t mask;

	return zalloc_cpumask_var(&mask, GFP_KERNEL) ? 0 : 1;
}

/* fail: 1 */
TEST(maskVariableWithoutMemory)
{
	cpumask_var_t mask;

	return zalloc_cpumask_var(&mask, GFP_KERNEL);
}

TEST(strings)
{
	char buffer[8];

	if (strscpy(buffer, "abcdefghijk", sizeof(buffer)) != -E2BIG || strcmp(buffer, "abcdefg"))
		return 1;
	if (strscpy(buffer, "xyz") != 3 || strlen(buffer) != 3 || strncmp(buffer, "xyq", 2))
		return 2;
	if (strchr(buffer, 'y') != buffer + 1 || strstr(buffer, "z") != buffer + 2 || strrchr(buffer, 'q'))
		return 3;
	memset(buffer, 0, sizeof(buffer));
	return memchr_inv(buffer, 0, sizeof(buffer)) || memcmp(buffer, "\0\0\0", 3) ? 4 : 0;
}

TEST(copyBehindTheEnd)
{
	char *small = kmalloc(4, GFP_KERNEL);
	char large[16] = {};

	memcpy(small, large, sizeof(large)); /* finding: out-of-bounds */
	kfree(small);
	return 0;
}

TEST(macrosEvaluateOnce)
{
	int i = 1;

	if (max(i++, 0) != 1 || i != 2 || min_t(u8, 256, 3) != 0 || clamp(9, 1, 5) != 5)
		return 1;
	return roundup_pow_of_two(513) - 1024 + ilog2(1 << 20) - 20 + get_order(3 * 4096) - 2;
}
