struct list {
	long head[2];
	int items[8];
};

static int *item(int *items, int index)
{
	return items + index; // FINDING: undefined-behaviour: moves a null pointer by 12 bytes, to 0xc
}

int main(void)
{
	return item(0, 3) == 0;
}
