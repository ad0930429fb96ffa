// SPDX-License-Identifier: MIT
#include <linux/mm.h>
#include <linux/slab.h>
#include <test.h>

static void *kept;
static u64 kept_pa;

TEST(areaIsContiguousForTheKernelOnly)
{
	char *p = vzalloc(3 * PAGE_SIZE);
	unsigned long first = vmalloc_to_pfn(p);
	long result = 0;

	p[PAGE_SIZE - 1] = 1;
	p[PAGE_SIZE] = 2;
	if (vmalloc_to_pfn(p + PAGE_SIZE) == first + 1 || page_to_pfn(vmalloc_to_page(p)) != first)
		result = 1;
	if (*(char *)__va(PFN_PHYS(vmalloc_to_pfn(p + PAGE_SIZE))) != 2)
		result = 2;
	vfree(p);
	return result;
}

TEST(writeBehindAnArea)
{
	char *p = vzalloc(100);

	kept = p;
	p[100] = 1; /* finding: out-of-bounds */
	return 0;
}

TEST(readFarBehindAnArea)
{
	char *p = vzalloc(PAGE_SIZE);

	kept = p;
	return p[PAGE_SIZE]; /* finding: wild-pointer */
}

TEST(areaUsedAfterFree)
{
	char *p = vzalloc(PAGE_SIZE);

	vfree(p);
	return *p; /* finding: use-after-free */
}

TEST(areaFreedTwice)
{
	char *p = vmalloc(PAGE_SIZE);

	vfree(p);
	vfree(p); /* finding: double-free */
	return 0;
}

TEST(areaFreedByTheWrongFunction)
{
	kept = vmalloc(PAGE_SIZE);
	kfree(kept); /* finding: invalid-free */
	return 0;
}

TEST(kvfreeTakesBoth)
{
	kvfree(kvmalloc(8, GFP_KERNEL));
	kvfree(kvzalloc(100 * PAGE_SIZE, GFP_KERNEL));
	return 0;
}

/* leftover: leak */
TEST(areaThatNobodyKnowsIsALeak)
{
	return vmalloc(8) ? 0 : 1;
}

TEST(physicalPageIsAReference)
{
	char *p = vmalloc(3 * PAGE_SIZE);

	kept_pa = PFN_PHYS(vmalloc_to_pfn(p + 2 * PAGE_SIZE));
	return 0;
}

TEST(physicalAddressByArithmetic)
{
	kept = vmalloc(8);
	return __pa(kept); /* finding: bad-physical-address */
}

TEST(pageOfAnAddressThatIsNone)
{
	int local;

	return vmalloc_to_pfn(&local); /* finding: wild-pointer */
}

TEST(areaInInterruptContext)
{
	preempt_disable();
	kept = vmalloc(8); /* finding: sleep-in-atomic */
	preempt_enable();
	return 0;
}

TEST(mappedPagesAreTheSamePages)
{
	struct page *pages[2] = { alloc_page(GFP_KERNEL | __GFP_ZERO), alloc_page(GFP_KERNEL | __GFP_ZERO) };
	char *p = vmap(pages, 2, VM_MAP, PAGE_KERNEL);
	long result;

	p[PAGE_SIZE] = 9;
	result = *(char *)page_address(pages[1]) - 9;
	vunmap(p);
	__free_page(pages[0]);
	__free_page(pages[1]);
	return result;
}

TEST(mappingUsedAfterItIsGone)
{
	struct page *page = alloc_page(GFP_KERNEL);
	char *p = vmap(&page, 1, VM_MAP, PAGE_KERNEL);

	vunmap(p);
	__free_page(page);
	return *p; /* finding: wild-pointer */
}

TEST(mappingFreedByTheWrongFunction)
{
	struct page *page = alloc_page(GFP_KERNEL);

	kept = vmap(&page, 1, VM_MAP, PAGE_KERNEL);
	vfree(kept); /* finding: invalid-free */
	return 0;
}

TEST(formattedText)
{
	char *text = kasprintf(GFP_KERNEL, "%d-%s", 12, "ab");
	long result = strcmp(text, "12-ab");

	kfree(text);
	return result;
}
