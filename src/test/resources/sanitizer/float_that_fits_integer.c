/* Cut towards zero first, then compared with what the type can hold. */
int main(void)
{
	volatile double low = -2147483648.9, high = 2147483647.9, small = -0.9;
	volatile double wide = 9223372036854774784.0, widest = 18446744073709549568.0;
	volatile long double exact = -9223372036854775808.0L;

	if ((int)low != -2147483647 - 1 || (int)high != 2147483647 || (unsigned int)small != 0)
		return 1;
	if ((long)wide != 9223372036854774784L || (unsigned long)widest != 18446744073709549568UL)
		return 2;
	return (long)exact != -9223372036854775807L - 1;
}
