// vm 2: file not found
#include "//etc/passwd"
int main(void) { return 0; }
