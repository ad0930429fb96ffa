// vm 2: file not found
#include </clang/../../../../../etc/passwd>
int main(void) { return 0; }
