struct node {
	long a, b, c;
};

int main(void)
{
	struct node *volatile n = 0;

	return n ? n->c != 0 : 0;
}
