// vm 3: not modelled: assembly at file scope
__asm__(".include \"@SECRET@\"");
int main(void) { return 0; }
