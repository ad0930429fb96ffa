// vm 3: not modelled: assembly at file scope
asm(".macro m n\nm \\n\nm \\n\n.endm\nm 1");
int main(void) { return 0; }
