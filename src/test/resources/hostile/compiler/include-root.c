// vm 2: file not found
#include "/"
int main(void) { return 0; }
