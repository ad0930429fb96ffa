// vm 2: file not found
#define NAME "@SECRET@"
#include NAME
int main(void) { return 0; }
