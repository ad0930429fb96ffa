// vm 3: not modelled: assembly at file scope
asm(".rept 1000000000\n.long 1\n.endr");
int main(void) { return 0; }
