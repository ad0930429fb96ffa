// SPDX-License-Identifier: MIT
#include <asm/cacheflush.h>
#include <asm/cpu_device_id.h>
#include <asm/cpufeature.h>
#include <asm/mce.h>
#include <asm/msr.h>
#include <asm/special_insns.h>
#include <asm/virt.h>
#include <linux/acpi.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/suspend.h>
#include <test.h>

static void *kept;

TEST(registerOfTheProfile)
{
	u64 basic, other = 1;
	u32 low = 0, high = 0;

	rdmsrq(MSR_IA32_VMX_BASIC, basic);
	if (rdmsrq_safe(MSR_IA32_MKTME_KEYID_PARTITIONING, &other) || rdmsr_safe(0x480, &low, &high))
		return 1;
	return basic != ((u64)high << 32 | low) || !(basic & 1ULL << 60) || !(other >> 32);
}

TEST(registerThatIsNotThere)
{
	u64 value = 5;

	return rdmsrq_safe(0x12345, &value) + EIO + value;
}

TEST(registerThatIsNotThereIsReadWithoutCare)
{
	u64 value;

	rdmsrq(0x12345, value); /* finding: kernel-warning */
	return value;
}

TEST(registerIsWritten)
{
	u64 value = 0;

	wrmsrq(0x3b, 99);
	rdmsrq(0x3b, value);
	return value - 99;
}

TEST(featuresOfTheProfile)
{
	return cpu_feature_enabled(X86_FEATURE_MOVDIR64B) && boot_cpu_has(X86_FEATURE_VMX) &&
	       !boot_cpu_has(X86_FEATURE_TDX_HOST_PLATFORM) && !boot_cpu_has_bug(X86_BUG_TDX_PW_MCE) ? 0 : 1;
}

TEST(featureIsForced)
{
	setup_force_cpu_cap(X86_FEATURE_TDX_HOST_PLATFORM);
	setup_force_cpu_bug(X86_BUG_TDX_PW_MCE);
	return cpu_feature_enabled(X86_FEATURE_TDX_HOST_PLATFORM) && boot_cpu_has_bug(X86_BUG_TDX_PW_MCE) ? 0 : 1;
}

TEST(processorIsTheProfiles)
{
	return boot_cpu_data.x86_vfm == INTEL_SAPPHIRERAPIDS_X || boot_cpu_data.x86_vfm == INTEL_GRANITERAPIDS_X ?
		       boot_cpu_data.x86_vendor + boot_cpu_data.x86_phys_bits - 46 : 1;
}

TEST(movdir64bWritesALine)
{
	u8 *page = (u8 *)__get_free_page(GFP_KERNEL);
	u8 line[64] __aligned(64);
	long result;

	memset(line, 3, sizeof(line));
	movdir64b(page + 128, line);
	result = page[128] + page[191] - 6;
	free_page((unsigned long)page);
	return result;
}

TEST(movdir64bOfAWholePage)
{
	u8 *page = (u8 *)__get_free_page(GFP_KERNEL);
	long result = 0;

	for (int i = 0; i < PAGE_SIZE; i += 64)
		movdir64b(page + i, page_address(ZERO_PAGE(0)));
	result = page[0] + page[4095];
	free_page((unsigned long)page);
	return result;
}

TEST(movdir64bWithoutAlignment)
{
	u8 *page = (u8 *)get_zeroed_page(GFP_KERNEL);

	kept = page;
	movdir64b(page + 8, page + 64); /* finding: misaligned */
	return 0;
}

TEST(movdir64bToFreedMemory)
{
	u8 *page = (u8 *)get_zeroed_page(GFP_KERNEL);

	free_page((unsigned long)page);
	movdir64b(page, page_address(ZERO_PAGE(0))); /* finding: use-after-free */
	return 0;
}

TEST(flushOfNothing)
{
	kept = kmalloc(100, GFP_KERNEL);
	clflush_cache_range(kept, 100);
	clflush_cache_range((void *)0xffffc90000000000, 8); /* finding: wild-pointer */
	return 0;
}

TEST(virtualizationIsCountedForEachCpu)
{
	if (x86_virt_get_ref(X86_FEATURE_VMX) || x86_virt_get_ref(X86_FEATURE_VMX))
		return 1;
	x86_virt_put_ref(X86_FEATURE_VMX);
	x86_virt_put_ref(X86_FEATURE_VMX);
	x86_virt_put_ref(X86_FEATURE_VMX); /* finding: kernel-warning */
	return 0;
}

TEST(virtualizationOfAnotherVendor)
{
	return x86_virt_get_ref(X86_FEATURE_SVM) + EOPNOTSUPP;
}

TEST(suspendIsThereUntilItIsTaken)
{
	int there = acpi_suspend_lowlevel != NULL;

	acpi_suspend_lowlevel = NULL;
	return hibernation_available() || !there;
}

TEST(memoryErrorHasAnAddress)
{
	struct mce m = { .status = 1ULL << 58 | 1ULL << 59 | 0x9f, .misc = 2 << 6 | 6 };

	if (!mce_is_memory_error(&m) || !mce_usable_address(&m))
		return 1;
	m.status = 1ULL << 58 | 0x400;
	return mce_is_memory_error(&m) + mce_usable_address(&m);
}
