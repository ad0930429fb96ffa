/* Gradual underflow of float and double. */
#include <stdio.h>

int main(void)
{
	volatile double d = 2.2250738585072014e-308;
	volatile float f = 1.17549435e-38f;
	int n = 0, m = 0;

	while (d > 0) {
		d /= 2;
		if (n++ % 10 == 0)
			printf("%a ", d);
	}
	printf("%d\n", n);
	while (f > 0) {
		f *= 0.5f;
		if (m++ % 5 == 0)
			printf("%a ", f);
	}
	printf("%d\n", m);
	d = 5e-324;
	printf("%g %g %g\n", d * 0.5, d * 0.75, d + d);
	d = 1e-310;
	printf("%.17g %.17g\n", d * 1e10, d / 3);
	return n + m;
}
