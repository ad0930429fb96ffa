/* Sign or zero extension is decided by the source, not by the target. */
#include <stdio.h>

int main(void)
{
	signed char c = -2;
	unsigned char uc = 0xfe;
	short s = -300;
	unsigned short us = 0xff00;
	int i = -70000;
	unsigned int ui = 0xfffe0000u;

	printf("%lx %lx\n", (unsigned long)c, (unsigned long)uc);
	printf("%lx %lx\n", (unsigned long)s, (unsigned long)us);
	printf("%lx %lx\n", (unsigned long)i, (unsigned long)ui);
	printf("%ld %ld\n", (long)c, (long)uc);
	printf("%ld %ld\n", (long)i, (long)ui);
	printf("%x %x\n", (unsigned int)c, (unsigned int)uc);
	printf("%u %u\n", (unsigned short)c, (unsigned short)uc);
	printf("%lx\n", (unsigned long)(unsigned int)i);
	printf("%lx\n", (unsigned long)(unsigned short)s);
	return uc;
}
