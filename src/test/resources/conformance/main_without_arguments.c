/* argc and argv of a program that is given none but its name. */
#include <stdio.h>

int main(int argc, char **argv)
{
	printf("%d %d %d\n", argc, argv[0] != 0, argv[argc] == 0);
	return argc;
}
