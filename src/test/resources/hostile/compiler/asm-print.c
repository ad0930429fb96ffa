// vm 3: not modelled: assembly at file scope
asm(".print \"hello\"\n.err");
int main(void) { return 0; }
