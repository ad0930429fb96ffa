// vm 3: not modelled: assembly at file scope
#define HIDE(x) x
#define A as ## m
HIDE(__asm__)(".include \"@SECRET@\"");
int main(void) { return 0; }
