// vm 2: file not found
#include "/proc/self/environ"
int main(void) { return 0; }
