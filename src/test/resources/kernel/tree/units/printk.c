// SPDX-License-Identifier: MIT
#define pr_fmt(fmt) "unit: " fmt
#include <linux/bug.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <test.h>

static int variable;

TEST(linesHavePrefixAndLevel)
{
	pr_err("broken %d\n", -3); /* log: 3 unit: broken -3 */
	pr_info("fine\n"); /* log: 6 unit: fine */
	printk("plain\n"); /* log: 4 plain */
	return 0;
}

TEST(lineInParts)
{
	pr_info("one"); /* log: 6 unit: one two */
	pr_cont(" two\n");
	pr_warn("three"); /* log: 4 unit: three */
	return 0;
}

TEST(conversions)
{
	u8 bytes[4] = { 1, 2, 0xab, 0 };
	phys_addr_t address = 0x1000;

	pr_info("%5d|%-5u|%05x|%#llx|%c|%.2s\n", 42, 7u, 0xau, 0x1234ull, 'x', "abc");
	/* log: 6 unit:    42|7    |0000a|0x1234|x|ab */
	pr_info("%*ph %pe %pap %ps\n", 3, bytes, ERR_PTR(-ENOMEM), &address, &variable);
	/* log: 6 unit: 01 02 ab -ENOMEM 0x0000000000001000 variable */
	pr_info("%p %s %hhx\n", (void *)0xffff888000000000, (char *)NULL, 0x1ff);
	/* log: 6 unit: (____ptrval____) (null) ff */
	return 0;
}

TEST(onlyOnce)
{
	for (int i = 0; i < 3; i++)
		pr_warn_once("again %d\n", i); /* log: 4 unit: again 0 */
	return 0;
}

TEST(notMoreThanTheBurst)
{
	for (int i = 0; i < 30; i++)
		pr_warn_ratelimited("%d\n", i / 10); /* log: 4 unit: 0 x10 */
	return 0;
}

TEST(debugSaysNothing)
{
	pr_debug("%s\n", "hidden");
	return 0;
}

TEST(bufferIsWrittenAsFarAsItGoes)
{
	char buffer[8];
	int length = scnprintf(buffer, sizeof(buffer), "%s-%d", "abcdef", 12);

	return length == 7 && !strcmp(buffer, "abcdef-") && snprintf(buffer, 2, "%d", 123) == 3 ? 0 : 1;
}

TEST(uninitialisedTextIsPrinted)
{
	char text[4];

	pr_info("%s\n", text); /* finding: uninitialised-read */
	return 0;
	/* log: any */
}

TEST(warningIsAFinding)
{
	return WARN_ON(variable == 0) - 1; /* finding: kernel-warning */ /* log: any */
}

TEST(warningThatDoesNotHold)
{
	return WARN_ON(variable != 0);
}

TEST(warningOnce)
{
	for (int i = 0; i < 3; i++)
		WARN_ONCE(1, "value %d\n", i); /* finding: kernel-warning */ /* log: any */ /* log: 4 value 0 */
	return 0;
}

TEST(bugEndsTheFlow)
{
	BUG_ON(!variable); /* finding: kernel-bug */
	variable = 1;
	return 1;
}

TEST(panicEndsTheFlow)
{
	panic("no way out %d", 3); /* finding: kernel-bug */
}
