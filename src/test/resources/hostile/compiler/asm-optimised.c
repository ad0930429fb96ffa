// vm -O2 3: not modelled: assembly at file scope
asm(".include \"@SECRET@\"");
int main(void) { return 0; }
