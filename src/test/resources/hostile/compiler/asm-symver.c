// vm 3: not modelled: assembly at file scope
asm(".symver f, f@V1");
void f(void) {}
int main(void) { return 0; }
