// vm 2: file not found
#include "/etc"
int main(void) { return 0; }
