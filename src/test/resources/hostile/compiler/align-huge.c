// vm 0: 
_Alignas(268435456) char c;
int main(void) { return c; }
