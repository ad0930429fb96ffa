// SPDX-License-Identifier: MIT
#include <linux/mm.h>
#include <linux/sizes.h>
#include <linux/cpu.h>
#include <test.h>

static void *kept;
static struct page *kept_page;
static u64 kept_pa;

TEST(pageAndAddressBelongTogether)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	void *address = page_address(page);
	long result = virt_to_page(address) == page && __va(page_to_phys(page)) == address &&
		      pfn_to_page(page_to_pfn(page)) == page && __pa(address) == page_to_phys(page) ? 0 : 1;

	result |= *(int *)address;
	__free_page(page);
	return result;
}

TEST(pagesOfAnOrderAreAligned)
{
	unsigned long address = __get_free_pages(GFP_KERNEL, 4);
	long result = __pa(address) % (16 * PAGE_SIZE);

	free_pages(address, 4);
	return result;
}

TEST(writeBehindExactPages)
{
	char *p = alloc_pages_exact(3 * PAGE_SIZE, GFP_KERNEL);

	p[3 * PAGE_SIZE - 1] = 1;
	kept = p;
	p[3 * PAGE_SIZE + 5 * PAGE_SIZE] = 1; /* finding: wild-pointer */
	return 0;
}

TEST(exactPagesAreFreed)
{
	void *p = alloc_pages_exact(3 * PAGE_SIZE - 7, GFP_KERNEL);

	free_pages_exact(p, 3 * PAGE_SIZE - 7);
	return 0;
}

TEST(pagesFreedWithAnotherSize)
{
	void *p = alloc_pages_exact(2 * PAGE_SIZE, GFP_KERNEL);

	free_pages_exact(p, 3 * PAGE_SIZE); /* finding: invalid-free */
	return 0;
}

TEST(pageFreedTwice)
{
	struct page *page = alloc_page(GFP_KERNEL);

	__free_page(page);
	__free_page(page); /* finding: double-free */
	return 0;
}

TEST(pageUsedAfterFree)
{
	char *p = (char *)get_zeroed_page(GFP_KERNEL);

	free_page((unsigned long)p);
	return *p; /* finding: use-after-free */
}

TEST(contiguousRangeIsFreedInParts)
{
	struct page *page = alloc_contig_pages(8, GFP_KERNEL, 1, &node_online_map);
	unsigned long pfn = page_to_pfn(page);

	free_contig_range(pfn, 3);
	free_contig_range(pfn + 3, 5);
	return 0;
}

/* leftover: leak */
TEST(partOfAContiguousRangeIsForgotten)
{
	struct page *page = alloc_contig_pages(8, GFP_KERNEL, 0, &node_online_map);

	free_contig_range(page_to_pfn(page), 3);
	return 0;
}

TEST(gigabytesAreOneRange)
{
	struct page *page = alloc_contig_pages(SZ_8G >> PAGE_SHIFT, GFP_KERNEL, 1, &node_online_map);

	if (!page)
		return 1;
	free_contig_range(page_to_pfn(page), SZ_8G >> PAGE_SHIFT);
	return 0;
}

TEST(moreThanThereIsGetsNothing)
{
	return alloc_contig_pages(SZ_1T >> PAGE_SHIFT, GFP_KERNEL, 0, &node_online_map) ? 1 : 0;
}

TEST(memoryComesFromTheNode)
{
	struct page *page = alloc_pages_node(1, GFP_KERNEL, 0);
	long result = page_to_nid(page) - 1;

	__free_page(page);
	return result;
}

TEST(physicalAddressIsAReference)
{
	void *p = alloc_pages_exact(PAGE_SIZE, GFP_KERNEL);

	kept_pa = __pa(p) | 7;
	return 0;
}

TEST(structPageIsAReference)
{
	kept_page = alloc_page(GFP_KERNEL);
	return 0;
}

TEST(referenceKeepsThePage)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	char *p = page_address(page);

	get_page(page);
	put_page(page);
	p[0] = 1;
	put_page(page);
	return p[0]; /* finding: use-after-free */
}

TEST(zeroPageIsZeroAndReadable)
{
	return *(u64 *)page_address(ZERO_PAGE(0));
}

TEST(orderThatNobodyHas)
{
	return alloc_pages(GFP_KERNEL, 11) ? 1 : 0; /* finding: kernel-warning */
}

static u64 variable;

TEST(variableHasAPhysicalAddress)
{
	return __pa(&variable) == slow_virt_to_phys(&variable) ? 0 : 1;
}

TEST(stackHasAPhysicalAddress)
{
	u64 local = 5;

	return *(u64 *)__va(slow_virt_to_phys(&local)) == 5 ? 0 : 1;
}

TEST(stackHasNoPhysicalAddressByArithmetic)
{
	u64 local = 5;

	return __pa(&local) == local; /* finding: bad-physical-address */
}

TEST(nullHasNoPhysicalAddress)
{
	return __pa(NULL); /* finding: bad-physical-address */
}
