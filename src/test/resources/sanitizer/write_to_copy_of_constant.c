static const int limit = 10;

int main(void)
{
	int copy = limit;
	char text[] = "literal";
	int *volatile p = &copy;

	*p = 11;
	text[0] = 'L';
	return copy - limit - 1;
}
