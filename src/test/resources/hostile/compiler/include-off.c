// vm 0: 
#if 0
#include "@SECRET@"
#endif
int main(void) { return 0; }
