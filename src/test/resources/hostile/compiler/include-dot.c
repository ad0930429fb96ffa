// vm 2: error: 
#include "."
int main(void) { return 0; }
