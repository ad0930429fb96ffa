// vm 2: file not found
#include "../../../../../../../../../../../../..@SECRET@"
int main(void) { return 0; }
