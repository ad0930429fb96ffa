// vm 0: 
#include <stdlib.h>
int main(void) { return malloc(1UL << 40) != 0; }
