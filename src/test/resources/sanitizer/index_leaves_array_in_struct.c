struct pair {
	int first[4];
	int second[4];
};

static int get(struct pair *p, int index)
{
	return p->first[index]; // FINDING: out-of-bounds: uses index 5 of an array of 4 elements
}

int main(void)
{
	struct pair p = { { 1, 2, 3, 4 }, { 5, 6, 7, 8 } };

	return get(&p, 5) - 6;
}
