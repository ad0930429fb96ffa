// vm 2: does not compile
#define F(x) x
int y = F(
#include "@SECRET@"
1);
int main(void) { return 0; }
