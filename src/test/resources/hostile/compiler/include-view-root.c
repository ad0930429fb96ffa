// vm 2: file not found
#include "/source/../etc/passwd"
int main(void) { return 0; }
