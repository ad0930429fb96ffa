int main(void)
{
	volatile unsigned int v = 0;

	return __builtin_clz(v) == 0; // FINDING: undefined-behaviour: leading zeros
}
