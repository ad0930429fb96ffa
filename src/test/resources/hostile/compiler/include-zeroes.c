// vm 2: file not found
#include "/dev/zero"
int main(void) { return 0; }
