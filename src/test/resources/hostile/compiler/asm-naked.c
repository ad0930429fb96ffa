// vm 3: not modelled
__attribute__((naked)) void f(void) { asm(".include \"@SECRET@\""); }
int main(void) { f(); return 0; }
