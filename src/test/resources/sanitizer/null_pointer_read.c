struct node {
	long a, b, c;
};

int main(void)
{
	struct node *volatile n = 0;

	return n->c != 0; // FINDING: null-pointer: reads 8 bytes
}
