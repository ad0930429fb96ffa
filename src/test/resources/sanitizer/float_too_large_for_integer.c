static int whole(double value)
{
	return (int)value; // FINDING: undefined-behaviour: converts 3.0E9 to a signed integer of 32 bits
}

static unsigned int natural(float value)
{
	return (unsigned int)value; // FINDING: undefined-behaviour: converts -1.0 to an unsigned integer of 32 bits
}

static long wide(long double value)
{
	return (long)value; // FINDING: undefined-behaviour: converts 9223372036854775808 to a signed integer of 64 bits
}

static int none(double value)
{
	return (int)value; // FINDING: undefined-behaviour: converts NaN
}

int main(void)
{
	whole(3e9);
	natural(-1.0f);
	wide(9223372036854775808.0L);
	none(__builtin_nan(""));
	return 0;
}
