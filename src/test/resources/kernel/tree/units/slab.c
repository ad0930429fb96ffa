// SPDX-License-Identifier: MIT
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <test.h>

struct node {
	struct node *next;
	u64 value;
};
static void *kept;
static struct node *list;
static DEFINE_SPINLOCK(lock);

TEST(objectIsUsableAndFreed)
{
	u64 *p = kmalloc(sizeof(*p), GFP_KERNEL);

	*p = 5;
	kfree(p);
	return 0;
}

TEST(writeBehindAnObject)
{
	char *p = kzalloc(24, GFP_KERNEL);

	p[24] = 1; /* finding: out-of-bounds */
	kfree(p);
	return 0;
}

TEST(writeBeforeAnObject)
{
	char *p = kzalloc(64, GFP_KERNEL);

	p[-1] = 1; /* finding: out-of-bounds */
	kfree(p);
	return 0;
}

TEST(useAfterFree)
{
	int *p = kzalloc(sizeof(*p), GFP_KERNEL);

	kfree(p);
	return *p; /* finding: use-after-free */
}

TEST(freedTwice)
{
	int *p = kzalloc(sizeof(*p), GFP_KERNEL);

	kfree(p);
	kfree(p); /* finding: double-free */
	return 0;
}

TEST(freeOfAnInnerPointer)
{
	char *p = kzalloc(100, GFP_KERNEL);

	kept = p;
	kfree(p + 8); /* finding: invalid-free */
	return 0;
}

TEST(freeOfAVariable)
{
	kfree(&list); /* finding: invalid-free */
	return 0;
}

TEST(freeOfNullAndOfNothingIsFine)
{
	void *nothing = kmalloc(0, GFP_KERNEL);

	kfree(NULL);
	kfree(nothing);
	return ZERO_OR_NULL_PTR(nothing) ? 0 : 1;
}

/* leftover: leak */
TEST(objectThatNobodyKnowsIsALeak)
{
	int *p = kmalloc(sizeof(*p), GFP_KERNEL);

	*p = 1;
	return 0;
}

TEST(objectInAVariableIsNoLeak)
{
	kept = kmalloc(10, GFP_KERNEL);
	return 0;
}

TEST(listThatAVariableHeadsIsNoLeak)
{
	for (int i = 0; i < 3; i++) {
		struct node *node = kzalloc_obj(*node);

		node->next = list;
		list = node;
	}
	return 0;
}

/* leftover: leak leak */
TEST(restOfABrokenListIsALeak)
{
	listThatAVariableHeadsIsNoLeak();
	list->next = NULL;
	return 0;
}

TEST(uninitialisedObjectDecides)
{
	int *p = kmalloc(sizeof(*p), GFP_KERNEL);
	int result = 0;

	if (*p) /* finding: uninitialised-read */
		result = 0;
	kfree(p);
	return result;
}

TEST(zeroedObjectDecides)
{
	int *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int result = *p ? 1 : 0;

	kfree(p);
	return result;
}

TEST(allocationThatSleepsUnderASpinlock)
{
	spin_lock(&lock);
	kept = kmalloc(8, GFP_KERNEL); /* finding: sleep-in-atomic */
	spin_unlock(&lock);
	return 0;
}

TEST(atomicAllocationUnderASpinlockIsFine)
{
	spin_lock(&lock);
	kept = kmalloc(8, GFP_ATOMIC);
	spin_unlock(&lock);
	return 0;
}

TEST(powerOfTwoSizesAreNaturallyAligned)
{
	for (size_t size = 8; size <= 16384; size *= 2) {
		void *p = kmalloc(size, GFP_KERNEL);

		if ((unsigned long)p % size)
			return size;
		kfree(p);
	}
	return 0;
}

/* returns: 32 */
TEST(otherSizesAreAlignedAsPromisedAndNoMore)
{
	unsigned long p = (unsigned long)kmalloc(96, GFP_KERNEL);

	kfree((void *)p);
	return p & -p;
}

/* fail: 2 */
TEST(secondAllocationFails)
{
	void *a = kmalloc(8, GFP_KERNEL);
	void *b = kmalloc(8, GFP_KERNEL);
	void *c = kmalloc(8, GFP_KERNEL);
	long result = a && !b && c ? 0 : 1;

	kfree(a);
	kfree(c);
	return result;
}

/* fail: 1 */
TEST(missingCheckOfAFailedAllocation)
{
	int *p = kzalloc(sizeof(*p), GFP_KERNEL);

	*p = 1; /* finding: null-pointer */
	return 0;
}

TEST(arrayThatOverflowsGetsNothing)
{
	return kcalloc(1UL << 62, 8, GFP_KERNEL) == NULL ? 0 : 1; /* finding: kernel-warning */
}

TEST(reallocationKeepsTheContent)
{
	int *p = kmalloc(sizeof(*p), GFP_KERNEL);
	int result;

	*p = 7;
	p = krealloc(p, 100, GFP_KERNEL);
	result = *p;
	kfree(p);
	return result - 7;
}

TEST(copyOfAnObject)
{
	static const char text[] = "abc";
	char *p = kmemdup(text, sizeof(text), GFP_KERNEL);
	long result = memcmp(p, "abc", 4);

	kfree(p);
	return result;
}

TEST(largeObjectIsPages)
{
	char *p = kzalloc(20000, GFP_KERNEL);
	long result = (unsigned long)p % 32768;

	p[19999] = 1;
	p[20000] = 1; /* finding: out-of-bounds */
	kfree(p);
	return result;
}

static int cleaned(void)
{
	int *p __free(kfree) = kzalloc_obj(int);

	return p ? *p : -ENOMEM;
}

TEST(scopeFreesTheObject)
{
	return cleaned();
}

/* returns: 3 */
TEST(flexibleArrayIsCounted)
{
	struct flexible {
		u32 count;
		u64 tail[];
	};
	struct flexible *p = kzalloc_flex(*p, tail, 3);
	long result = ksize(p) / 8 - 1;

	p->tail[2] = 1;
	kfree(p);
	return result;
}

/* leftover: lock-held-at-end */
TEST(heldLockInFreedMemory)
{
	struct {
		spinlock_t lock;
	} *p = kzalloc(sizeof(*p), GFP_KERNEL);

	spin_lock_init(&p->lock);
	spin_lock(&p->lock);
	kfree(p); /* finding: held-lock-freed */
	preempt_enable();
	return 0;
}

TEST(allocationsWithoutEnd)
{
	for (;;)
		kept = kmalloc(8, GFP_KERNEL); /* finding: did-not-finish */
}

TEST(areasWithoutEnd)
{
	for (;;)
		kept = kvmalloc(1 << 28, GFP_KERNEL); /* finding: did-not-finish */
}
