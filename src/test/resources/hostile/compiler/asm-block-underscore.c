// tree 2: error: 
struct in { int a; };
struct out { struct in; int b; };
void f(void) { _asm { .include "@SECRET@" } }
