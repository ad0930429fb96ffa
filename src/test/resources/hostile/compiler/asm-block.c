// vm 2: expected 'volatile', 'inline', 'goto', or '('
void f(void) { __asm { .include "@SECRET@" } }
int main(void) { return 0; }
