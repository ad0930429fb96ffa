/* Naive, Knuth-Morris-Pratt, Boyer-Moore-Horspool and wildcard matching. */
#include <stdio.h>
#include <string.h>

static int kmp(const char *text, const char *pat)
{
	int n = (int)strlen(pat), fail[64], i, k = 0;

	fail[0] = 0;
	for (i = 1; i < n; i++) {
		while (k && pat[i] != pat[k])
			k = fail[k - 1];
		fail[i] = k += pat[i] == pat[k];
	}
	for (i = 0, k = 0; text[i]; i++) {
		while (k && text[i] != pat[k])
			k = fail[k - 1];
		if (text[i] == pat[k] && ++k == n)
			return i - n + 1;
	}
	return -1;
}

static int horspool(const char *text, const char *pat)
{
	int n = (int)strlen(text), m = (int)strlen(pat), skip[256], i;

	for (i = 0; i < 256; i++)
		skip[i] = m;
	for (i = 0; i < m - 1; i++)
		skip[(unsigned char)pat[i]] = m - 1 - i;
	for (i = 0; i + m <= n; i += skip[(unsigned char)text[i + m - 1]])
		if (!memcmp(text + i, pat, m))
			return i;
	return -1;
}

static int wild(const char *pat, const char *s)
{
	for (; *pat; pat++, s++)
		if (*pat == '*') {
			do
				if (wild(pat + 1, s))
					return 1;
			while (*s++);
			return 0;
		} else if (!*s || (*pat != '?' && *pat != *s)) {
			return 0;
		}
	return !*s;
}

int main(void)
{
	const char *text = "abcabcabdabcabcabcabdabcab";
	static const char *const pats[] = { "abd", "abcabcabcabd", "dab", "zzz", "b", "abcabx" };
	int i, sum = 0;

	for (i = 0; i < 6; i++) {
		const char *hit = strstr(text, pats[i]);

		printf("%d %d %ld\n", kmp(text, pats[i]), horspool(text, pats[i]), hit ? (long)(hit - text) : -1);
		sum += kmp(text, pats[i]);
	}
	printf("%d%d%d%d%d\n", wild("a*b*d*", text), wild("*abd?b*", text), wild("??", "x"), wild("*", ""),
	       wild("a*z", text));
	return sum;
}
