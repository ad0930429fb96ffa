int main(void)
{
	volatile unsigned int v = 0;

	return __builtin_ffs(v);
}
