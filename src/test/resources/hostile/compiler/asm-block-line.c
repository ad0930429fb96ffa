// tree 2: expected 'volatile', 'inline', 'goto', or '('
struct in { int a; };
struct out { struct in; int b; };
void f(void) { asm .incbin "@SECRET@"
}
