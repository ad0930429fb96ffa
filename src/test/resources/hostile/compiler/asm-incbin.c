// vm 3: not modelled: assembly at file scope
__asm__(".incbin \"/dev/zero\"");
int main(void) { return 0; }
