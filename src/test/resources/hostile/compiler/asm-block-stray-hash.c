// tree 2: error: 
struct in { int a; };
struct out { struct in; int b; };
#define H #
void f(void) { H __asm { .include "@SECRET@" } }
