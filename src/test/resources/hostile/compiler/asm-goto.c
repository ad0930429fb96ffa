// vm 3: not modelled
int main(void) { asm goto(".include \"@SECRET@\" %l0" : : : : out); out: return 0; }
