/* sizeof of expressions, arrays, strings, members. */
#include <stdio.h>

struct s {
	char c;
	int i;
	char tail[3];
};

int main(void)
{
	int i = 1;
	char text[] = "twelve chars";
	int matrix[3][5];
	struct s *none = 0;

	printf("%zu ", sizeof(i++));
	printf("%d\n", i);
	printf("%zu %zu %zu\n", sizeof text, sizeof(text + 0), sizeof *text);
	printf("%zu %zu %zu\n", sizeof matrix, sizeof matrix[0], sizeof matrix[0][0]);
	printf("%zu %zu %zu\n", sizeof(struct s), sizeof none->tail, sizeof(none->c));
	printf("%zu %zu\n", sizeof("abc"), sizeof('a'));
	printf("%zu %zu\n", sizeof(1.0f), sizeof(1.0));
	printf("%zu\n", sizeof(int (*)[10]));
	printf("%zu %zu\n", _Alignof(struct s), _Alignof(double));
	return sizeof(matrix) / sizeof(matrix[0]);
}
