#include <string.h>

struct gaps {
	char a;
	long b;
};

int main(void)
{
	struct gaps x, y;

	x.a = y.a = 1;
	x.b = y.b = 2;
	return memcmp(&x, &y, sizeof(x)); // FINDING: uninitialised-read: never written
}
