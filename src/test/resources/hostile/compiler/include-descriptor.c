// vm 2: file not found
#include "/proc/self/fd/0"
int main(void) { return 0; }
