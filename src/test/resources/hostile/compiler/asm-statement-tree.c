// tree 2: makes no SEAMCALL
int x;
void f(void) { asm volatile(".include \"@SECRET@\""); }
