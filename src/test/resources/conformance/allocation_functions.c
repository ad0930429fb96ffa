/* calloc clears, realloc keeps, aligned_alloc aligns, null pointers. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	unsigned char *c = calloc(10, 7), *r;
	int *i = malloc(3 * sizeof(int)), sum = 0, n;
	void *a = aligned_alloc(256, 512);

	for (n = 0; n < 70; n++)
		sum |= c[n];
	printf("%d\n", sum);
	memset(c, 5, 70);
	r = realloc(c, 1000);
	for (n = 0; n < 70; n++)
		sum += r[n];
	memset(r + 70, 1, 930);
	r = realloc(r, 10);
	printf("%d %d\n", sum, r[9]);
	printf("%d\n", (int)((uintptr_t)a % 256));
	for (n = 0; n < 3; n++)
		i[n] = n;
	i = realloc(i, 0x1000);
	i[100] = i[2];
	printf("%d\n", i[100]);
	free(NULL);
	free(r);
	free(i);
	free(a);
	r = realloc(NULL, 4);
	r[3] = 7;
	sum = r[3];
	free(r);
	return sum;
}
