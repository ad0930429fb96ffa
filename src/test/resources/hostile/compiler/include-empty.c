// vm 2: empty filename
#include ""
int main(void) { return 0; }
