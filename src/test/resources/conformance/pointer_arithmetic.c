/* Steps are in elements, forwards and backwards, for every element size. */
#include <stdio.h>

struct seven {
	char c[7];
};

int main(void)
{
	char c[10];
	short s[10];
	int i[10];
	double d[10];
	struct seven v[10];
	int (*rows)[3], grid[4][3];
	int n, *p;
	char *bytes;

	printf("%ld %ld %ld %ld %ld\n", (long)((char *)(c + 3) - (char *)c),
	       (long)((char *)(s + 3) - (char *)s), (long)((char *)(i + 3) - (char *)i),
	       (long)((char *)(d + 3) - (char *)d), (long)((char *)(v + 3) - (char *)v));
	for (n = 0; n < 10; n++)
		*(i + n) = n * n;
	for (n = 0; n < 12; n++)
		(&grid[0][0])[n % 3] = n, grid[n / 3][n % 3] = n;
	p = i + 9;
	printf("%d ", *p--);
	printf("%d %d ", *(p - 2), p[-4]);
	printf("%d\n", *--p);
	p -= 3;
	p += 1;
	printf("%ld %d %d\n", (long)(p - i), *p, 2 [i]);
	rows = grid;
	rows++;
	printf("%d %d %ld\n", (*rows)[1], rows[1][2], (long)(&grid[3] - rows));
	bytes = (char *)&i[2];
	bytes += sizeof(int);
	printf("%d\n", *(int *)bytes);
	printf("%ld\n", (long)(&v[8] - &v[2]));
	return (int)(&i[7] - p);
}
