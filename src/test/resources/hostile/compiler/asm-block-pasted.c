// tree 2: expected 'volatile', 'inline', 'goto', or '('
struct in { int a; };
struct out { struct in; int b; };
#define C(a, b) a ## b
void f(void) { C(__as, m) { .include "@SECRET@" } }
