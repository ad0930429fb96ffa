// vm 2: file not found
#include "/dev/stdin"
int main(void) { return 0; }
