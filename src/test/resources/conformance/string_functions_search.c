/* strchr, strrchr, strstr, strspn, strcspn, strpbrk, memchr. */
#include <stdio.h>
#include <string.h>

static void show(const char *base, const char *p)
{
	if (p)
		printf("%ld ", (long)(p - base));
	else
		printf("none ");
}

int main(void)
{
	const char *repeated = "aaab";
	const char *s = "a needle in a haystack";

	show(s, strchr(s, 'n'));
	show(s, strchr(s, 'z'));
	show(s, strchr(s, '\0'));
	show(s, strrchr(s, 'a'));
	show(s, strrchr(s, 'q'));
	printf("\n");
	show(s, strstr(s, "needle"));
	show(s, strstr(s, "hay"));
	show(s, strstr(s, ""));
	show(s, strstr(s, "haystacks"));
	show(repeated, strstr(repeated, "aab"));
	printf("\n%zu %zu %zu %zu\n", strspn(s, "a en"), strcspn(s, "dl"), strspn(s, ""), strcspn(s, ""));
	show(s, strpbrk(s, "xyz"));
	show(s, strpbrk(s, "XYZ"));
	show(s, memchr(s, 'h', 22));
	show(s, memchr(s, 'h', 10));
	printf("\n");
	return strrchr(s, 'k') - s;
}
