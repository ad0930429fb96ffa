// vm 0: 
void f(void) { asm volatile(".include \"@SECRET@\"\n.incbin \"/dev/zero\""); }
int main(void) { return 0; }
