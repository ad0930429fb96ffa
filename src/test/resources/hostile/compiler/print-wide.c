// vm 3: a field of more than 1048576 characters
#include <stdio.h>
int main(void) { printf("%1000000000d\n", 1); return 0; }
