// vm 3: not modelled
int main(void) { asm volatile(".include \"@SECRET@\""); return 0; }
